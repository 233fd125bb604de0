import BrowserTesting
import CustomerBrowser
import Customers
import Foundation
import Testing
import Wording

/// Stars, notes and follow-ups, as a person at the screen sees them.
@Suite struct NotesTests {
  private let customers = (1...5).map { Customer(id: $0, name: "Customer \($0)", isActive: $0 != 4) }
  private let today = BrowserDriver.showing([]).state.today

  private func note(_ text: String = "", due days: Int? = nil) -> CustomerNote {
    CustomerNote(text: text, due: days.map { today.adding(days: $0) })
  }

  @Test func `a star shows when it is kept, and two presses at once leave all as it was`() {
    var browser = BrowserDriver.showing(customers)
    browser.holdsNotes = true
    browser.give(.accept, .toggleStar)
    #expect(!browser.state.notes.all[1].isStarred)
    browser.answerNote()
    #expect(browser.state.notes.all[1].isStarred)
    browser.give(.toggleStar, .toggleStar)
    browser.answerNote()
    #expect(browser.kept[1].isStarred)
    #expect(browser.state.popup == nil && browser.state.notice == nil)
  }

  @Test func `a note of two lines is kept, shown in the details and found`() {
    var browser = BrowserDriver.showing(customers)
    browser.give(.accept, .moveDown, .editNote)
    browser.type("Fridge broken")
    browser.give(.insertLineBreak)
    browser.type("call Ana")
    browser.give(.accept)
    #expect(browser.state.popup == nil)
    #expect(browser.state.notice?.text == "The note is kept")
    #expect(browser.kept[2].text == "Fridge broken\ncall Ana")
    #expect(browser.state.detailFields[1].value == "Fridge broken\ncall Ana")
    browser.give(.focusFilter)
    browser.type("note:FRIDGE")
    #expect(browser.shownIDs == [2])
    browser.give(.deleteToStart)
    browser.type("note:\"broken call\"")
    #expect(browser.shownIDs == [2])
  }

  @Test func `what is typed while a note or a day is being kept waits until it is`() {
    var browser = BrowserDriver.showing(customers)
    browser.holdsNotes = true
    for command in [BrowserCommand.editNote, .setDue] {
      browser.give(.accept, command)
      browser.type("+1w")
      #expect(!browser.state.mustWait(for: .textTyped("j")))
      browser.give(.accept)
      #expect(browser.state.mustWait(for: .textTyped("j")))
      #expect(browser.state.mustWait(for: .textPasted("j")))
      #expect(browser.state.mustWait(for: .commandGiven(.moveDown)))
      #expect(browser.state.awaitsQuickAnswer)
      browser.answerNote()
      #expect(!browser.state.mustWait(for: .textTyped("j")))
    }
  }

  @Test func `a note that can't be kept stays in its dialog until it is`() {
    var browser = BrowserDriver.showing(customers)
    browser.holdsNotes = true
    browser.give(.accept, .editNote)
    browser.type("much work")
    browser.give(.accept)
    browser.answerNote(
      failing: UserFacingError(.file, what: "Not kept.", why: "Disk full.", advice: "Make room."))
    guard case .note(let dialog) = browser.state.popup, case .failed = dialog.step else {
      Issue.record("the dialog is gone")
      return
    }
    #expect(dialog.line.text == "much work")
    browser.give(.accept)
    browser.answerNote()
    #expect(browser.kept[1].text == "much work")
    #expect(browser.state.popup == nil)
  }

  @Test func `a note written elsewhere meanwhile is asked about before it is replaced`() {
    var browser = BrowserDriver.showing(customers)
    browser.loadNotes([1: note("first")])
    browser.give(.accept, .editNote)
    browser.type(" and mine")
    browser.change(to: note("theirs"), ofCustomer: 1)
    browser.give(.accept)
    guard case .note(let dialog) = browser.state.popup else {
      Issue.record("the dialog is gone")
      return
    }
    #expect(dialog.step == .changedElsewhere("theirs"))
    #expect(browser.kept[1].text == "theirs")
    browser.give(.accept)
    #expect(browser.kept[1].text == "first and mine")
  }

