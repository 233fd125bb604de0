import Customers

/// One answer of the server, read by ascending id as rows of the file.
///
/// The rows' texts live as long as the table and `text` do.
struct AnswerRows {
  private let table: CustomerTable
  private let text: CustomerRow.Text
  private let typeKeys: [Int64]
  private let salespersonKeys: [Int64]
  private var position = 0

  /// Takes the keys from the vocabulary, adding what is new; `text` is the table's own text.
  init(_ table: CustomerTable, text: CustomerRow.Text, vocabulary: inout Vocabulary) {
    self.table = table
    self.text = text
    (typeKeys, salespersonKeys) = vocabulary.keys(for: table)
  }

  var nextID: UInt64? { position < table.count ? table.ids[position] : nil }

  /// Goes past the next row if it is the customer's and returns its place; nil if it is not.
  mutating func take(id: UInt64) -> Int? {
    guard nextID == id else { return nil }
    position += 1
    return position - 1
  }

  func row(at place: Int) -> CustomerRow {
    var row = CustomerRow(id: table.ids[place], name: bytes(.name, place))
    row.code = bytes(.code, place)
    row.accountingCode = bytes(.accountingCode, place)
    row.typeKey = typeKeys[Int(table.typeCodes[place])]
    row.salespersonKey = salespersonKeys[Int(table.salespersonCodes[place])]
    row.isActive = table.statusKnown.contains(place) ? !table.inactive.contains(place) : nil
    row.updatedSeconds = table.updatedSeconds[place]
    return row
  }

  private func bytes(_ field: CustomerTable.TextField, _ place: Int) -> CustomerRow.Text {
    CustomerRow.Text(rebasing: text[table.textRange(field, at: place)])
  }
}
