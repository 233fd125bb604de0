import ArgumentParser
import Customers
import Foundation
import TerminalUI
import Wording

/// Which rows and columns a command writes.
struct RowOptions: ParsableArguments {
  @Argument(
    help: ArgumentHelp(
      "What to look for, as in the browser's filter; all words must match.", valueName: "query"),
    completion: QueryCompletionWords.kind)
  var query: [String] = []

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      """
      Only the customers that a file names, in its order: codes, ids or names, one a line, or the first column of CSV; \
      - is stdin.
      """, valueName: "file"),
    completion: .file())
  var from: String?

  @Flag(help: "Take similar customers, too, where few match; else the query is taken at its word.")
  var similar = false

  @Option(
    help: ArgumentHelp(
      "The columns to write, separated by commas; all stands for all but phone, mail, star, note and due.",
      valueName: "names"),
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

  @Flag(help: "Leave cells of CSV that a spreadsheet would run as formulas as they are.")
  var raw = false

  mutating func validate() throws {
    _ = try chosenColumns
    if let limit, limit < 1 {
      throw ValidationError(
        "--limit must be 1 or more; to write only how many there are: komet list --count.")
    }
    if let delimiter { _ = try Self.delimiter(delimiter) }
  }

  /// The columns that `--columns` names; nil if it does not.
  var chosenColumns: [CustomerColumn]? {
    get throws {
      guard let columns else { return nil }
      let chosen = try columns.split(separator: ",", omittingEmptySubsequences: false).flatMap { name in
        let name = name.trimmingCharacters(in: .whitespaces)
        if name == "all" { return CustomerColumn.told }
        guard let column = CustomerColumn(rawValue: name) else {
          let known = CustomerColumn.allCases.map(\.rawValue) + ["all"]
          throw ValidationError("There is no column '\(name)': \(nameAdvice(for: name, among: known))")
        }
        return [column]
      }
      if let twice = CustomerColumn.firstNamedTwice(in: chosen) {
        throw ValidationError("--columns names the column `\(twice.rawValue)` twice.")
      }
      return chosen
    }
  }

  /// Throws if `--delimiter` is given for another format than CSV.
  func checkDelimiter(for format: String) throws {
    guard delimiter != nil, format != ExportFormat.csv.rawValue else { return }
    throw ValidationError("--delimiter is for CSV, and this is to be \(format): leave it out, or write CSV.")
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

extension CustomerColumn {
  /// The first column that stands in a list for a second time; nil if none does.
  static func firstNamedTwice(in columns: [CustomerColumn]) -> CustomerColumn? {
    var seen: Set<CustomerColumn> = []
    return columns.first { !seen.insert($0).inserted }
  }
}

/// Which customers are looked at.
struct ViewOptions: ParsableArguments {
  @Option(
    help: "Whose customers: all (if nothing else is set) or mine.", completion: CustomerScope.completion,
    transform: CustomerScope.argument)
  var scope: CustomerScope?

  @Option(
    help: "Customers of which status: active (if nothing else is set), inactive or all.",
    completion: StatusFilter.completion,
    transform: StatusFilter.argument)
  var status: StatusFilter?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The column to sort by, with a minus in front for descending; more behind commas: type,-updated.",
      valueName: "columns"),
    completion: NameCompletion.sortColumns, transform: OrderArgument.init)
  var sort: OrderArgument?
}

/// A filter that has a name.
struct SavedViewOption: ParsableArguments {
  @Option(
    name: .customLong("view"),
    help: ArgumentHelp(
      "A filter that was saved in the browser, or that the config names: its query, scope, status, order and columns.",
      valueName: "name"),
    completion: NameCompletion.views)
  var name: String?
}

/// `updated`, `-updated` for descending, or several columns, `type,-updated`.
struct OrderArgument {
  let order: CustomerOrder

  /// Throws with the column that was meant, or all there are.
  init(_ argument: String) throws {
    var keys: [CustomerOrder] = []
    for part in argument.split(separator: ",", omittingEmptySubsequences: false) {
      let word = part.trimmingCharacters(in: .whitespaces)
      let isDescending = word.hasPrefix("-")
      guard let column = CustomerColumn(rawValue: isDescending ? String(word.dropFirst()) : word) else {
        let sign = isDescending ? "-" : ""
        throw ValidationError(
          nameAdvice(for: word, among: CustomerColumn.allCases.map { sign + $0.rawValue }))
      }
      keys.append(CustomerOrder(column, descending: isDescending))
    }
    if let twice = CustomerColumn.firstNamedTwice(in: keys.map(\.column)) {
      throw ValidationError("it names the column `\(twice.rawValue)` twice")
    }
    guard var order = keys.first else { preconditionFailure("splitting leaves at least one part") }
    order.further = Array(keys.dropFirst())
    self.order = order
  }
}