  @Test(arguments: [[1, 2], [3]])
  func `a note and a day go to whom they were written about, whoever is under the cursor by then`(
    gone: [UInt64]
  ) {
    var browser = BrowserDriver.showing(customers)
    for command in [BrowserCommand.editNote, .setDue] {
      browser.give(.accept, .moveToTop, .moveDown, command)
      browser.type("+1w")
      browser.load(customers.filter { !gone.contains($0.id) })
      browser.give(.accept)
      browser.load(customers)
    }
    #expect(browser.kept.byID == [2: CustomerNote(text: "+1w", due: today.adding(days: 7))])
  }

  @Test func `taking a note away, and giving up what was typed, are asked about`() {
    var browser = BrowserDriver.showing(customers)
    browser.loadNotes([1: note("first")])
    browser.give(.accept, .editNote, .deleteToStart, .accept)
    #expect(browser.kept[1].text == "first")
    browser.give(.back, .back)
    #expect(browser.state.popup != nil)
    browser.give(.back)
    #expect(browser.state.popup == nil)
    #expect(browser.kept[1].text == "first")
    browser.give(.editNote, .deleteToStart, .accept, .accept)
    #expect(browser.kept[1].text == "")
    #expect(browser.state.notice?.text == "The note is gone")
  }

  @Test func `who quits while a note is being written keeps it`() {
    var browser = BrowserDriver.showing(customers)
    browser.give(.accept, .editNote)
    browser.type("half a sen")
    browser.give(.quit)
    #expect(browser.kept[1].text == "half a sen")
  }

  @Test func `a paste keeps its lines, loses no right-to-left letter, and stops at 4 KB with a word`() {
    var browser = BrowserDriver.showing(customers)
    browser.give(.accept, .editNote)
    browser.send(.textPasted("שלום\r\nعالم\u{2028}three\0"))
    browser.give(.accept)
    #expect(browser.kept[1].text == "שלום\nعالم\nthree")
    browser.give(.editNote)
    browser.send(.textPasted(String(repeating: "x", count: 1 << 20)))
    #expect(browser.state.notice?.text == "A note takes 4 KB; the rest of the text was left out")
    browser.give(.accept)
    #expect(browser.kept[1].text.utf8.count <= 4_096)
  }

  @Test(arguments: [("tomorrow", 1), ("+2w", 14), ("3d", 3), (" TODAY ", 0)])
  func `a follow-up is set in words`(words: String, days: Int) {
    var browser = BrowserDriver.showing(customers)
    browser.give(.accept, .setDue)
    browser.type(words)
    browser.give(.accept)
    #expect(browser.kept[1].due == today.adding(days: days))
    #expect(browser.state.notice?.text.hasPrefix("Due ") == true)
    browser.give(.setDue, .deleteToStart, .accept)
    #expect(browser.kept[1].due == nil)
    #expect(browser.state.notice?.text == "No longer due")
  }

  @Test(arguments: ["2026-02-30", "soon", "2026", "+9999d", "1e9", String(repeating: "9", count: 4_000)])
  func `what is no day is refused, and nothing is kept`(words: String) {
    var browser = BrowserDriver.showing(customers)
    browser.give(.accept, .setDue)
    browser.type(words)
    browser.give(.accept)
    guard case .due(let dialog) = browser.state.popup, case .refused = dialog.step else {
      Issue.record("\(words) was taken for a day")
      return
    }
    #expect(browser.kept.count == 0)
  }

  /// New York is four hours behind in summer, and five in winter.
  @Test(arguments: [
    ("2026-07-01T03:59:59", "2026-06-30"), ("2026-07-01T04:00:00", "2026-07-01"),
    ("2026-01-01T04:59:59", "2025-12-31"), ("2026-01-01T05:00:00", "2026-01-01"),
  ])
  func `a day begins when it does on the clock there, in summer and in winter`(
    moment: String, day: String
  ) throws {
    var settings = BrowserSettings()
    settings.timeZone = try #require(TimeZone(identifier: "America/New_York"))
    let seconds = try #require(LocalDateTime(moment)).secondsSinceEpoch
    let state = BrowserState(settings: settings, now: Date(timeIntervalSince1970: Double(seconds)))
    #expect(state.today.description == day)
  }

