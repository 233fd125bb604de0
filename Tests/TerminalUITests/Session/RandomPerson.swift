import CustomerBrowser
import Customers
import Foundation
import ProofTesting
import Wording

@testable import TerminalUI

/// Somebody who presses keys at random before a browser whose answers come late, or too late.
struct RandomPerson {
  private(set) var state: BrowserState
  private(set) var size = Size(columns: 80, rows: 24)
  private var random: RandomSource
  /// What was asked of the workers and not yet answered.
  private var waiting: [BrowserEffect] = []
  private let appearance = Appearance(theme: .default, charset: .unicode, keyMap: .standard)
  private var now = Date(timeIntervalSince1970: 1_795_300_000)

  init(seed: UInt64) {
    random = RandomSource(seed: seed)
    var settings = BrowserSettings()
    settings.timeZone = .gmt
    settings.profiles = ["north"]
    settings.filters = [NamedFilter(name: "bells", query: "bell | rosa", origin: .config)]
    var recollection = RestoredSession()
    recollection.marks = [3, 7, 200]
    state = BrowserState(settings: settings, recalling: recollection, now: now)
    fit()
    take(.started)
    let (table, _) = customers
    if random.chance(2) {
      let first = (0..<UInt32(min(table.count, 30))).map(\.self)
      take(
        .firstCustomersLoaded(
          FirstPage(table: table, rows: first, count: table.count + 70, syncedAt: now)))
    }
  }

  var screen: BrowserScreen { BrowserScreen(state: state, appearance: appearance, size: size) }

  /// Does one thing, mostly pressing a key.
  mutating func act() {
    switch Int.random(in: 0..<100, using: &random) {
    case ..<70: press(boundKey)
    case ..<84: press(letter)
    case ..<92: answer()
    case ..<95: click()
    case 95: paste()
    case 96: resize()
    case 97: takeTime()
    case 98: take(.themeChanged(name: "nord"))
    default: for _ in waiting.indices { answer() }
    }
  }

  /// Tells the browser what room there is, as the main loop does before it paints.
  mutating func fit() {
    let viewport = screen.viewport
    if viewport != state.viewport { take(.viewportChanged(viewport)) }
  }

  private mutating func take(_ event: BrowserEvent) {
    waiting += state.update(event)
  }

  private mutating func press(_ key: Key) {
    if let event = appearance.keyMap.event(for: key, in: KeyContext(state)) { take(event) }
  }

  private var boundKey: Key {
    mutating get {
      let context = KeyContext(state)
      let keys = BrowserCommand.allCases.flatMap { appearance.keyMap.keys(for: $0, in: context) }
      return random.pick(keys)
    }
  }

  private static let letters: [Character] = [
    "a", "b", "e", "l", "o", "r", "s", " ", " ", ":", "!", "|", "\"", "^", "$", "<", ">", "2", "0", "-", "é",
    "花",
    "🌹", "\u{301}", "\u{200d}", "\u{1b}",
  ]

  private var letter: Key { mutating get { Key(.character(random.pick(Self.letters))) } }

  private static let texts = [
    "bella", "rosa\nbella\nx|y", "is:marked", "is:new", "updated:>soon", "rep:ana", "active:no",
    "a\nb\u{7}\t", "",
    "type:^Florist$",
    (1...150).map { "X\($0)" }.joined(separator: "\n"), "is:listed",
    "花\u{301}🌹", "!is:mine | zzzz", "\"", String(repeating: "long ", count: 60),
  ]

  private mutating func paste() { take(.textPasted(random.pick(Self.texts))) }

  private mutating func click() {
    let place = Position(
      column: Int.random(in: 0..<max(size.columns, 1), using: &random),
      row: Int.random(in: 0..<max(size.rows, 1), using: &random))
    let action = random.pick([MouseAction.press, .press, .doubleClick, .wheelUp, .wheelDown])
    if let event = screen.event(for: action, at: place) { take(event) }
  }

  private mutating func resize() {
    size = Size(
      columns: Int.random(in: 0...(random.chance(10) ? 500 : 130), using: &random),
      rows: Int.random(in: 0...(random.chance(10) ? 200 : 40), using: &random))
    fit()
  }

  private mutating func takeTime() {
    now += TimeInterval(Int.random(in: 1...2_000, using: &random))
    take(.clockTicked(now))
  }

