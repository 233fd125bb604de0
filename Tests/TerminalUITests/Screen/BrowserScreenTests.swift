import BrowserTesting
import CustomerBrowser
import Customers
import Foundation
import TerminalText
import Testing
import Wording

@testable import TerminalUI

/// Whole screens as text, held against files in `Frames`.
///
/// With KOMET_RECORD_FRAMES=1 in the environment the files are written anew instead: look at them before
/// they are committed.
@Suite struct BrowserScreenTests {
  enum Scene: String, CaseIterable {
    case loading, empty, list, range, failedAtFirst, helpTyped, typing, completing, unreadable,
      unreadableAlone, marked, hiddenMarks, detail
    case noMatch, noMatchElsewhere, similar, similarAlone, similarBottom, similarExport, similarFacets
    case mine, help, sortMenu
    case commands, commandsTyped, savedFilters, filterName, filterNameTaken, facets, facetYears, facetsChosen,
      facetsExport, copyMenu,
      columns
    case export, overwrite, failure, stale
    case detailField, detailChanges, detailContacts, find, findNothing
    case contactBudget, contactsAsked, contacts, contactsChosen, contactsNone, contactsStale, contactsFailed
    case changes, changesTyped, changesNone
    case exportFolder, exported
    case duplicates, duplicatesApart, duplicatesNone, duplicatesWaiting, duplicatesExport
    case ownCommands, output, outputFailed, running, missing, missingTold, namesOnly, namesOnlyColumns
    case themes, profiles, profileUnusable
    case notes, noteColumns, note, noteEmpty, noteUnkept, due, dueRefused

    var hasSavedFilters: Bool { self == .savedFilters || self == .filterNameTaken }
  }

  enum Dimensions: String {
    case widest = "200x50"
    case wide = "120x30"
    case narrow = "100x30"
    case usual = "80x24"
    case small = "40x12"
    case smallest = "20x5"

    var size: Size {
      let numbers = rawValue.split(separator: "x").compactMap { Int($0) }
      return Size(columns: numbers[0], rows: numbers[1])
    }
  }

  @Test(arguments: Scene.allCases, [Dimensions.wide, .usual, .small, .smallest])
  func `a screen looks as it did`(scene: Scene, dimensions: Dimensions) throws {
    try expectRecorded(scene, dimensions)
  }

  @Test(
    arguments: [Scene.list, .commands, .facets, .help, .changes, .detailContacts],
    [Dimensions.widest, .narrow])
  func `a screen looks as it did, where there is much room, and where details have just enough`(
    scene: Scene, dimensions: Dimensions
  ) throws {
    try expectRecorded(scene, dimensions)
  }