  @Test func `who is due is counted, and one key shows them, the longest due first`() {
    var browser = BrowserDriver.showing(customers)
    browser.loadNotes([
      2: note(due: 0), 3: note(due: -3), 4: note(due: -1), 5: note(due: 1), 99: note(due: 0),
    ])
    #expect(browser.state.notes.dueCount == 3)
    browser.give(.accept, .showDue)
    #expect(browser.shownIDs == [3, 4, 2])
    #expect(browser.state.notice?.text == "1 customer who is not in the list is due, too")
    browser.send(.clockTicked(BrowserDriver.now.addingTimeInterval(86_400)))
    #expect(browser.state.notes.dueCount == 4)
    browser.loadNotes([:])
    #expect(browser.state.notes.dueCount == 0)
    browser.give(.showDue)
    #expect(browser.state.notice?.text == "Nobody is due today")
  }

  @Test func `who asks early for those who are due sees them as soon as all customers are here`() {
    var browser = BrowserDriver()
    browser.begin(with: customers, of: 5)
    browser.loadNotes([2: note(due: 0)])
    browser.give(.accept, .showDue)
    #expect(browser.state.filter.text == "due:<=today")
    browser.load(customers)
    #expect(browser.shownIDs == [2])
  }

  @Test func `a customer who goes and comes back has the note still`() {
    var browser = BrowserDriver.showing(customers)
    browser.loadNotes([5: note("old friend", due: 0)])
    browser.load(Array(customers.dropLast()))
    #expect(browser.state.notes.dueCount == 0)
    browser.load(customers)
    browser.type("has:note")
    #expect(browser.shownIDs == [5])
    #expect(browser.state.notes.dueCount == 1)
  }

  @Test func `rows follow what is kept while they are asked for by it`() {
    var browser = BrowserDriver.showing(customers)
    browser.loadNotes([1: CustomerNote(isStarred: true), 2: CustomerNote(isStarred: true)])
    browser.type("is:starred")
    #expect(browser.shownIDs == [1, 2])
    browser.give(.accept, .toggleStar)
    #expect(browser.shownIDs == [2])
  }

  @Test func `notes that can't be read are told, and nothing is written over them`() {
    var browser = BrowserDriver.showing(customers)
    browser.send(
      .notesFailed(
        UserFacingError(
          .file, what: "The notes could not be read.", why: "A newer version wrote them.", advice: "")))
    #expect(browser.state.notice?.text == "The notes could not be read. A newer version wrote them.")
    for command in [BrowserCommand.toggleStar, .editNote, .setDue] {
      browser.give(.accept, command)
      #expect(browser.state.popup == nil)
      #expect(browser.state.notice?.text.contains("A newer version") == true)
    }
    #expect(browser.kept.count == 0)
  }

  @Test func `an export has the columns of one's own that are shown`() {
    var browser = BrowserDriver.showing(customers)
    browser.loadNotes([1: CustomerNote(text: "a, \"b\"\nc", isStarred: true, due: LocalDate("2026-12-05"))])
    browser.give(.export, .deleteToStart)
    browser.type("a.csv")
    browser.give(.accept)
    #expect(browser.lastExport?.text.hasPrefix("\u{FEFF}Name,") == true)
    #expect(browser.lastExport?.text.contains("Note") == false)
    browser.send(.exportFinished(path: "a.csv", rowCount: 1, generation: browser.exportGeneration))
    browser.give(
      .columns, .moveToBottom, .toggleColumn, .moveUp, .toggleColumn, .moveUp, .toggleColumn, .back)
    browser.give(.export, .deleteToStart)
    browser.type("a.csv")
    browser.give(.accept)
    let text = browser.lastExport?.text ?? ""
    #expect(text.contains(",Star,Note,Due\r\n"))
    #expect(text.contains(",yes,\"a, \"\"b\"\"\nc\",2026-12-05\r\n"))
  }
}
