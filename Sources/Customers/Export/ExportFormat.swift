/// How customers are written for other programs.
package enum ExportFormat: String, CaseIterable, Sendable {
  case csv
  case tsv
  case json
  case jsonl
  /// A spreadsheet, which the module SpreadsheetExport writes; the others are text.
  case xlsx

  /// The format that a file's ending names, or nil.
  package init?(path: String) {
    let name = path.split(separator: "/").last ?? ""
    guard let dot = name.lastIndex(of: ".") else { return nil }
    self.init(rawValue: name[name.index(after: dot)...].lowercased())
  }

  /// The endings that `init(path:)` knows, for messages.
  package static var endings: String {
    allCases.map { ".\($0.rawValue)" }.joined(separator: ", ")
  }
}
