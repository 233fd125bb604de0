import CustomerBrowser
import Customers
import Foundation
import Synchronization
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
  /// The groups that the rows are, if duplicates were asked for.
  let groups: DuplicateList?
  private let columns: [CustomerColumn]
  /// What the person keeps; read only if it is asked for.
  private let notes: CustomerNotes
  private let contacts: ContactBook
  private let delimiter: Unicode.Scalar
  private let isRaw: Bool

  /// Takes the customers of the cache or the server, searches them, and cuts to the limit.
  ///
  /// Similar ones are among the rows only if they were asked for. With `asDuplicates` the rows are the groups of
  /// duplicates that have somebody whom the query finds.
  init(
    _ options: RowOptions, _ view: ViewOptions, session: Session, asDuplicates: Bool = false
  ) throws {
    let settings = session.settings.browser
    columns = try options.chosenColumns ?? session.settings.view?.look.columns ?? CustomerColumn.told
    let showsNotes =
      asDuplicates || settings.sort?.asksForNotes == true || columns.contains(where: \.isPersonal)
      || options.columns == nil && settings.columns.contains(where: \.isPersonal)
    let asked = try AskedCustomers(
      options.query, from: options.from.map { try CustomerNameFile(InputFile(path: $0)) },
      chosenOrder: view.sort?.order, refreshing: options.refresh, showsNotes: showsNotes, session: session)
    table = asked.table
    notes = asked.request.notes
    contacts = asked.snapshot.contacts
    var request = asked.request
    request.includesSimilar = options.similar
    var searcher = CustomerSearcher(asked.snapshot)
    let wait = asDuplicates || request.query.asksForDuplicates ? DuplicateWait(asked.snapshot) : nil
    defer { wait?.end() }
    let isCancelled = { @Sendable in wait?.isOver() ?? false }
    guard let result = searcher.search(request, isCancelled: isCancelled) else {
      throw ExitStatus.interrupted
    }
    if asDuplicates {
      guard let found = searcher.duplicates(of: request, isCancelled: isCancelled) else {
        throw ExitStatus.interrupted
      }
      let groups = options.limit.map { found.prefix(maxRows: $0) } ?? found
      (self.groups, rows, similarCount) = (groups, groups.rows, 0)
    } else {
      groups = nil
      let found = asked.listsOrder?.order(of: result.rows, in: table) ?? result.rows
      rows = Array(found.prefix(options.limit ?? .max))
      similarCount = max(rows.count - result.matchCount, 0)
    }
    asked.tellOfListed(shownRows: result.rows)
    if result.matchCount == 0 { asked.warnOfUnknownFields() }
    hint =
      result.rows.isEmpty && asked.listed == nil
      ? asked.hint(&searcher, isCancelled: isCancelled) : nil
    delimiter = try options.delimiter.map(RowOptions.delimiter) ?? settings.exportDelimiter
    isRaw = options.raw || session.settings.exportsRaw
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
    let columns = columns ?? self.columns
    let options = CustomerExport.Options(
      format: format, delimiter: delimiter, isRaw: isRaw, hasByteOrderMark: hasByteOrderMark)
    if let groups {
      return CustomerExport(groups, columns: columns, notes: notes, contacts: contacts, options: options)
    }
    return CustomerExport(
      table: table, rows: rows, columns: columns, notes: notes, contacts: contacts, options: options)
  }
}

/// Waits for duplicates to be found, and says on the terminal how far that is; ^C ends it.
private final class DuplicateWait: Sendable {
  private let snapshot: CustomerSnapshot
  // Only asked whether it has come, which any thread may.
  private nonisolated(unsafe) let interrupt = Interrupt()
  private let shown = Atomic(-1)

  init(_ snapshot: CustomerSnapshot) {
    self.snapshot = snapshot
  }

  /// Whether the person gave it up.
  func isOver() -> Bool {
    let percent = snapshot.duplicateProgress.map { Int($0 * 100) } ?? -1
    if percent >= 0, shown.exchange(percent, ordering: .relaxed) != percent {
      ProgressLine().show("Looking for duplicates, \(percent) %")
    }
    return interrupt.hasCome()
  }

