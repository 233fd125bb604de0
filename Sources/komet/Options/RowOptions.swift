import ArgumentParser
import Customers
import Foundation
import TerminalUI

/// Which rows and columns a command writes.
struct RowOptions: ParsableArguments {
  @Argument(
    help: ArgumentHelp(
      "What to look for, as in the browser's filter; all words must match.", valueName: "query"),
    completion: QueryCompletionWords.kind)
  var query: [String] = []

  @Flag(help: "Take similar customers, too, where few match; else the query is taken at its word.")
  var similar = false

  @Option(
    help: ArgumentHelp("The columns to write, separated by commas, or all.", valueName: "names"),
    completion: NameCompletion.columns)
  var columns: String?

  @Option(parsing: .unconditional, help: ArgumentHelp("The most rows to write.", valueName: "count"))
  var limit: Int?

  @Flag(help: "Ask the server even if the cache is young.")
  var refresh = false

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The character between the cells of CSV.", valueName: "character"))
  var delimiter: String?

  @Flag(help: "Leave cells that a spreadsheet would run as formulas as they are.")
  var raw = false

  mutating func validate() throws {
    _ = try chosenColumns
    if let limit, limit < 0 { throw ValidationError("--limit must not be negative.") }
    if let delimiter { _ = try Self.delimiter(delimiter) }
  }

  /// The columns that `--columns` names; nil if it does not.
  var chosenColumns: [CustomerColumn]? {
    get throws {
      guard let columns else { return nil }
      if columns == "all" { return CustomerColumn.allCases }
      return try columns.split(separator: ",", omittingEmptySubsequences: false).map { name in
        let name = name.trimmingCharacters(in: .whitespaces)
        guard let column = CustomerColumn(rawValue: name) else {
          let known = CustomerColumn.allCases.map(\.rawValue) + ["all"]
          throw ValidationError("There is no column '\(name)': \(nameAdvice(for: name, among: known))")
        }
        return column
      }
    }
  }

  /// A delimiter that can't be taken for anything else in CSV.
  static func delimiter(_ text: String) throws -> Unicode.Scalar {
    let text = text == "tab" || text == "\\t" ? "\t" : text
    guard let scalar = text.unicodeScalars.first, text.unicodeScalars.count == 1,
      !["\"", "\r", "\n"].contains(scalar)
    else { throw ValidationError("The delimiter must be one character other than a quote or a line break.") }
    return scalar
  }
}