  /// Lets one of the workers finish what was asked of it first.
  private mutating func answer() {
    guard !waiting.isEmpty else { return }
    switch waiting.removeFirst() {
    case .search(let request, let snapshot, let generation):
      var searcher = CustomerSearcher(snapshot)
      guard let result = searcher.search(request, isCancelled: { false }) else { return }
      take(.searchFinished(random.chance(3) ? withSimilarRows(result) : result, generation: generation))
    case .complete(let text, let cursor, let snapshot, let generation):
      let completions = CustomerQuery.completions(of: text, cursor: cursor, in: snapshot)
      take(.completionsFound(completions, generation: generation))
    case .countFacets(let request, let snapshot, let generation):
      var searcher = CustomerSearcher(snapshot)
      guard let counts = searcher.facetCounts(of: request, isCancelled: { false }) else { return }
      take(.facetsCounted(counts, generation: generation))
    case .findMissing(let texts, let request, let snapshot, let generation):
      var searcher = CustomerSearcher(snapshot)
      guard let missing = searcher.missing(of: texts, in: request, isCancelled: { false }) else { return }
      take(.missingFound(missing, of: texts.count, generation: generation))
    case .findNames(let names, let snapshot, let generation):
      take(.namesFound(FoundNames(names, in: snapshot.table), generation: generation))
    case .runCommand(_, let generation): take(.commandEnded(outcome, generation: generation))
    case .loadCachedCustomers: loadCache()
    case .syncCustomers(_, _, _, let generation): sync(generation)
    case .loadChanges(_, let generation): take(.changesLoaded([], generation: generation))
    case .listChanges(let history, let snapshot, let generation):
      take(.changesListed(ChangeList(history, in: snapshot.table), generation: generation))
    case .listDuplicates(let request, let snapshot, let generation):
      var searcher = CustomerSearcher(snapshot)
      guard let list = searcher.duplicates(of: request, isCancelled: { false }) else { return }
      take(random.chance(3) ? .duplicatesProgressed(0.5) : .duplicatesListed(list, generation: generation))
    case .loadContacts(_, let generation):
      take(.cachedContactsLoaded(random.chance(2) ? nil : contacts, generation: generation))
    case .fetchContacts(_, let generation):
      let failure = UserFacingError(.notReached, what: "No.", advice: "Wait.")
      take(
        random.chance(3)
          ? .contactsFailed(failure, generation: generation)
          : .contactsFetched(contacts, generation: generation))
    case .loadNotes: take(.notesLoaded(notes, remarks: random.pick([[], ["The notes were damaged."]])))
    case .keepNote(let change):
      switch random.pick([0, 1, 2]) {
      case 0: take(.noteAnswered(change, .kept(notes)))
      case 1: take(.noteAnswered(change, .changedElsewhere(notes)))
      default: take(.noteNotKept(change, UserFacingError(.file, what: "No.", advice: "Make room.")))
      }
    case .countFilters(let filters, let snapshot, let generation):
      var searcher = CustomerSearcher(snapshot)
      for (name, request) in filters {
        guard let count = searcher.matchCount(of: request, isCancelled: { false }) else { return }
        take(.filterCounted(name: name, count: count, generation: generation))
      }
    case .listThemes: take(.themesListed(["default", "evil\u{1b}[2J", "nord"]))
    case .previewTheme(let name):
      take(random.chance(3) ? .themeRejected(reason: "No \(name).") : .themeChanged(name: name))
    case .openProfile(let name):
      take(.profileFailed(name, UserFacingError(.usage, what: "No.", advice: "Wait.")))
    case .exportCounts(_, _, _, _, _, let generation), .export(_, _, _, _, let generation):
      take(exportAnswer(generation))
    default: break
    }
  }

  private var outcome: ProgramOutcome {
    mutating get {
      let output = random.pick(["", "one\n\ttwo\u{1b}[2J\r\n", String(repeating: "花", count: 5_000)])
      return ProgramOutcome(
        random.pick([.exited(0), .exited(3), .timedOut, .cancelled]), output: output, isCut: random.chance(2))
    }
  }

  /// The same rows, of which the last ones don't match after all.
  private mutating func withSimilarRows(_ result: SearchResult) -> SearchResult {
    let matchCount = Int.random(in: 0...result.matchCount, using: &random)
    var hidden = result.hiddenMarks
    if random.chance(2) { for row in result.rows.dropFirst(matchCount) { hidden.remove(Int(row)) } }
    return SearchResult(
      rows: result.rows, matchCount: matchCount, similarCount: result.count - matchCount,
      candidateCount: result.candidateCount, hiddenMarks: hidden, highlighter: result.highlighter,
      leftOutWords: random.pick([[], ["bella"], ["花", "evil\u{1b}[2J", "rosa", "x"]]),
      isSameWordLeftOut: random.chance(2), wayOut: matchCount == 0 ? wayOut : nil)
  }