  func end() {
    if shown.load(ordering: .relaxed) >= 0 { ProgressLine().clear() }
  }
}

/// The customers of the cache or the server, and what a command line asks of them.
struct AskedCustomers {
  let table: CustomerTable
  let snapshot: CustomerSnapshot
  let request: SearchRequest

  /// Those of a list, if there is one.
  let listed: ListedCustomers?
  /// The list, where its own order is that of the rows.
  let listsOrder: ListedCustomers?

  /// Words of a query add to that of a named filter; what the person keeps is read only if it is asked for.
  ///
  /// The order of a list is its own, unless one is chosen.
  init(
    _ words: [String], from names: CustomerNameFile? = nil, chosenOrder: CustomerOrder? = nil,
    refreshing: Bool, showsNotes: Bool = false, session: Session
  ) throws {
    let settings = session.settings.browser
    let typed = try CustomerQuery(arguments: words)
    let query =
      try session.settings.view.map { view in
        try CustomerQuery(
          arguments: [typed.isEmpty ? view.query : CustomerQuery.text(view.query, adding: typed.text)])
      } ?? typed
    let notes = showsNotes || query.asksForNotes ? try session.notes() : CustomerNotes()
    let remembered = query.asksForRecents || query.asksForMarks ? session.memory?.recall() : nil
    let customers = try session.freshCustomers(refreshing: refreshing)
    let history =
      query.asksForChanges ? try session.account?.recordedChanges(since: .distantPast) : nil
    let table = customers.table
    self.table = table
    var changed = RowSet(rowCount: table.count)
    for id in customers.changedIDs {
      if let row = table.row(ofID: id) { changed.insert(row) }
    }
    guard settings.scope == .all || table.mine != nil else { throw UserFacingError.mineUnknown }
    listed = names.map { ListedCustomers($0, in: table) }
    let sort = listed == nil ? settings.sort : chosenOrder
    listsOrder = sort == nil ? listed : nil
    let listedRows = listed?.rows ?? []
    let markedRows =
      listed?.rows ?? (remembered?.marks ?? []).compactMap(table.row(ofID:)).map { UInt32($0) }
    request = SearchRequest(
      query: query, scope: settings.scope, status: settings.status,
      sort: sort ?? (query.isEmpty ? CustomerOrder(.name) : nil),
      marked: RowSet(rowCount: table.count, rows: markedRows), onlyMarked: listed != nil, changed: changed,
      history: history.map { ChangeHistory($0) }, notes: notes,
      recents: remembered?.recents ?? RecentCustomers(), listed: listedRows.map { table.ids[Int($0)] },
      includesSimilar: false)
    snapshot = CustomerSnapshot(table, contacts: session.customers.contactBook)
  }

  /// Tells which names of a list aren't among the rows.
  func tellOfListed(shownRows: [UInt32]) {
    let scope = request.scope == .mine ? ["yours"] : []
    let status = request.status == .all ? [] : [request.status.rawValue]
    let like = request.query.isEmpty ? [] : ["like \(request.query.text)"]
    listed?.tell(shownRows: shownRows, asks: (scope + status + like).joined(separator: " and "))
  }

  /// What there is to say if nobody was found.
  func hint(
    _ searcher: inout CustomerSearcher, isCancelled: @escaping @Sendable () -> Bool = { false }
  ) -> NobodyFound? {
    var request = request
    request.includesSimilar = true
    return searcher.search(request, isCancelled: isCancelled).map { NobodyFound($0, of: request) }
  }

  /// Tells of words before a colon that may have been meant as fields, but were looked for as text.
  func warnOfUnknownFields() {
    for word in request.query.unknownFields {
      guard let field = nearestName(to: word, among: CustomerQuery.fieldNames) else { continue }
      StandardError.write(
        line: "komet: There is no field `\(word):`, so it counts as text: did you mean `\(field):`?")
    }
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
