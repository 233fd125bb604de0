/// What a column is called in an export.
package struct ExportColumn: Equatable, Sendable {
  /// The name for people, in the header of CSV and TSV.
  package let title: String
  /// The key in JSON and JSON Lines.
  package let key: String

  package init(title: String, key: String) {
    self.title = title
    self.key = key
  }

  init(_ column: CustomerColumn) {
    self.init(title: column.title, key: column.jsonKey)
  }
}
