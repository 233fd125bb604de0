import BrowserTesting
import CustomerBrowser
import Customers
import Foundation
import TerminalText
import Wording

@testable import TerminalUI

/// What a person may have before them, and the keys that lead there.
enum ScreenScene: String, CaseIterable {
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

  /// A browser that somebody has brought there, on a screen of that size.
  func browser(size: Size) throws -> BrowserDriver {
    var settings = BrowserSettings()
    if [.ownCommands, .output, .outputFailed, .running].contains(self) {
      settings.commands = [
        OwnCommand(
          name: "call", arguments: try ["dial", "--", "{phone}"].map { try PlaceholderText($0) },
          usesTerminal: false, timeout: 30)
      ]
    }
    settings.filters = [NamedFilter(name: "no salesperson", query: "no:rep", origin: .config)]
    var profiles = BrowserSettings(\.source, "south")
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
      hasSavedFilters || !settings.commands.isEmpty
      ? BrowserDriver(settings: settings, recalling: recollection)
      : self == .profiles || self == .profileUnusable
        ? BrowserDriver(settings: profiles) : BrowserDriver()
    browser.fit(to: size)
    browser.tellsNamesOnly = [.namesOnly, .namesOnlyColumns].contains(self)
    if self != .loading, self != .failedAtFirst {
      browser.load(
        self == .empty
          ? []
          : browser.tellsNamesOnly
            ? SceneSamples.customers.map { Customer(id: $0.id, name: $0.name) } : SceneSamples.customers,
        mine: [25_475, 25_476],
        recorded: self == .changesNone ? nil : SceneSamples.recorded)
    }
    play(&browser)
    browser.fit(to: size)
    // What needs to know how the fields are broken into lines.
    playInFields(&browser)
    browser.fit(to: size)
    return browser
  }

  private var outcome: ProgramOutcome {
    let lines = (1...60).map {
      "\($0)\tBella Rosa\u{1b}[2J 花の店 " + String(repeating: "and so on ", count: $0 % 20)
    }
    return self == .output
      ? ProgramOutcome(.exited(0), output: lines.joined(separator: "\n") + "\n", isCut: true)
      : ProgramOutcome(.exited(3), output: "no such number\n")
  }

  private func play(_ browser: inout BrowserDriver) {
    let contactsFailure = UserFacingError(
      .notReached, what: "The contacts could not be loaded from api.kometsales.com.",
      why: "The server refused the connection.", advice: "Check the network and try again.")
    let failure = UserFacingError(
      .notReached, what: "The customers could not be loaded from api.kometsales.com.",
      why: "The server refused the connection.", advice: "Check the network and try again.")
    switch self {
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
      playSearch(&browser)
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
      browser.type(self == .filterName ? "Shops" : "No salesperson")
      if self == .filterNameTaken { browser.give(.accept) }
    case .facets: browser.give(.accept, .facets, .cycleStatus, .moveDown)
    case .facetYears: browser.give(.facets, .previousFacet)
    case .facetsChosen:
      browser.give(.accept, .facets, .excludeValue, .nextFacet, .chooseValue, .moveDown, .chooseValue)
    case .facetsExport: browser.give(.accept, .facets, .export)
    case .themes: browser.give(.accept, .nextTheme)
    case .profiles, .profileUnusable:
      browser.give(.accept, .profiles, .moveUp)
      guard self == .profileUnusable else { break }
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
      browser.runOwnCommand(ending: self == .running ? nil : outcome)
    case .missing, .missingTold:
      let codes = (1...200).map { "X\($0)" } + ["T3526"]
      browser.send(.textPasted(codes.joined(separator: "\n")))
      browser.give(.accept)
      if self == .missing { browser.give(.open) }
    case .namesOnly: browser.give(.accept)
    case .namesOnlyColumns: browser.give(.accept, .columns)
    case .notes, .noteColumns, .note, .noteEmpty, .noteUnkept, .due, .dueRefused: playNotes(&browser)
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
      playDuplicates(&browser)
    case .contactsAsked, .contacts, .contactsChosen, .contactsNone, .contactsStale, .contactsFailed:
      browser.give(.accept, .contacts)
      browser.findCached(self == .contacts || self == .contactsStale ? SceneSamples.contacts : nil)
    }
    switch self {
    case .contactsChosen: browser.answer(SceneSamples.contacts)
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
  private func playSearch(_ browser: inout BrowserDriver) {
    let similar = (30_001...30_034).map(UInt64.init)
    browser.holdsSearches = true
    if self == .noMatchElsewhere { browser.give(.toggleScope) }
    browser.type(self == .similarFacets ? "flower" : "bella rosa xyzzy")
    switch self {
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
      browser.give(self == .similarExport ? .export : .facets)
    }
  }

  private func playDuplicates(_ browser: inout BrowserDriver) {
    if self != .duplicatesNone { browser.load(SceneSamples.customers + SceneSamples.twice) }
    browser.holdsDuplicates = self == .duplicatesWaiting
    browser.give(.accept, .duplicates)
    switch self {
    case .duplicatesApart: browser.give(.moveDown, .notSame)
    case .duplicatesWaiting: browser.send(.duplicatesProgressed(0.42))
    case .duplicatesExport: browser.give(.export)
    default: break
    }
  }

  private func playNotes(_ browser: inout BrowserDriver) {
    browser.loadNotes([
      25_475: CustomerNote(
        text: "Fridge is broken\nCall the plumber\u{1B}[31m \u{202E}x", isStarred: true,
        due: LocalDate("2026-11-20")),
      25_476: CustomerNote(text: "שלום עולם"), 29_672: CustomerNote(due: LocalDate("2026-11-23")),
      29_674: CustomerNote(isStarred: true),
    ])
    browser.give(.accept)
    switch self {
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
      guard self == .noteUnkept else { break }
      browser.give(.accept)
      browser.answerNote(
        failing: UserFacingError(
          .file, what: "It could not be kept.", why: "There is no room left on the disk of /home/ana/notes.",
          advice: "Make room there and try again; what was kept before is as it was."))
    case .noteEmpty: browser.give(.moveDown, .editNote, .deleteToStart, .accept)
    case .due, .dueRefused:
      browser.give(.moveDown, .setDue)
      browser.type(self == .due ? "+2w" : "2026-02-30")
      if self == .dueRefused { browser.give(.accept) }
    default: break
    }
  }

  private func playInFields(_ browser: inout BrowserDriver) {
    switch self {
    case .detailField: browser.give(.moveDown, .moveDown, .moveDown, .copyField)
    case .detailChanges:
      browser.record(
        SceneSamples.change(.reassigned, .salesperson, "Ana Tran", "Julian Mejía", daysAgo: 3),
        SceneSamples.change(.edited, .accountingCode, nil, "ACC10", daysAgo: 3),
        SceneSamples.change(.new, daysAgo: 80))
      browser.give(.moveToBottom)
    case .detailContacts:
      browser.keep(SceneSamples.contacts)
      browser.record(SceneSamples.change(.new, daysAgo: 80))
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
}
