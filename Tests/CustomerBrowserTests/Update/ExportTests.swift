import BrowserTesting
import CustomerBrowser
import Customers
import Testing

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
    browser.send(.exportTargetExisted)
    #expect(dialog(browser)?.step == .confirmingOverwrite)
    browser.give(.back)
    #expect(dialog(browser)?.step == .editing)
    browser.give(.accept)
    browser.send(.exportTargetExisted)
    browser.give(.accept)
    #expect(browser.lastExport?.replacing == true)
    browser.send(.exportFinished(path: "/tmp/x.csv", rowCount: 5))
    #expect(browser.state.popup == nil)
    #expect(browser.state.notice?.text == "5 customers written to /tmp/x.csv")
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
