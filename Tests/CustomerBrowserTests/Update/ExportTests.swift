import BrowserTesting
import CustomerBrowser
import Customers
import Testing
import Wording

@Suite struct ExportTests {
  private let customers = (1...5).map { Customer(id: $0, name: "Customer \($0)", code: "C\($0)") }

  private func dialog(_ browser: BrowserDriver) -> ExportDialog? {
    if case .export(let dialog) = browser.state.popup { dialog } else { nil }
  }

  @Test func `the marked are exported, in the order on the screen`() throws {
    var browser = BrowserDriver.showing(customers)
    browser.give(.toggleMark, .moveDown, .toggleMark, .sortReverse, .export)
    #expect(dialog(browser)?.rowCount == 2)
    #expect(dialog(browser)?.subject == .marked)
    browser.give(.exportColumns, .accept)
    let export = try #require(browser.lastExport)
    let names = export.text.split(separator: "\r\n").dropFirst().map { $0.prefix { $0 != "," } }
    #expect(names == ["Customer 3", "Customer 1"])
    #expect(export.path == "customers-2026-11-21.csv")
  }

  @Test func `the dialog knows how many of the marked are not in the list`() {
    var browser = BrowserDriver.showing(customers)
    browser.give(.toggleMark, .toggleMark, .toggleMark)
    browser.type("5")
    browser.give(.toggleMark, .export)
    #expect(dialog(browser)?.rowCount == 4)
    #expect(dialog(browser)?.hiddenCount == 3)
  }

  @Test func `without marks the shown are exported`() {
    var browser = BrowserDriver.showing(customers)
    browser.type("4")
    browser.give(.export)
    #expect(dialog(browser)?.rowCount == 1)
    #expect(dialog(browser)?.subject == .shown)
  }

  @Test func `marked customers that the filter hides are exported too`() throws {
    var browser = BrowserDriver.showing(customers)
    browser.give(.toggleMark)
    browser.type("4")
    browser.give(.toggleMark, .export, .accept)
    let lines = try #require(browser.lastExport).text.split(separator: "\r\n")
    #expect(lines.count == 3)
  }

  @Test func `an existing file is asked about first`() {
    var browser = BrowserDriver.showing(customers)
    browser.give(.export, .accept)
    #expect(browser.lastExport?.replacing == false)
    browser.send(.exportTargetExisted(generation: browser.exportGeneration))
    #expect(dialog(browser)?.step == .confirmingOverwrite)
    browser.give(.back)
    #expect(dialog(browser)?.step == .editing)
    browser.give(.accept)
    browser.send(.exportTargetExisted(generation: browser.exportGeneration))
    browser.give(.accept)
    #expect(browser.lastExport?.replacing == true)
    browser.send(.exportFinished(path: "/tmp/x.csv", rowCount: 5, generation: browser.exportGeneration))
    #expect(browser.state.popup == nil)
    #expect(browser.state.notice?.text == "5 customers written to /tmp/x.csv")
  }

  @Test func `an export that was cancelled too late tells that it was written`() {
    var browser = BrowserDriver.showing(customers)
    browser.give(.export, .accept)
    let generation = browser.exportGeneration
    browser.give(.back)
    #expect(browser.state.popup == nil)
    #expect(browser.state.notice?.text == "Cancelling the export…")
    browser.send(.exportFinished(path: "/tmp/x.csv", rowCount: 5, generation: generation))
    #expect(browser.state.notice?.text == "Too late to cancel: 5 customers written to /tmp/x.csv")
    browser.give(.export, .accept, .back)
    browser.send(.exportCancelled(generation: browser.exportGeneration))
    #expect(browser.state.notice?.text == "Export cancelled; nothing was written")
  }

  @Test func `the answer to a cancelled export leaves the dialog of the next one open`() {
    let answers: [(Int) -> BrowserEvent] = [
      { .exportFinished(path: "/tmp/a.csv", rowCount: 5, generation: $0) },
      { .exportCancelled(generation: $0) },
      { .exportTargetExisted(generation: $0) },
      { .exportFailed(UserFacingError(.file, what: "Full.", advice: "Make room."), generation: $0) },
    ]
    for answer in answers {
      var browser = BrowserDriver.showing(customers)
      browser.give(.export, .accept)
      let first = browser.exportGeneration
      browser.give(.back, .export, .accept)
      #expect(browser.exportGeneration != first)
      browser.send(answer(first))
      #expect(dialog(browser)?.isWriting == true)
      browser.send(.exportFinished(path: "/tmp/b.csv", rowCount: 5, generation: browser.exportGeneration))
      #expect(browser.state.popup == nil)
      #expect(browser.state.notice?.text == "5 customers written to /tmp/b.csv")
    }
  }

