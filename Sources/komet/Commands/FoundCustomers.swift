import CustomerBrowser
import Customers
import Foundation
import TerminalText
import TerminalUI
import Wording

/// The customers that a query finds, as `list` and `export` write them.
struct FoundCustomers {
  let table: CustomerTable
  let rows: [UInt32]
  /// How many of the rows are only similar to what was asked.
  private let similarCount: Int
  /// What there is to say if nobody was found; nil if somebody was.
  let hint: NobodyFound?
  private let columns: [CustomerColumn]
  /// What the person keeps; read only if it is asked for.
  private let notes: CustomerNotes
  private let contacts: ContactBook
  private let delimiter: Unicode.Scalar
  private let isRaw: Bool

  /// Takes the customers of the cache or the server, searches them, and cuts to the limit.
  ///
  /// Similar ones are among the rows only if they were asked for.
  init(_ options: RowOptions, _ view: ViewOptions, session: Session) throws {
    let settings = session.settings.browser
    let query = try CustomerQuery(arguments: options.query)
    let names = try options.from.map { try CustomerNameFile(InputFile(path: $0)) }
    columns = try options.chosenColumns ?? CustomerColumn.told
    let asksForNotes =
      query.asksForNotes || settings.sort?.asksForNotes == true || columns.contains(where: \.isPersonal)
      || options.columns == nil && settings.columns.contains(where: \.isPersonal)
    notes = asksForNotes ? try session.notes() : CustomerNotes()
    let remembered =
      query.asksForRecents || query.asksForMarks ? session.memory?.recall() : nil
    let customers = try session.freshCustomers(refreshing: options.refresh)
    let history =
      query.asksForChanges ? try session.account?.recordedChanges(since: .distantPast) : nil
    table = customers.table
    var changed = RowSet(rowCount: table.count)
    for id in customers.changedIDs {
      if let row = table.row(ofID: id) { changed.insert(row) }
    }
    guard settings.scope == .all || table.mine != nil else { throw UserFacingError.mineUnknown }
    let all = customers.table
    let listed = names.map { ListedCustomers($0, in: all) }
    let marked = (remembered?.marks ?? []).compactMap(table.row(ofID:)).map { UInt32($0) }
    contacts = session.customers.contactBook
    // The order of a list is its own.
    let sort = listed == nil ? settings.sort : view.sort?.order
    var request = SearchRequest(
      query: query, scope: settings.scope, status: settings.status,
      sort: sort ?? (query.isEmpty ? CustomerOrder(.name) : nil),
      marked: RowSet(rowCount: table.count, rows: listed?.rows ?? marked), onlyMarked: listed != nil,
      changed: changed, history: history.map { ChangeHistory($0) }, notes: notes,
      recents: remembered?.recents ?? RecentCustomers(),
      listed: (listed?.rows ?? []).map { all.ids[Int($0)] }, includesSimilar: options.similar)
    var searcher = CustomerSearcher(CustomerSnapshot(table, contacts: contacts))
    guard let result = searcher.search(request, isCancelled: { false }) else { throw ExitStatus.interrupted }
    let found = sort == nil ? listed?.order(of: result.rows, in: all) ?? result.rows : result.rows
    listed?.tell(shownRows: result.rows, asks: Self.words(settings, query))
    rows = Array(found.prefix(options.limit ?? .max))
    similarCount = max(rows.count - result.matchCount, 0)
    if result.matchCount == 0 {
      for word in query.unknownFields { Self.warn(ofUnknownField: word) }
    }
    request.includesSimilar = true
    hint =
      result.rows.isEmpty && listed == nil
      ? searcher.search(request, isCancelled: { false }).map { NobodyFound($0, of: request) } : nil
    delimiter = try options.delimiter.map(RowOptions.delimiter) ?? settings.exportDelimiter
    isRaw = options.raw || session.settings.exportsRaw
  }

