import BrowserTesting
import CustomerBrowser
import Customers
import Testing

@Suite struct MenusTests {
  private let customers = [
    Customer(id: 1, name: "Bella", isActive: true), Customer(id: 2, name: "Rosa", isActive: false),
  ]

  private func choices(_ browser: BrowserDriver) -> [BrowserCommand] {
    guard case .commands(let chooser, let focus) = browser.state.popup else { return [] }
    return chooser.choices(in: focus, filters: browser.state.filters, commands: []).compactMap { choice in
      if case .command(let command) = choice { command } else { nil }
    }
  }

  @Test(arguments: [
    ("toggle-sc", BrowserCommand.toggleScope), ("toggle sc", .toggleScope), ("export", .export),
    ("mine", .toggleScope), ("undom", .undoMarks), ("SERVER FOR EVERY", .fullSync),
  ])
  func `a part of the name or of what it does finds a command`(typed: String, command: BrowserCommand) {
    var browser = BrowserDriver.showing(customers)
    browser.give(.accept, .commands)
    browser.type(typed)
    #expect(choices(browser).first == command)
  }

  @Test func `the chosen command runs where the palette was opened`() {
    var browser = BrowserDriver.showing(customers)
    browser.give(.accept, .commands)
    browser.type("cycle")
    browser.give(.accept)
    #expect(browser.state.popup == nil)
    #expect(browser.state.status == .all)
    #expect(browser.state.focus == .list)
    browser.give(.commands)
    browser.type("help")
    browser.give(.accept)
    #expect(browser.state.popup == .help(HelpPanel(.list)))
  }

  @Test func `the palette has what edits the filter only there`() {
    var browser = BrowserDriver.showing(customers)
    browser.give(.commands)
    #expect(choices(browser).contains(.deleteWord))
    browser.give(.back, .accept, .commands)
    #expect(!choices(browser).contains(.deleteWord))
    #expect(choices(browser).contains(.quit))
  }

  @Test func `what nothing is called can't be run, and Esc leaves`() {
    var browser = BrowserDriver.showing(customers)
    browser.give(.commands)
    browser.type("qqqq")
    browser.give(.moveDown, .moveUp, .accept)
    #expect(choices(browser).isEmpty)
    #expect(browser.state.popup != nil)
    browser.give(.back)
    #expect(browser.state.popup == nil)
  }

  @Test func `typing in the sort menu chooses the column`() {
    var browser = BrowserDriver.showing(customers)
    browser.give(.sortMenu)
    browser.type("upd")
    browser.give(.accept)
    #expect(browser.state.sort == CustomerOrder(.updated))
    #expect(browser.state.filter.isEmpty)
  }
}
