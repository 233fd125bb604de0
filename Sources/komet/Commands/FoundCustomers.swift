import CustomerBrowser
import Customers
import Foundation
import TerminalUI

/// The customers that a query finds, as `list` and `export` write them.
struct FoundCustomers {
  let table: CustomerTable
  let rows: [UInt32]
  private let columns: [CustomerColumn]
  private let delimiter: Unicode.Scalar
  private let isRaw: Bool

  /// Takes the customers of the cache or the server, searches them, and cuts to the limit.
  init(_ options: RowOptions, session: Session) throws {
    let settings = session.settings.browser
    let query = CustomerQuery(options.query.joined(separator: " "), today: LocalDate(Date()))
    if let problem = query.problem {
      throw BrowserFailure(
        .usage, what: "The query can't be read: \(problem.reason).", advice: "Change that part of it.")
    }
    let customers = try session.freshCustomers(refreshing: options.refresh)
    table = customers.table
    var changed = RowSet(rowCount: table.count)
    for id in customers.changedIDs {
      if let row = table.row(ofID: id) { changed.insert(row) }
    }
    guard settings.scope == .all || table.mine != nil else { throw BrowserFailure.mineUnknown }
    let request = SearchRequest(
      query: query, scope: settings.scope, status: settings.status,
      sort: settings.sort ?? (query.isEmpty ? CustomerOrder(.name) : nil),
      marked: RowSet(rowCount: table.count), onlyMarked: false, changed: changed)
    var searcher = CustomerSearcher(CustomerSnapshot(table))
    let found = searcher.search(request, isCancelled: { false })?.rows ?? []
    if found.isEmpty {
      for word in query.unknownFields { Self.warn(ofUnknownField: word) }
    }
    rows = options.limit.map { Array(found.prefix($0)) } ?? found
    columns = try options.chosenColumns ?? CustomerColumn.allCases
    delimiter = try options.delimiter.map(RowOptions.delimiter) ?? settings.exportDelimiter
    isRaw = options.raw || session.settings.exportsRaw
  }

  /// Tells of a word before a colon that may have been meant as a field, but was looked for as text.
  private static func warn(ofUnknownField word: String) {
    guard let field = nearestName(to: word, among: CustomerQuery.fieldNames) else { return }
    StandardError.write(
      line: visibleText(
        "komet: There is no field `\(word):`, so it counts as text: did you mean `\(field):`?"))
  }

  func export(as format: ExportFormat, hasByteOrderMark: Bool) -> CustomerExport {
    CustomerExport(
      table: table, rows: rows, columns: columns,
      options: CustomerExport.Options(
        format: format, delimiter: delimiter, isRaw: isRaw, hasByteOrderMark: hasByteOrderMark))
  }
}

extension BrowserFailure {
  /// The person asked for their own customers, and nothing tells which these are.
  static let mineUnknown = BrowserFailure(
    .usage, what: "Nothing tells which customers are yours.",
    advice: "Set a user token (KOMET_TOKEN), or KOMET_SALESPERSON_ID.")
}