  /// What the customers are that were asked for: `active`, `mine, inactive`, `active and like type:wholesale`.
  private static func words(_ settings: BrowserSettings, _ query: CustomerQuery) -> String {
    let scope = settings.scope == .mine ? ["yours"] : []
    let status = settings.status == .all ? [] : [settings.status.rawValue]
    let like = query.isEmpty ? [] : ["like \(query.text)"]
    return (scope + status + like).joined(separator: " and ")
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

  /// The same customers with columns that may be others, for the screen.
  func export(_ columns: [CustomerColumn]) -> CustomerExport {
    export(as: .tsv, hasByteOrderMark: false, columns)
  }

  func export(
    as format: ExportFormat, hasByteOrderMark: Bool, _ columns: [CustomerColumn]? = nil
  ) -> CustomerExport {
    CustomerExport(
      table: table, rows: rows, columns: columns ?? self.columns, notes: notes, contacts: contacts,
      options: CustomerExport.Options(
        format: format, delimiter: delimiter, isRaw: isRaw, hasByteOrderMark: hasByteOrderMark))
  }
}

extension UserFacingError {
  /// The person asked for their own customers, and nothing tells which these are.
  static let mineUnknown = UserFacingError(
    .usage, what: "Nothing tells which customers are yours.",
    advice: "Set a user token (KOMET_TOKEN), or KOMET_SALESPERSON_ID.")
}

/// What there is to say when no customer matches: who is similar, or how somebody would be found.
struct NobodyFound {
  private let query: String
  private let similarCount: Int
  private let spellings: [String]
  private let unknownWords: String?
  private let elsewhere: [WayOut.Elsewhere]
  private let asksForContacts: Bool
  private let obstacle: String

  private static let widestQuery = 80
  private static let widestSpelling = 40

  init(_ result: SearchResult, of request: SearchRequest) {
    query = truncated(request.query.text, toWidth: Self.widestQuery)
    similarCount = result.similarCount
    asksForContacts = request.query.asksForContacts
    obstacle = result.obstacle
    let wayOut = result.wayOut ?? WayOut()
    spellings = wayOut.spellings.map { truncated($0, toWidth: Self.widestSpelling) }
    unknownWords = wayOut.unknownWords
    elsewhere = wayOut.elsewhere(besides: request.status)
  }

  /// One line; `consequence` says what was not done therefore.
  func message(_ consequence: String = "") -> String {
    let name = query.allSatisfy(\.isWhitespace) ? "" : " \(query)"
    let nearest = similarCount > 0 ? similar : unknownWords.map { ["\($0)."] } ?? []
    let others = elsewhere.map { place in
      "\(place.count.grouped) \(place.count == 1 ? "matches" : "match") with \(place.option)."
    }
    let contacts =
      asksForContacts ? ["Only contacts that are on this machine are searched: see komet contacts."] : []
    let remark = obstacle.isEmpty ? [] : [obstacle.hasSuffix(".") ? obstacle : "\(obstacle)."]
    return (["komet: No customer matches\(name)\(consequence)."] + nearest + others + contacts + remark)
      .joined(separator: " ")
  }

  private var similar: [String] {
    guard !spellings.isEmpty else {
      return [
        similarCount == 1 ? "1 is similar: add --similar." : "\(similarCount) are similar: add --similar."
      ]
    }
    let rows = similarCount == 1 ? "that row" : "those \(similarCount) rows"
    return ["Similar: \(spellings.joined(separator: ", ")). Add --similar to get \(rows)."]
  }
}

extension WayOut.Elsewhere {
  /// What shows these customers, too, on a command line.
  fileprivate var option: String { command == .cycleStatus ? "--status all" : "--scope all" }
}

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
  func row(in table: CustomerTable) throws(UserFacingError) -> Int? {
    guard let code else { return id.flatMap(table.row(ofID:)) }
    let similar = table.rows(ofCode: code)
    let exact = similar.filter { table.string(.code, at: $0) == code }
    let rows = exact.isEmpty ? similar : exact
    guard rows.count > 1 else { return rows.first ?? id.flatMap(table.row(ofID:)) }
    throw Self.ambiguous(code, rows, in: table)
  }

  /// The row of the customer who has a contact with this number or address; nil if none has, or it is neither.
  func row(in table: CustomerTable, knownBy contacts: ContactBook) throws(UserFacingError) -> Int? {
    guard let code else { return nil }
    let query = CustomerQuery(CustomerQuery.term(for: code), today: LocalDate(daysSinceEpoch: 0))
    guard query.asksForContacts else { return nil }
    let request = SearchRequest(
      query: query, scope: .all, status: .all, sort: CustomerOrder(.name),
      marked: RowSet(rowCount: table.count), onlyMarked: false, includesSimilar: false)
    var searcher = CustomerSearcher(CustomerSnapshot(table, contacts: contacts))
    let rows = searcher.search(request, isCancelled: { false })?.rows.map(Int.init) ?? []
    guard rows.count > 1 else { return rows.first }
    throw Self.ambiguous(code, rows, in: table)
  }

  private static func ambiguous(_ word: String, _ rows: [Int], in table: CustomerTable) -> UserFacingError {
    let names = rows.prefix(maxNamed).map { row in
      "\(table.ids[row]) “\(table.string(.name, at: row))” (code \(table.string(.code, at: row)))"
    }
    let rest = rows.count - names.count
    return UserFacingError(
      .usage,
      what: "\(word) may mean \(rows.count.grouped) customers: \(names.joined(separator: ", "))"
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
