import Customers
import ProofTesting
import Testing

@testable import KometAPI

/// What is decoded while it comes is what would be decoded at once.
struct CustomerListReadingAheadTests {
  /// Everything that an answer tells, for comparison.
  private enum Outcome: Equatable {
    case list([Customer], types: [String], salespeople: [Salesperson], DecodingReport)
    case refusal(String)
    case noList(String)
    case failure(DecodingFailure)
  }

  private func outcome(of decoder: CustomerListDecoder, _ body: AnswerBody) -> Outcome {
    do throws(DecodingFailure) {
      switch try decoder.decode(body) {
      case .list(let table, let report):
        return .list(
          (0..<table.count).map { table.customer(at: $0) }, types: table.types,
          salespeople: table.salespeople, report)
      case .refusal(let message): return .refusal(message)
      case .noList(let message): return .noList(message)
      }
    } catch {
      return .failure(error)
    }
  }

  /// Where a document is wrong in its middle and at its end, it may be refused for the one or the other.
  private func isSame(_ one: Outcome, _ other: Outcome) -> Bool {
    func isOfForm(_ outcome: Outcome) -> Bool {
      switch outcome {
      case .failure(.malformed), .failure(.cutShort), .failure(.followed): true
      default: false
      }
    }
    return one == other || isOfForm(one) && isOfForm(other)
  }

  private func outcome(ofWhole bytes: some Sequence<UInt8>) -> Outcome {
    outcome(of: CustomerListDecoder(method: .customerList), AnswerBody(bytes))
  }

  private func arrived(
    _ pieces: some Sequence<ArraySlice<UInt8>>, readingAhead pieceBytes: Int
  ) -> (outcome: Outcome, removedCount: Int) {
    let decoder = CustomerListDecoder(method: .customerList, pieceBytes: pieceBytes)
    let body = AnswerBody()
    for piece in pieces {
      piece.withUnsafeBytes { _ = body.append($0) }
      decoder.readAhead(body)
    }
    return (outcome(of: decoder, body), body.removedCount)
  }

  @Test func randomDocumentsReadTheSameHoweverTheyCome() {
    var documents = RandomDocument(seed: 8)
    var random = RandomSource(seed: 9)
    var (readAhead, lists, failures) = (0, 0, 0)
    for round in 0..<ProofScale.rounds(full: 100_000, few: 2_000) {
      let bytes = documents.next()
      let expected = outcome(ofWhole: bytes)
      let pieceBytes = Int.random(in: 1...400, using: &random)
      let (found, removedCount) = arrived(documents.pieces(of: bytes), readingAhead: pieceBytes)
      #expect(isSame(found, expected), "round \(round): \(String(decoding: bytes, as: UTF8.self))")
      guard removedCount > 0 else { continue }
      readAhead += 1
      switch expected {
      case .list: lists += 1
      case .failure: failures += 1
      default: break
      }
    }
    // Or nothing would be shown.
    #expect(readAhead > 1_000)
    #expect(lists > 500)
    #expect(failures > 300)
  }

  @Test func `what is cut short or has junk behind it is known as that however it comes`() {
    let whole =
      #"{"customers":[{"id":1,"name":"\\"},{"id":2,"x":[{}]},{"id":3},{"id":4,"name":"a\"b"}],"x":[]}"#
    for pieceBytes in [1, 20, 50] {
      func failure(_ document: some Sequence<UInt8>) -> Outcome {
        arrived(Array(document).map { [$0][...] }, readingAhead: pieceBytes).outcome
      }
      for count in 1..<whole.utf8.count {
        #expect(failure(whole.utf8.prefix(count)) == .failure(.cutShort), "\(whole.prefix(count))")
      }
      for junk in ["x", "}", "{", "\""] {
        #expect(failure((whole + junk).utf8) == .failure(.followed), "\(junk)")
      }
    }
  }

  @Test func nearlyAllOfALongListIsReadWhileItComes() {
    let records = (1...5_000).map { #"{"id":\#($0),"name":"Customer \#($0) {\"}","x":[{"id":1},{"id":2}]}"# }
    let document = Array(#"{"status":1,"customers":[\#(records.joined(separator: ", "))]}"#.utf8)
    let pieces = stride(from: 0, to: document.count, by: 1_000).map { document[$0...].prefix(1_000) }
    let (found, removedCount) = arrived(pieces, readingAhead: 4_096)
    #expect(found == outcome(ofWhole: document))
    #expect(document.count - removedCount < 8_192)
  }

  @Test(arguments: [
    // The list is not where it seems to be.
    #"{"x":{"customers":[{"id":1},{"id":2},{"id":3}]},"customers":[{"id":4},{"id":5},{"id":6}]}"#,
    #"{"customers":null,"customers":[{"id":4},{"id":5},{"id":6}]}"#,
    #"{"customers":[{"id":1},{"id":2},{"id":3}],"customers":[{"id":4},{"id":5},{"id":6}]}"#,
    #"{"message":"\"customers\":[","customers":[{"id":4},{"id":5},{"id":6}]}"#,
    #"{"customers":[{"id":1},{"id":2}],"x":[{"id":7},{"id":8},{"id":9}]}"#,
    // What went ahead of the slip was in order.
    #"{"customers":[{"id":1},{"id":2},]}"#, #"{"customers":[{"id":1},{"id":2}{"id":3}]}"#,
    #"{"customers":[{"id":1},{"id":2}]"#, #"{"customers":[{"id":1},{"id":2}"#,
    #"{"customers":[{"id":1},{"id":2},"#, #"{"customers":[{"id":1},{"id":2}]}x"#,
    #"{"customers":[{"id":1},{"id":2},{"id":3,"name":"a"#,
    #"{"status":0,"customers":[{"id":1},{"id":2},{"id":3}],"message":"Bad token"}"#,
    #"{"customers":[{"id":1,"name":"\ud800"},{"id":2,"name":"\ud800"},{"id":3}]}"#,
    "{\"customers\":[{\"id\":1,\"x\":\\\"},{\"id\":2},{\"id\":3,\"name\":\"\u{1}\"}]}",
  ])
  func slipsTellTheSame(_ document: String) {
    for pieceBytes in 1...document.utf8.count {
      let pieces = Array(document.utf8).indices.map { Array(document.utf8)[$0...].prefix(1) }
      #expect(arrived(pieces, readingAhead: pieceBytes).outcome == outcome(ofWhole: document.utf8))
    }
  }
}
