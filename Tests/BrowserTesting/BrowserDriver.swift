import CustomerBrowser
import Customers
import Foundation
import Wording

/// Plays a person: sends events to a state, answers its searches at once, and keeps its other effects.
package struct BrowserDriver {
  package private(set) var state: BrowserState
  package private(set) var effects: [BrowserEffect] = []
  /// Whether the server tells ids and names alone, as it does with a user token.
  ///
  /// Otherwise customers of whom nothing else is given are active.
  package var tellsNamesOnly = false
  /// Whether searches wait for `answerSearches`.
  package var holdsSearches = false
  /// Whether pasted names and moved marks wait for `answerOthers`.
  package var holdsOthers = false
  private var heldAnswers: [BrowserEvent] = []
  private typealias Search = (request: SearchRequest, snapshot: CustomerSnapshot, generation: Int)
  private var heldSearches: [Search] = []
  /// Those of which only the first rows were told.
  private var heldRests: [Search] = []
  private var syncGeneration = 0
  private var changesGeneration = 0
  private var contactsGeneration = 0
  /// What is kept about customers, as if on a disk.
  package private(set) var kept = CustomerNotes()
  /// Whether changes of it wait for `answerNote`.
  package var holdsNotes = false
  /// Whether themes can't be read.
  package var breaksThemes = false
  private var heldChange: NoteChange?
  /// The contacts that are known.
  private var book = ContactBook()
  /// Whether duplicates wait for `answerDuplicates`.
  package var holdsDuplicates = false
  private var heldDuplicates: (SearchRequest, CustomerSnapshot, generation: Int)?

  package static let now = Date(timeIntervalSince1970: 1_795_300_000)

  package init(
    settings: BrowserSettings = BrowserSettings(),
    recalling recollection: RestoredSession = RestoredSession(),
    listHeight: Int = 10, hasDetailPane: Bool = true
  ) {
    var settings = settings
    settings.currentFolder = "/home/ana"
    settings.timeZone = .gmt
    state = BrowserState(settings: settings, recalling: recollection, now: Self.now)
    send(.viewportChanged(Viewport(listHeight: listHeight, hasDetailPane: hasDetailPane)))
    send(.started)
    send(.noCachedCustomersFound)
  }

  /// A browser that has loaded these customers.
  package static func showing(
    _ customers: [Customer], mine: [UInt64]? = [], settings: BrowserSettings = BrowserSettings(),
    recalling recollection: RestoredSession = RestoredSession(), hasDetailPane: Bool = true,
    contacts: ContactBook = ContactBook()
  ) -> BrowserDriver {
    var driver = BrowserDriver(settings: settings, recalling: recollection, hasDetailPane: hasDetailPane)
    driver.book = contacts
    driver.load(customers, mine: mine)
    return driver
  }

  package mutating func load(
    _ customers: [Customer], mine: [UInt64]? = [], changed: [UInt64] = [], remarks: [String] = [],
    changes: [CustomerChange.Kind: Int]? = nil, recorded: [CustomerChange]? = nil,
    haveArrived: Bool = false
  ) {
    let table = table(of: customers, mine: mine)
    let fetched = FetchedCustomers(
      table: table, syncedAt: Self.now, changedIDs: changed, remarks: remarks, requestsToday: 3,
      changes: changes, history: recorded.map { ChangeHistory($0, in: .gmt) }, haveArrived: haveArrived)
    send(.customersSynced(CustomerSnapshot(table, contacts: book), fetched, generation: syncGeneration))
  }

  /// Shows customers that are not kept yet.
  package mutating func arrive(_ customers: [Customer], mine: [UInt64]? = []) {
    let table = table(of: customers, mine: mine)
    let fetched = FetchedCustomers(table: table, syncedAt: Self.now, requestsToday: 3)
    send(.customersArrived(CustomerSnapshot(table), fetched, generation: syncGeneration))
  }

  private func table(of customers: [Customer], mine: [UInt64]?) -> CustomerTable {
    func table(_ customers: [Customer]) -> CustomerTable {
      var builder = CustomerTableBuilder()
      for customer in customers { builder.append(customer) }
      return builder.finish().table
    }
    var told = table(customers)
    if told.hasNamesOnly, !tellsNamesOnly {
      told = table(
        customers.map { customer in
          var customer = customer
          customer.isActive = true
          return customer
        })
    }
    guard let mine else { return told }
    var rows = RowSet(rowCount: told.count)
    for row in mine.compactMap(told.row(ofID:)) { rows.insert(row) }
    return told.withMine(rows)
  }

  package mutating func fail(_ failure: UserFacingError) {
    send(.syncFailed(failure, generation: syncGeneration))
  }

  package mutating func progress(_ progress: FetchProgress) {
    send(.syncProgressed(progress, generation: syncGeneration))
  }

  package mutating func send(_ event: BrowserEvent) {
    for effect in state.update(event) {
      switch effect {
      case .search(let request, let snapshot, let generation):
        heldSearches.append((request, snapshot, generation))
        if !holdsSearches { answerSearches() }
      case .moveMarks(let marks, let old, let new, let generation):
        effects.append(effect)
        answer(.marksMoved(before: marks, after: marks.moved(from: old, to: new), generation: generation))
      case .complete(let text, let cursor, let snapshot, let generation):
        let completions = CustomerQuery.completions(of: text, cursor: cursor, in: snapshot)
        send(.completionsFound(completions, generation: generation))
      case .findMissing(let texts, let request, let snapshot, let generation):
        var searcher = CustomerSearcher(snapshot)
        if let missing = searcher.missing(of: texts, in: request, isCancelled: { false }) {
          send(.missingFound(missing, of: texts.count, generation: generation))
        }
      case .findNames(let names, let snapshot, let generation):
        answer(.namesFound(FoundNames(names, in: snapshot.table), generation: generation))
      case .countFacets(let request, let snapshot, let generation):
        var searcher = CustomerSearcher(snapshot)
        if let counts = searcher.facetCounts(of: request, isCancelled: { false }) {
          send(.facetsCounted(counts, generation: generation))
        }
      case .countFilters(let filters, let snapshot, let generation):
        effects.append(effect)
        var searcher = CustomerSearcher(snapshot)
        for (name, request) in filters {
          guard let count = searcher.matchCount(of: request, isCancelled: { false }) else { continue }
          send(.filterCounted(name: name, count: count, generation: generation))
        }
      case .listThemes:
        send(.themesListed(["default", "lily", "nord"]))
      case .previewTheme(let name):
        effects.append(effect)
        if breaksThemes {
          send(.themeRejected(reason: "\(name).toml:2: not TOML"))
        } else {
          send(.themeChanged(name: name))
        }
      case .restoreTheme:
        effects.append(effect)
        send(.themeChanged(name: "default"))
      case .listChanges(let history, let snapshot, let generation):
        send(.changesListed(ChangeList(history, in: snapshot.table), generation: generation))
      case .listDuplicates(let request, let snapshot, let generation):
        effects.append(effect)
        heldDuplicates = (request, snapshot, generation)
        if !holdsDuplicates { answerDuplicates() }
      case .syncCustomers(_, _, _, let generation):
        syncGeneration = generation
        effects.append(effect)
      case .loadChanges(_, let generation):
        changesGeneration = generation
        effects.append(effect)
      case .loadContacts(_, let generation), .fetchContacts(_, let generation):
        contactsGeneration = generation
        effects.append(effect)
      case .keepNote(let change):
        effects.append(effect)
        heldChange = change
        if !holdsNotes { answerNote() }
      case .loadReaches(let book): send(.reachesLoaded(book.reaches()))
      case .gather(let order): send(.linesGathered(order.gathered(), of: order))
      case .copy(let text):
        effects.append(effect)
        send(.copyEnded(text, .taken(by: "")))
      default:
        effects.append(effect)
      }
    }
  }

  private mutating func answer(_ event: BrowserEvent) {
    heldAnswers.append(event)
    if !holdsOthers { answerOthers() }
  }

  /// Tells of the pasted names and moved marks that wait.
  package mutating func answerOthers() {
    let answers = heldAnswers
    heldAnswers = []
    for event in answers { send(event) }
  }

  /// Tells the duplicates that were asked for last.
  package mutating func answerDuplicates() {
    guard let (request, snapshot, generation) = heldDuplicates else { return }
    heldDuplicates = nil
    var searcher = CustomerSearcher(snapshot)
    guard let list = searcher.duplicates(of: request, isCancelled: { false }) else { return }
    send(.duplicatesListed(list, generation: generation))
  }

  /// Answers the searches that wait; not `withRest`, for as many rows as were asked for at once.
  package mutating func answerSearches(withRest: Bool = true) {
    let searches = heldSearches
    heldSearches = []
    for search in searches where !answer(search) {
      var rest = search
      rest.request.firstRows = nil
      heldRests.append(rest)
    }
    if withRest { answerRest() }
  }

  /// Answers the search that was asked for last as if it had found these customers, by id.
  package mutating func answerSearch(
    matches: [UInt64] = [], similar: [UInt64] = [], leftOut: [String] = [], isSameLeftOut: Bool = false,
    wayOut: WayOut? = nil
  ) {
    guard let search = heldSearches.last else { return }
    heldSearches = []
    let table = search.snapshot.table
    let rows = (matches + similar).compactMap(table.row(ofID:))
    var hidden = search.request.marked
    for row in rows { hidden.remove(row) }
    let result = SearchResult(
      rows: rows.map(UInt32.init), matchCount: matches.count, similarCount: similar.count,
      candidateCount: table.rows(scope: search.request.scope, status: search.request.status).count,
      hiddenMarks: hidden, leftOutWords: leftOut, isSameWordLeftOut: isSameLeftOut, wayOut: wayOut)
    send(.searchFinished(result, generation: search.generation))
  }

  /// Tells all rows of the searches that were answered in part.
  package mutating func answerRest() {
    let searches = heldRests
    heldRests = []
    for search in searches { _ = answer(search) }
  }

  /// Tells what a search finds; returns whether that was all.
  private mutating func answer(_ search: Search) -> Bool {
    var searcher = CustomerSearcher(search.snapshot)
    guard let result = searcher.search(search.request, isCancelled: { false }) else { return true }
    send(.searchFinished(result, generation: search.generation))
    return result.isWhole
  }

  /// Shows what the list begins with, of so many customers.
  package mutating func begin(with customers: [Customer], of count: Int) {
    let table = self.table(of: customers, mine: [])
    send(
      .firstCustomersLoaded(
        FirstPage(
          table: table, rows: (0..<UInt32(table.count)).map(\.self), count: count, syncedAt: Self.now)))
  }

  /// Tells what the cache has recorded of the customer asked about last.
  package mutating func record(_ changes: CustomerChange...) {
    send(.changesLoaded(changes, generation: changesGeneration))
  }

  /// Tells which contacts are kept of the customer whose details show.
  package mutating func keep(_ contacts: FetchedContacts) {
    send(.keptContactsLoaded(contacts, generation: changesGeneration))
  }

  /// Runs a command of the person's own, and ends it so unless it goes on.
  package mutating func runOwnCommand(ending outcome: ProgramOutcome?) {
    send(.ownCommandGiven(0))
    var latest: Int?
    for case .runCommand(_, let generation) in effects { latest = generation }
    guard let outcome, let latest else { return }
    send(.commandEnded(outcome, generation: latest))
  }

  /// Tells which contacts the cache has of the customer asked about last.
  package mutating func findCached(_ contacts: FetchedContacts?) {
    send(.cachedContactsLoaded(contacts, generation: contactsGeneration))
  }

  /// Tells which contacts the server told.
  package mutating func answer(_ contacts: FetchedContacts) {
    send(.contactsFetched(contacts, generation: contactsGeneration))
  }

  /// Tells what is kept about customers.
  package mutating func loadNotes(_ notes: [UInt64: CustomerNote], remarks: [String] = []) {
    kept = CustomerNotes(notes)
    send(.notesLoaded(kept, remarks: remarks))
  }

  /// Keeps the change that was ordered last, or says why not.
  package mutating func answerNote(failing failure: UserFacingError? = nil) {
    guard let change = heldChange else { return }
    heldChange = nil
    if let failure { return send(.noteNotKept(change, failure)) }
    if case .apart(let others, let isApart) = change.kind {
      let pairs = others.compactMap { CustomerPair(change.customerID, $0) }
      kept = CustomerNotes(
        kept.byID, apart: isApart ? kept.apart.union(pairs) : kept.apart.subtracting(pairs))
      return send(.noteAnswered(change, .kept(kept)))
    }
    guard let note = change.applied(to: kept[change.customerID]) else {
      return send(.noteAnswered(change, .changedElsewhere(kept)))
    }
    self.change(to: note, ofCustomer: change.customerID)
    send(.noteAnswered(change, .kept(kept)))
  }

  /// Keeps a note as another browser would, of whom this one is not told.
  package mutating func change(to note: CustomerNote, ofCustomer id: UInt64) {
    var notes = kept.byID
    notes[id] = note
    kept = CustomerNotes(notes, apart: kept.apart)
  }

  package mutating func failContacts(_ failure: UserFacingError) {
    send(.contactsFailed(failure, generation: contactsGeneration))
  }

  package mutating func give(_ commands: BrowserCommand...) {
    for command in commands { send(.commandGiven(command)) }
  }

  package mutating func type(_ text: String) {
    for character in text { send(.textTyped(String(character))) }
  }

  /// The ids of the shown customers, in their order.
  package var shownIDs: [UInt64] {
    state.rows.compactMap { state.snapshot?.table.ids[Int($0)] }
  }

  package var markedIDs: [UInt64] {
    state.marks.rows.compactMap { state.snapshot?.table.ids[$0] }
  }

  package var currentID: UInt64? {
    state.currentRow.flatMap { state.snapshot?.table.ids[$0] }
  }

  /// The text that was copied last.
  package var copied: String? {
    for case .copy(let copied) in effects.reversed() { return copied.text }
    return nil
  }

  /// What the answer to the last export that was asked for has to carry.
  package var exportGeneration: Int {
    for case .export(_, _, _, _, let generation) in effects.reversed() { return generation }
    return 0
  }

  /// The last export that was asked for, as text, with where it goes.
  package var lastExport: (text: String, path: String, replacing: Bool)? {
    for case .export(let export, let path, let replacing, _, _) in effects.reversed() {
      var bytes: [UInt8] = []
      try? export.write { bytes.append(contentsOf: $0) }
      return (String(decoding: bytes, as: UTF8.self), path, replacing)
    }
    return nil
  }
}

extension BrowserSettings {
  /// The usual ones, but for one of them.
  package init<Value>(_ setting: WritableKeyPath<BrowserSettings, Value>, _ value: Value) {
    self.init()
    self[keyPath: setting] = value
  }
}