  private var wayOut: WayOut {
    mutating get {
      let terms = ["e\u{1b}vil", "rosa"]
      return WayOut(
        unknownTerms: Array(terms.prefix(Int.random(in: 0...2, using: &random))),
        countWithoutUnknown: 7, countOfOtherStatus: Int.random(in: 0...2, using: &random),
        countOfOthers: 1_000)
    }
  }

  private var contacts: FetchedContacts {
    mutating get {
      let people = (0..<UInt64.random(in: 0...9, using: &random)).map { id in
        CustomerContact(
          id: id, name: random.pick(["Ana", nil, "花\u{1b}"]), phone: "1", email: "a@example.com")
      }
      return FetchedContacts(contacts: people, askedAt: now)
    }
  }

  private var notes: CustomerNotes {
    mutating get {
      var notes: [UInt64: CustomerNote] = [:]
      for id in 1...150 where random.chance(4) {
        notes[UInt64(id)] = CustomerNote(
          text: random.pick([
            "", "fridge", "evil\u{1b}[2J\n\u{202e}x\n\nשלום", String(repeating: "花 ", count: 900),
          ]),
          isStarred: random.chance(2), due: random.pick([nil, LocalDate(daysSinceEpoch: 20_700 + id)]))
      }
      return CustomerNotes(notes)
    }
  }

  private mutating func exportAnswer(_ generation: Int) -> BrowserEvent {
    switch Int.random(in: 0..<4, using: &random) {
    case 0: .exportFinished(path: "/tmp/a.csv", rowCount: 7, generation: generation)
    case 1:
      random.chance(2)
        ? .exportTargetExisted(generation: generation)
        : .exportFolderMissing("/tmp/nowhere", generation: generation)
    case 2: .exportCancelled(generation: generation)
    default:
      .exportFailed(UserFacingError(.file, what: "No.", advice: "Try again."), generation: generation)
    }
  }

  private mutating func loadCache() {
    switch Int.random(in: 0..<3, using: &random) {
    case 0: take(.noCachedCustomersFound)
    case 1: take(.cacheFailed(UserFacingError(.file, what: "No.", advice: "Wait.")))
    default:
      let (table, changed) = customers
      let fetched = FetchedCustomers(table: table, syncedAt: now, changedIDs: changed, requestsToday: 3)
      take(.cachedCustomersLoaded(CustomerSnapshot(table), fetched))
    }
  }

  private mutating func sync(_ generation: Int) {
    take(.syncProgressed(FetchProgress(receivedBytes: 7, totalBytes: 10), generation: generation))
    if random.chance(5) {
      take(.syncFailed(UserFacingError(.notReached, what: "No.", advice: "Wait."), generation: generation))
      return
    }
    let (table, changed) = customers
    let fetched = FetchedCustomers(
      table: table, syncedAt: now, changedIDs: changed, requestsToday: 3, haveArrived: random.chance(2))
    let snapshot = CustomerSnapshot(table)
    if fetched.haveArrived { take(.customersArrived(snapshot, fetched, generation: generation)) }
    take(.customersSynced(snapshot, fetched, generation: generation))
  }

  /// Other customers each time: now more, now fewer, some of them the same ones.
  private var customers: (CustomerTable, changed: [UInt64]) {
    mutating get {
      var builder = CustomerTableBuilder()
      let count = random.chance(6) ? 0 : Int.random(in: 1...120, using: &random)
      var ids: [UInt64] = []
      for id in 1...150 where ids.count < count && !random.chance(3) {
        ids.append(UInt64(id))
        builder.append(customer(UInt64(id)))
      }
      let table = builder.finish().table
      var mine = RowSet(rowCount: table.count)
      for row in 0..<table.count where random.chance(3) { mine.insert(row) }
      return (random.chance(4) ? table : table.withMine(mine), ids.filter { $0 % 5 == 0 })
    }
  }

  private mutating func customer(_ id: UInt64) -> Customer {
    let names = ["Bella Rosa \(id)", "花の店 \(id)", "evil\u{1b}[2J\r\n\u{202e}\(id)", "", "José 🌹 \(id)"]
    return Customer(
      id: id, name: random.pick(names), code: random.chance(3) ? nil : "C\(id)",
      customerType: random.pick([nil, "Florist", "Retailer"]),
      salesperson: random.pick([nil, "Ana", "Julian Mejía"]),
      isActive: random.pick([nil, true, true, false]),
      updatedOn: random.chance(3) ? nil : LocalDateTime("2026-0\(id % 9 + 1)-11T08:00:00"))
  }
}
