import Customers
import ProofTesting

@testable import KometAPI

/// Answers of the server: what is decoded while it comes is what would be decoded at once, and nothing is counted twice.
enum AnswerFuzzer {
  /// Everything that an answer tells, for comparison.
  private enum Outcome: Equatable {
    case list([Customer], types: [String], salespeople: [Salesperson], DecodingReport)
    case refusal(String)
    case noList(String)
    /// Where a document is wrong in its middle and at its end, it may be refused for the one or the other.
    case malformed
    case failure(DecodingFailure)
  }

  @Sendable static func run(_ bytes: [UInt8]) {
    let pieceBytes = 2 * Int(bytes.last ?? 0) + 1
    let whole = decode(bytes, .customerList, inPiecesOf: bytes.count + 1)
    let pieces = decode(bytes, .customerList, inPiecesOf: pieceBytes)
    require(whole == pieces, "\(whole) in one piece, \(pieces) in pieces of \(pieceBytes)")
    _ = decode(bytes, .customersByCompany, inPiecesOf: pieceBytes)
    _ = try? ContactListDecoder().decode(body(of: bytes))
    _ = ServerMessage(body(of: bytes))
  }

  private static func body(of bytes: [UInt8]) -> AnswerBody {
    let body = AnswerBody()
    bytes.withUnsafeBytes { _ = body.append($0) }
    return body
  }

  private static func decode(_ bytes: [UInt8], _ method: APIMethod, inPiecesOf pieceBytes: Int) -> Outcome {
    let decoder = CustomerListDecoder(method: method, pieceBytes: pieceBytes)
    let body = AnswerBody()
    for start in stride(from: 0, to: bytes.count, by: pieceBytes) {
      bytes[start..<min(start + pieceBytes, bytes.count)].withUnsafeBytes { _ = body.append($0) }
      decoder.readAhead(body)
    }
    do throws(DecodingFailure) {
      switch try decoder.decode(body) {
      case .list(let table, let report):
        // Of records with the same id that can't be read one is told.
        require(report.readRecords + report.skipped <= report.records, "\(report)")
        require(table.count + report.duplicates == report.readRecords, "\(table.count) of \(report)")
        return .list(
          (0..<table.count).map { table.customer(at: $0) }, types: table.types,
          salespeople: table.salespeople, report)
      case .refusal(let message): return .refusal(message)
      case .noList(let message): return .noList(message)
      }
    } catch {
      switch error {
      case .malformed, .cutShort, .followed: return .malformed
      default: return .failure(error)
      }
    }
  }

  /// The documented answers, some by servers of another kind, and some that no server should send.
  static var seeds: [[UInt8]] {
    let documented = [
      #"""
      {"status":1,"message":"OK","customers":[{"id":"25475","accountingCode":"ACC10",
      "customerType":"PART-TIME FLORIST","salesPerson":"Julian Mejía","name":"2-14 BRIDAL CAKES","salesPersonId":1819,
      "active":"1","code":"T3526","updatedOn":"2017-08-02T12:15:17"},{"id":"29775","name":"Flores SAS","active":"1",
      "code":"ASS","salesPersonId":23423,"customerType":"Retailer","updatedOn":"2017-09-15T17:02:50"}]}
      """#,
      #"{"customers":[{"customerId":29675,"customerName":"10 DOWNING ST","id":5,"name":"other"}],"status":"1"}"#,
      #"{"contacts":[{"id":1,"name":"Ana","phone":305,"email":"ana@example.com","title":null}],"status":1}"#,
      #"{"status":0,"message":"Customers not found.OK"}"#,
      #"{"status":0,"message":"Invalid token","customers":[]}"#,
      #"{"error":{"message":"no"}}"#, #"{"status":2}"#, "{}", "<html><body>Sign in</body></html>",
      #"{"customers":[{"id":1,"na\u006de":"A","active":true,"updatedOn":"2026-01-01T00:00:00+05:00"}]}"#,
      #"{"customers":[{"id":18446744073709551615,"name":"\ud83c\udf37\ud800"},{"id":1.0,"name":12}]} x"#,
    ]
    var random = RandomDocument(seed: 3)
    return documented.map { Array($0.utf8) } + (0..<100).map { _ in random.next() }
  }
}