  @Test func `one key goes through the formats, and the file's ending follows`() {
    var browser = BrowserDriver.showing(customers)
    browser.give(.export)
    var endings: [String] = []
    for _ in 0..<5 {
      endings.append(String(dialog(browser)?.path.text.suffix(5) ?? ""))
      browser.give(.exportFormat)
    }
    #expect(endings == ["1.csv", ".xlsx", "1.tsv", ".json", "1.csv"])
    browser.give(.deleteToStart)
    browser.type("a.b/list")
    browser.give(.exportFormat)
    #expect(dialog(browser)?.path.text == "a.b/list.csv")
    browser.give(.exportFormat)
    #expect(dialog(browser)?.path.text == "a.b/list.xlsx")
    browser.give(.deleteWord)
    browser.type("x.jsonl")
    browser.give(.exportFormat)
    #expect(dialog(browser)?.path.text == "x.csv")
  }

  @Test func `the format written last is the first the next time, also after a restart`() {
    var settings = BrowserSettings()
    settings.exportFormat = .tsv
    var browser = BrowserDriver.showing(customers, settings: settings)
    browser.give(.export)
    #expect(dialog(browser)?.format == .tsv)
    // What was not written is not remembered.
    browser.give(.exportFormat, .accept)
    browser.send(
      .exportFailed(
        UserFacingError(.file, what: "Full.", advice: "Make room."), generation: browser.exportGeneration))
    browser.give(.back, .back, .export)
    #expect(dialog(browser)?.format == .tsv)
    browser.give(.exportFormat, .exportFormat, .exportFormat, .accept)
    browser.send(.exportFinished(path: "/tmp/x.xlsx", rowCount: 5, generation: browser.exportGeneration))
    browser.give(.export)
    #expect(dialog(browser)?.format == .xlsx)
    var recollection = RestoredSession()
    for case .keepView(let view) in browser.effects { recollection.view = view }
    #expect(recollection.view.exportFormat == "xlsx")
    var next = BrowserDriver.showing(customers, settings: settings, recalling: recollection)
    next.give(.export)
    #expect(dialog(next)?.format == .xlsx)
  }

  @Test func `a missing folder is made if the person says so`() {
    var browser = BrowserDriver.showing(customers)
    browser.give(.export, .accept)
    browser.send(.exportFolderMissing("/tmp/new", generation: browser.exportGeneration))
    #expect(dialog(browser)?.step == .confirmingFolder("/tmp/new"))
    browser.give(.back)
    #expect(dialog(browser)?.step == .editing)
    browser.give(.accept)
    browser.send(.exportFolderMissing("/tmp/new", generation: browser.exportGeneration))
    browser.give(.accept)
    guard case .export(_, _, false, makingFolder: true, _) = browser.effects.last(where: \.isExport) else {
      Issue.record("the folder is not to be made")
      return
    }
  }

  @Test(arguments: [Focus.list, .filter])
  func `after writing, the file can be opened and its path copied`(focus: Focus) {
    var browser = BrowserDriver.showing(customers)
    if focus == .list { browser.give(.accept) }
    browser.give(.export, .accept)
    browser.send(.exportFinished(path: "/tmp/x.csv", rowCount: 5, generation: browser.exportGeneration))
    #expect(browser.state.notice?.followUps.map(\.command) == [.open, .copy])
    // The message stays on the way to the list.
    if focus == .filter { browser.give(.accept) }
    browser.give(.copy)
    #expect(browser.copied == "/tmp/x.csv")
    #expect(browser.state.popup == nil)
    browser.give(.copy)
    #expect(browser.state.popup == .copyMenu(.row))
    browser.give(.back, .openExported)
    guard case .open("/tmp/x.csv") = browser.effects.last(where: \.isOpen) else {
      Issue.record("it is not opened")
      return
    }
    #expect(browser.state.notice?.text == "Opening /tmp/x.csv…")
    browser.send(.openingFailed(reason: "Not opened: no desktop is here that could", link: nil))
    #expect(browser.state.notice?.kind == .warning)
    browser.give(.copy)
    #expect(browser.state.popup == nil)
    browser.give(.copyPath)
    #expect(browser.copied == "/tmp/x.csv")
  }

  @Test func `without a written file there is nothing to open or to copy`() {
    var browser = BrowserDriver.showing(customers)
    for command in [BrowserCommand.openExported, .copyPath] {
      browser.give(command)
      #expect(browser.state.notice?.text == "No file has been written yet")
    }
  }

  @Test func `an unknown ending is refused in the dialog`() {
    var browser = BrowserDriver.showing(customers)
    browser.give(.export, .deleteToStart)
    browser.type("list.xls")
    browser.give(.accept)
    guard case .failed = dialog(browser)?.step else {
      Issue.record("the dialog does not say what is wrong")
      return
    }
    #expect(browser.lastExport == nil)
  }

  @Test func `nothing shown is nothing to export`() {
    var browser = BrowserDriver.showing([])
    browser.give(.export)
    #expect(browser.state.popup == nil)
    #expect(browser.state.notice?.kind == .warning)
  }
}

extension BrowserEffect {
  fileprivate var isExport: Bool { if case .export = self { true } else { false } }
  fileprivate var isOpen: Bool { if case .open = self { true } else { false } }
}