  private func expectRecorded(_ scene: Scene, _ dimensions: Dimensions) throws {
    let frame = render(try browser(in: scene, size: dimensions.size), size: dimensions.size)
    let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "Frames/\(scene.rawValue)-\(dimensions.rawValue).txt")
    let text = frame.text + "\n"
    if ProcessInfo.processInfo.environment["KOMET_RECORD_FRAMES"] == "1" {
      try text.write(to: file, atomically: true, encoding: .utf8)
    }
    #expect(try String(contentsOf: file, encoding: .utf8) == text)
  }

  @Test(arguments: Scene.allCases, [Dimensions.wide, .usual, .small])
  func `whatever was opened, the last line names the key that closes it`(
    scene: Scene, dimensions: Dimensions
  ) throws {
    let browser = try browser(in: scene, size: dimensions.size)
    let context = KeyContext(browser.state)
    // A message stands there until the next key.
    guard ![.filter, .list].contains(context), browser.state.notice == nil else { return }
    let key = try #require(KeyMap.standard.firstKey(for: .back, in: context))
    let lines = render(browser, size: dimensions.size).text.split(separator: "\n")
    #expect(lines.last?.contains("\(key.label(in: .unicode)) ") == true, "\(lines.last ?? "")")
  }

  @Test(arguments: Scene.allCases)
  func `on the smallest screen, which has no line for keys, the box itself names the way out`(scene: Scene)
    throws
  {
    let size = Dimensions.smallest.size
    let browser = try browser(in: scene, size: size)
    guard browser.state.popup != nil else { return }
    let key = try #require(KeyMap.standard.firstKey(for: .back, in: KeyContext(browser.state)))
    #expect(render(browser, size: size).text.contains("\(key.label(in: .unicode)) "))
  }

  @Test func `the palette says in full what each command does`() throws {
    let size = Size(columns: Dimensions.usual.size.columns, rows: 80)
    for focus in [Focus.filter, .list, .detail] {
      var browser = try browser(in: .empty, size: size)
      if focus != .filter { browser.give(.accept) }
      if focus == .detail { browser.give(.focusNext) }
      browser.give(.commands)
      let lines = render(browser, size: size).text.split(separator: "\n").filter { $0.contains("│") }
      #expect(lines.count > 40)
      #expect(lines.filter { $0.contains("…") } == [])
    }
  }

  @Test func `on the smallest screen, too, the question whether to replace a file is in sight`() throws {
    let size = Dimensions.smallest.size
    #expect(render(try browser(in: .overwrite, size: size), size: size).text.contains("Enter replaces"))
  }

  @Test(arguments: [Size(columns: 0, rows: 0), Size(columns: 1, rows: 1), Size(columns: 19, rows: 4)])
  func `a tiny screen says so at most`(size: Size) throws {
    let frame = render(try browser(in: .list, size: size), size: size)
    #expect("terminal too small".hasPrefix(frame.text.split(separator: "\n").first ?? ""))
  }

  @Test func `a click on the details means the line that was clicked`() throws {
    let size = Dimensions.wide.size
    let screen = screen(try browser(in: .list, size: size), size: size)
    guard case .detailClicked(line: 4) = screen.event(for: .press, at: Position(column: 90, row: 6)) else {
      Issue.record("the click means something else")
      return
    }
  }

  @Test func `nothing but ASCII is drawn where the terminal knows no more`() throws {
    for scene in Scene.allCases {
      let browser = try browser(in: scene, size: Dimensions.wide.size)
      let frame = render(browser, size: Dimensions.wide.size, charset: .ascii)
      #expect(frame.text.unicodeScalars.allSatisfy { $0.isASCII })
    }
  }

  @Test func `a contact's field of several lines is chosen as a whole`() throws {
    var browser = try browser(in: .contactsChosen, size: Dimensions.small.size)
    browser.give(.moveUp, .moveUp)
    let frame = render(browser, size: Dimensions.small.size)
    let rows = frame.text.split(separator: "\n", omittingEmptySubsequences: false)
    let chosen = (0..<frame.gridSize.rows).filter { row in
      frame.row(row).contains { $0.style.attributes.contains(.reverse) }
    }
    #expect(chosen.count > 1)
    #expect(chosen.map { String(rows[$0]) }.joined().contains("before 8:00"))
    #expect(chosen.map { String(rows[$0]) }.joined().contains("Note"))
  }

  private func render(_ browser: BrowserDriver, size: Size, charset: Charset = .unicode) -> Frame {
    screen(browser, size: size, charset: charset).render()
  }

  private func screen(_ browser: BrowserDriver, size: Size, charset: Charset = .unicode) -> BrowserScreen {
    let appearance = Appearance(theme: .default, charset: charset, keyMap: .standard)
    return BrowserScreen(state: browser.state, appearance: appearance, size: size)
  }

  private func browser(in scene: Scene, size: Size) throws -> BrowserDriver {
    var settings = BrowserSettings()
    if [.ownCommands, .output, .outputFailed, .running].contains(scene) {
      settings.commands = [
        OwnCommand(
          name: "call", arguments: try ["dial", "--", "{phone}"].map { try PlaceholderText($0) },
          usesTerminal: false, timeout: 30)
      ]
    }
    settings.filters = [NamedFilter(name: "no salesperson", query: "no:rep", origin: .config)]
    var profiles = BrowserSettings(source: "south")
    profiles.profiles = ["north", "south"]
    profiles.profile = "south"
    var recollection = RestoredSession()
    recollection.filters = [
      NamedFilter(
        name: "花 shops of Ana, all that were updated lately", query: "rep:ana updated:<30d", origin: .program),
      NamedFilter(
        name: "my bakers", query: "type:baker", origin: .program,
        look: FilterLook(scope: .mine, status: .all, sort: "-updated", columns: [.name])),
    ]
    var browser =
      scene.hasSavedFilters || !settings.commands.isEmpty
      ? BrowserDriver(settings: settings, recalling: recollection)
      : scene == .profiles || scene == .profileUnusable
        ? BrowserDriver(settings: profiles) : BrowserDriver()
    fit(&browser, to: size)
    browser.tellsNamesOnly = [.namesOnly, .namesOnlyColumns].contains(scene)
    if scene != .loading, scene != .failedAtFirst {
      browser.load(
        scene == .empty
          ? []
          : browser.tellsNamesOnly
            ? Self.customers.map { Customer(id: $0.id, name: $0.name) } : Self.customers,
        mine: [25_475, 25_476],
        recorded: scene == .changesNone ? nil : recorded)
    }
    play(scene, &browser)
    fit(&browser, to: size)
    // What needs to know how the fields are broken into lines.
    playInFields(scene, &browser)
    fit(&browser, to: size)
    return browser
  }

  private func outcome(_ scene: Scene) -> ProgramOutcome {
    let lines = (1...60).map {
      "\($0)\tBella Rosa\u{1b}[2J 花の店 " + String(repeating: "and so on ", count: $0 % 20)
    }
    return scene == .output
      ? ProgramOutcome(.exited(0), output: lines.joined(separator: "\n") + "\n", isCut: true)
      : ProgramOutcome(.exited(3), output: "no such number\n")
  }

  /// Tells the browser what room it has, as the main loop does.
  private func fit(_ browser: inout BrowserDriver, to size: Size) {
    browser.send(.viewportChanged(screen(browser, size: size).viewport))
  }

  private func play(_ scene: Scene, _ browser: inout BrowserDriver) {
    let contactsFailure = UserFacingError(
      .notReached, what: "The contacts could not be loaded from api.kometsales.com.",
      why: "The server refused the connection.", advice: "Check the network and try again.")
    let failure = UserFacingError(
      .notReached, what: "The customers could not be loaded from api.kometsales.com.",
      why: "The server refused the connection.", advice: "Check the network and try again.")
    switch scene {
    case .loading: browser.progress(FetchProgress(receivedBytes: 3_200_000, totalBytes: 24_000_000))
    case .empty: break
    case .list: browser.give(.accept)
    case .range: browser.give(.accept, .moveDown, .toggleMark, .markRange, .moveDown, .moveDown)
    case .failedAtFirst: browser.fail(failure)
    case .helpTyped:
      browser.give(.accept, .help)
      browser.type("mark")
    case .typing: browser.type("bella")
    case .completing: browser.type("bella type:")
    case .unreadable:
      browser.type("bella")
      browser.send(.textPasted(" updated:>soon"))
    case .marked: browser.give(.accept, .toggleMark, .toggleMark)
    case .hiddenMarks:
      browser.give(.toggleMark, .toggleMark)
      browser.type("bella")
      browser.give(.accept)
    case .detail: browser.give(.accept, .moveDown, .moveDown, .showDetails)
    case .unreadableAlone: browser.type("updated:>soon")
    case .noMatch, .noMatchElsewhere, .similar, .similarAlone, .similarBottom, .similarExport,
      .similarFacets:
      playSearch(scene, &browser)
    case .mine: browser.give(.toggleScope)
    case .help: browser.give(.accept, .help)
    case .sortMenu: browser.give(.sortMenu)
    case .commands: browser.give(.accept, .commands, .moveDown)
    case .commandsTyped:
      browser.give(.accept, .commands)
      browser.type("mark")
    case .savedFilters: browser.give(.accept, .commands)
    case .filterName, .filterNameTaken:
      browser.type("flower shop")
      browser.give(.accept, .saveFilter)
      browser.type(scene == .filterName ? "Shops" : "No salesperson")
      if scene == .filterNameTaken { browser.give(.accept) }
    case .facets: browser.give(.accept, .facets, .cycleStatus, .moveDown)
    case .facetYears: browser.give(.facets, .previousFacet)
    case .facetsChosen:
      browser.give(.accept, .facets, .excludeValue, .nextFacet, .chooseValue, .moveDown, .chooseValue)
    case .facetsExport: browser.give(.accept, .facets, .export)
    case .themes: browser.give(.accept, .nextTheme)
    case .profiles, .profileUnusable:
      browser.give(.accept, .profiles, .moveUp)
      guard scene == .profileUnusable else { break }
      browser.give(.accept)
      browser.send(
        .profileFailed(
          "north",
          UserFacingError(
            .usage, what: "There is no token yet, so the server would tell nothing.",
            advice:
              "Run komet login, or set KOMET_TOKEN or KOMET_COMPANY_TOKEN, in the environment or the config."
          )))
    case .copyMenu: browser.give(.accept, .copy)
    case .ownCommands:
      browser.give(.accept, .commands)
      browser.type("run")
    case .output, .outputFailed, .running:
      browser.give(.accept)
      browser.runOwnCommand(ending: scene == .running ? nil : outcome(scene))
    case .missing, .missingTold:
      let codes = (1...200).map { "X\($0)" } + ["T3526"]
      browser.send(.textPasted(codes.joined(separator: "\n")))
      browser.give(.accept)
      if scene == .missing { browser.give(.open) }
    case .namesOnly: browser.give(.accept)
    case .namesOnlyColumns: browser.give(.accept, .columns)
    case .notes, .noteColumns, .note, .noteEmpty, .noteUnkept, .due, .dueRefused: playNotes(scene, &browser)
    case .columns: browser.give(.accept, .columns, .moveDown, .toggleColumn)
    case .export: browser.give(.export)
    case .overwrite:
      browser.give(.export, .accept)
      browser.send(.exportTargetExisted(generation: browser.exportGeneration))
    case .exportFolder:
      browser.give(.export, .exportFormat, .accept)
      browser.send(.exportFolderMissing("/home/ana/lists/2026", generation: browser.exportGeneration))
    case .exported:
      browser.give(.accept, .export, .accept)
      browser.send(
        .exportFinished(
          path: "/home/ana/customers-2026-11-21.csv", rowCount: 58, generation: browser.exportGeneration))
    case .failure:
      browser.give(.refresh)
      browser.fail(failure)
    case .stale:
      browser.give(.refresh)
      browser.fail(failure)
      browser.give(.back)
      browser.send(.clockTicked(BrowserDriver.now.addingTimeInterval(3 * 3600)))
    case .contactBudget: browser.give(.accept, .fetchContacts)
    case .detailField, .detailChanges, .detailContacts, .find, .findNothing:
      browser.give(.accept, .showDetails)
    case .changes: browser.give(.accept, .changes, .moveDown)
    case .changesTyped:
      browser.give(.accept, .changes)
      browser.type("tran")
    case .changesNone: browser.give(.accept, .changes)
    case .duplicates, .duplicatesApart, .duplicatesNone, .duplicatesWaiting, .duplicatesExport:
      playDuplicates(scene, &browser)
    case .contactsAsked, .contacts, .contactsChosen, .contactsNone, .contactsStale, .contactsFailed:
      browser.give(.accept, .contacts)
      browser.findCached(scene == .contacts || scene == .contactsStale ? Self.contacts : nil)
    }
    switch scene {
    case .contactsChosen: browser.answer(Self.contacts)
    case .contactsNone:
      browser.answer(FetchedContacts(contacts: [], askedAt: BrowserDriver.now))
    case .contactsStale:
      browser.give(.refresh)
      browser.failContacts(contactsFailure)
    case .contactsFailed:
      browser.failContacts(contactsFailure)
    default: break
    }
  }

  /// Types a filter, and tells what a search may find.
  private func playSearch(_ scene: Scene, _ browser: inout BrowserDriver) {
    let similar = (30_001...30_034).map(UInt64.init)
    browser.holdsSearches = true
    if scene == .noMatchElsewhere { browser.give(.toggleScope) }
    browser.type(scene == .similarFacets ? "flower" : "bella rosa xyzzy")
    switch scene {
    case .noMatch:
      browser.answerSearch(
        wayOut: WayOut(unknownTerms: ["xyzzy"], countWithoutUnknown: 34))
    case .noMatchElsewhere:
      browser.answerSearch(wayOut: WayOut(countOfOtherStatus: 2, countOfOthers: 1_205))
    case .similar:
      browser.answerSearch(matches: [25_476, 29_671], similar: similar, leftOut: ["bella", "xyzzy"])
    case .similarBottom:
      browser.answerSearch(matches: [25_476, 29_671], similar: similar)
      browser.give(.accept, .moveToBottom)
    case .similarAlone:
      browser.answerSearch(
        similar: similar, leftOut: ["xyzzy"], isSameLeftOut: true, wayOut: WayOut(countOfOtherStatus: 2))
    default:
      browser.answerSearch(similar: similar)
      browser.give(scene == .similarExport ? .export : .facets)
    }
  }

  private func playDuplicates(_ scene: Scene, _ browser: inout BrowserDriver) {
    if scene != .duplicatesNone { browser.load(Self.customers + Self.twice) }
    browser.holdsDuplicates = scene == .duplicatesWaiting
    browser.give(.accept, .duplicates)
    switch scene {
    case .duplicatesApart: browser.give(.moveDown, .notSame)
    case .duplicatesWaiting: browser.send(.duplicatesProgressed(0.42))
    case .duplicatesExport: browser.give(.export)
    default: break
    }
  }

  /// Customers who are there twice.
  private static let twice = [
    Customer(
      id: 40_001, name: "Bela Rosa Floral, LLC", code: "B-ELLA2", customerType: "Retailer", isActive: true),
    Customer(id: 40_002, name: "Jardín del Sur S.A.", code: "JS1", salesperson: "Ana Tran", isActive: true),
    Customer(
      id: 40_003, name: "JARDIN DEL SUR", code: "JS2", salesperson: "Julian Mejía", isActive: true,
      updatedOn: LocalDateTime("2026-11-19T08:00:00")),
    Customer(id: 40_004, name: "花の店 Blumen 🌸 and more", code: "JP2", isActive: true),
  ]

  private func playNotes(_ scene: Scene, _ browser: inout BrowserDriver) {
    browser.loadNotes([
      25_475: CustomerNote(
        text: "Fridge is broken\nCall the plumber\u{1B}[31m \u{202E}x", isStarred: true,
        due: LocalDate("2026-11-20")),
      25_476: CustomerNote(text: "שלום עולם"), 29_672: CustomerNote(due: LocalDate("2026-11-23")),
      29_674: CustomerNote(isStarred: true),
    ])
    browser.give(.accept)
    switch scene {
    case .noteColumns:
      browser.give(.columns)
      for column in [CustomerColumn.star, .due, .note] {
        guard case .columns(let panel) = browser.state.popup,
          let place = panel.order.firstIndex(of: column)
        else { continue }
        browser.give(.moveToTop)
        for _ in 0..<place { browser.give(.moveDown) }
        browser.give(.toggleColumn)
      }
      browser.give(.back)
    case .note, .noteUnkept:
      browser.holdsNotes = true
      browser.give(.editNote, .insertLineBreak)
      browser.type("and the florist")
      guard scene == .noteUnkept else { break }
      browser.give(.accept)
      browser.answerNote(
        failing: UserFacingError(
          .file, what: "It could not be kept.", why: "There is no room left on the disk of /home/ana/notes.",
          advice: "Make room there and try again; what was kept before is as it was."))
    case .noteEmpty: browser.give(.moveDown, .editNote, .deleteToStart, .accept)
    case .due, .dueRefused:
      browser.give(.moveDown, .setDue)
      browser.type(scene == .due ? "+2w" : "2026-02-30")
      if scene == .dueRefused { browser.give(.accept) }
    default: break
    }
  }

  private func playInFields(_ scene: Scene, _ browser: inout BrowserDriver) {
    switch scene {
    case .detailField: browser.give(.moveDown, .moveDown, .moveDown, .copyField)
    case .detailChanges:
      browser.record(
        change(.reassigned, .salesperson, "Ana Tran", "Julian Mejía", daysAgo: 3),
        change(.edited, .accountingCode, nil, "ACC10", daysAgo: 3), change(.new, daysAgo: 80))
      browser.give(.moveToBottom)
    case .detailContacts:
      browser.keep(Self.contacts)
      browser.record(change(.new, daysAgo: 80))
      for _ in 0..<11 { browser.give(.moveDown) }
    case .find:
      browser.give(.searchDetails)
      browser.type("mejia")
    case .findNothing:
      browser.give(.searchDetails)
      browser.type("nobody")
      browser.give(.accept)
    case .contactsChosen: browser.give(.moveToBottom, .moveUp)
    default: break
    }
  }

  /// Of several days, with a customer who is gone and one with a hostile name.
  private var recorded: [CustomerChange] {
    [
      change(.new, of: 29_672, "花の店 Blumen 🌸 & more", daysAgo: 40),
      change(.gone, of: 9, "evil\u{1B}[31m Flowers \u{202E}x", daysAgo: 3),
      change(.edited, .code, nil, "JP1", of: 29_672, "花の店 Blumen 🌸 & more", daysAgo: 1),
      change(.reassigned, .salesperson, "Ana Tran", "Julian Mejía", daysAgo: 0),
      change(.renamed, .name, "2-14 Cakes", "2-14 BRIDAL CAKES", daysAgo: 0),
      change(.deactivated, .active, "yes", "no", of: 29_671, "a TRIO JEWELRY & DESIGN LLC", daysAgo: 0),
    ]
  }

  private func change(
    _ kind: CustomerChange.Kind, _ field: CustomerColumn? = nil, _ old: String? = nil, _ new: String? = nil,
    of id: UInt64 = 25_475, _ name: String = "2-14 BRIDAL CAKES", daysAgo: Double
  ) -> CustomerChange {
    CustomerChange(
      customerID: id, customerName: name, kind: kind, field: field, oldValue: old,
      newValue: new, syncedAt: BrowserDriver.now.addingTimeInterval(-daysAgo * 86_400))
  }

  private static let contacts = FetchedContacts(
    contacts: [
      CustomerContact(
        id: 71, name: "Ana Tran", role: "Buyer", phone: "+1 305 555 0123", phoneExtension: "12",
        mobile: "+1 786 555 0111", email: "ana.tran@bridal-cakes.example", fax: "+1 305 555 0199",
        remark: "Orders for Mother's Day by the end of March; prefers to be called before 8:00"),
      CustomerContact(id: 72, role: "A/P", email: "evil\u{1B}[31m@\u{202E}x.example"),
    ],
    askedAt: BrowserDriver.now.addingTimeInterval(-2 * 86_400))

  private static let customers: [Customer] =
    [
      Customer(
        id: 25_475, name: "2-14 BRIDAL CAKES", code: "T3526", accountingCode: "ACC10",
        customerType: "PART-TIME FLORIST", salesperson: "Julian Mejía", salespersonID: 1_819, isActive: true,
        updatedOn: LocalDateTime("2017-08-02T12:15:17")),
      Customer(
        id: 25_476, name: "Bella Rosa Floral", code: "BELLA", customerType: "Wholesaler",
        salesperson: "Julian Mejía", salespersonID: 1_819, isActive: true,
        updatedOn: LocalDateTime("2026-11-19T08:00:00")),
      Customer(id: 29_671, name: "a TRIO JEWELRY & DESIGN LLC"),
      Customer(id: 29_672, name: "花の店 Blumen 🌸 & more", code: "JP1", isActive: true),
      Customer(
        id: 29_673, name: "evil\u{1B}[31m\r\n\u{202E}name", code: "E\u{7}", customerType: "Retailer",
        isActive: true, updatedOn: LocalDateTime("2026-11-21T08:00:00")),
      Customer(
        id: 29_674, name: "A name that is so long that no pane can ever show the whole of it in one line",
        code: "LONG", customerType: "Supermarket", salesperson: "Ana Tran", isActive: true,
        updatedOn: LocalDateTime("2026-11-20T08:00:00")),
    ]
    + (1...60).map { number in
      Customer(
        id: 30_000 + UInt64(number), name: "Flower shop \(number)", code: "F\(number)",
        customerType: "Retailer",
        salesperson: "Ana Tran", salespersonID: 2_001, isActive: number % 7 != 0,
        updatedOn: LocalDateTime("2026-10-\(number % 28 < 9 ? "0" : "")\(number % 28 + 1)T10:00:00"))
    }
}
