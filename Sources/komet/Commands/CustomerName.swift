import CustomerBrowser
import Customers

/// How a command line names one customer: by a code or else by an id, `id:25475` by the id alone.
struct CustomerName: Sendable {
  /// Nil if it is no code.
  let code: String?
  /// Nil if it can't be an id.
  let id: UInt64?

  private static let idPrefix = "id:"
  /// How many of the customers are named when there are several.
  private static let maxNamed = 10

  init(_ text: String) {
    let hasPrefix = text.hasPrefix(Self.idPrefix)
    let digits = hasPrefix ? text.dropFirst(Self.idPrefix.count) : text[...]
    // Not what else an integer may be written as: +106.
    id =
      digits.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) } ? UInt64(digits) : nil
    code = hasPrefix && id != nil ? nil : text
  }

  /// The row of the customer; nil if the table does not have it.
  ///
  /// A code as it is spelled goes before one in another case, and any code before an id. Throws if several
  /// customers are meant.
  func row(in table: CustomerTable) throws(BrowserFailure) -> Int? {
    guard let code else { return id.flatMap(table.row(ofID:)) }
    let similar = table.rows(ofCode: code)
    let exact = similar.filter { table.string(.code, at: $0) == code }
    let rows = exact.isEmpty ? similar : exact
    guard rows.count > 1 else { return rows.first ?? id.flatMap(table.row(ofID:)) }
    let names = rows.prefix(Self.maxNamed).map { row in
      "\(table.ids[row]) “\(table.string(.name, at: row))” (code \(table.string(.code, at: row)))"
    }
    let rest = rows.count - names.count
    throw BrowserFailure(
      .usage,
      what: "\(code) may mean \(rows.count.grouped) customers: \(names.joined(separator: ", "))"
        + (rest > 0 ? ", and \(rest.grouped) more." : "."),
      advice: "Name one by its id: komet show id:\(table.ids[rows[0]]).")
  }
}

extension CustomerTable {
  /// The rows that have a code, whatever its case.
  fileprivate func rows(ofCode code: String) -> [Int] {
    let folded = code.lowercased()
    // The same letters in another case may take another number of bytes, but not in ASCII.
    let length = folded.utf8.allSatisfy { $0 < 0x80 } ? folded.utf8.count : nil
    return (0..<count).filter { row in
      let isCandidate = length.map { textRange(.code, at: row).count == $0 } ?? true
      return isCandidate && string(.code, at: row).lowercased() == folded
    }
  }
}
