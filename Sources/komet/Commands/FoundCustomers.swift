import CustomerBrowser
import Customers
import Foundation
import TerminalUI

/// The customers that a query finds, as `list` and `export` write them.
struct FoundCustomers {
  let table: CustomerTable
  let rows: [UInt32]
  /// How many of the rows are only similar to what was asked.
  private let similarCount: Int
  /// What there is to say if nobody was found; nil if somebody was.
  let hint: NobodyFound?
  private let columns: [CustomerColumn]
  private let delimiter: Unicode.Scalar
  private let isRaw: Bool

  /// Takes the customers of the cache or the server, searches them, and cuts to the limit.
  ///
  /// Similar ones are among the rows only if they were asked for.
  init(_ options: RowOptions, session: Session) throws {
    let settings = session.settings.browser
    let query = try CustomerQuery(arguments: options.query)
    let customers = try session.freshCustomers(refreshing: options.refresh)
    table = customers.table
    var changed = RowSet(rowCount: table.count)
    for id in customers.changedIDs {
      if let row = table.row(ofID: id) { changed.insert(row) }
    }
    guard settings.scope == .all || table.mine != nil else { throw BrowserFailure.mineUnknown }
    var request = SearchRequest(
      query: query, scope: settings.scope, status: settings.status,
      sort: settings.sort ?? (query.isEmpty ? CustomerOrder(.name) : nil),
      marked: RowSet(rowCount: table.count), onlyMarked: false, changed: changed,
      includesSimilar: options.similar)
    var searcher = CustomerSearcher(CustomerSnapshot(table))
    guard let result = searcher.search(request, isCancelled: { false }) else { throw ExitStatus.interrupted }
    rows = Array(result.rows.prefix(options.limit ?? .max))
    similarCount = max(rows.count - result.matchCount, 0)
    if result.matchCount == 0 {
      for word in query.unknownFields { Self.warn(ofUnknownField: word) }
    }
    request.includesSimilar = true
    hint =
      result.rows.isEmpty
      ? searcher.search(request, isCancelled: { false }).map { NobodyFound($0, of: request) } : nil
    columns = try options.chosenColumns ?? CustomerColumn.allCases
    delimiter = try options.delimiter.map(RowOptions.delimiter) ?? settings.exportDelimiter
    isRaw = options.raw || session.settings.exportsRaw
  }

  /// Tells of a word before a colon that may have been meant as a field, but was looked for as text.
  private static func warn(ofUnknownField word: String) {
    guard let field = nearestName(to: word, among: CustomerQuery.fieldNames) else { return }
    StandardError.write(
      line: "komet: There is no field `\(word):`, so it counts as text: did you mean `\(field):`?")
  }

  /// `34 customers, 31 of them only similar,`.
  var countInWords: String {
    let customers = "\(rows.count.grouped) customer\(rows.count == 1 ? "" : "s")"
    switch similarCount {
    case 0: return customers
    case rows.count: return "\(customers), only similar,"
    default: return "\(customers), \(similarCount) of them only similar,"
    }
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
