import BrowserTesting
import CustomerBrowser
import Customers
import TerminalText
import Testing

@testable import TerminalUI

/// What clicks and the wheel do while a popup is open.
@Suite struct PopupMouseTests {
  private var person: Person

  /// A browser and the screen before it, clicked where a text stands.
  private struct Person {
    var browser: BrowserDriver
    let size: Size

    var screen: BrowserScreen { browser.screen(size: size) }

    var rows: [String] {
      screen.render().text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }

    mutating func open(_ commands: BrowserCommand...) {
      for command in commands { browser.give(command) }
      fit()
    }

    mutating func fit() {
      browser.fit(to: size)
    }

    mutating func mouse(_ action: MouseAction, on text: String) throws {
      let (row, line) = try #require(rows.enumerated().last { $0.element.contains(text) })
      let start = try #require(line.range(of: text)).lowerBound
      mouse(action, at: Position(column: displayWidth(of: String(line[..<start])), row: row))
    }

    mutating func mouse(_ action: MouseAction, at position: Position) {
      if let event = screen.event(for: action, at: position) { browser.send(event) }
      fit()
    }
  }

  init() {
    let customers = (1...40).map { number in
      Customer(
        id: number, name: "Shop \(number)", customerType: number % 3 == 0 ? "Florist" : "Retailer",
        salesperson: "Person \(number % 30)", isActive: true)
    }
    person = Person(browser: BrowserDriver.showing(customers), size: Size(columns: 80, rows: 24))
    person.fit()
  }

  @Test mutating func `a click chooses in the palette, the second one runs it where it stands`() throws {
    person.open(.commands)
    try person.mouse(.press, on: "cycle-status")
    #expect(person.browser.state.popup != nil)
    #expect(person.browser.state.status == .active)
    let rows = person.rows.dropLast(2)
    try person.mouse(.press, on: "sort-menu")
    #expect(person.rows.dropLast(2) == rows, "the choices must stay where they are between two clicks")
    try person.mouse(.doubleClick, on: "sort-menu")
    guard case .sortMenu = person.browser.state.popup else {
      Issue.record("no sort menu")
      return
    }
  }

  @Test mutating func `a double click in the sort menu sorts`() throws {
    person.open(.sortMenu)
    try person.mouse(.press, on: "Salesperson ID")
    try person.mouse(.doubleClick, on: "Salesperson ID")
    #expect(person.browser.state.sort?.column == .salespersonID)
    #expect(person.browser.state.popup == nil)
  }

  @Test mutating func `a double click shows or hides a column`() throws {
    person.open(.columns)
    try person.mouse(.press, on: "Accounting code")
    try person.mouse(.doubleClick, on: "Accounting code")
    #expect(person.browser.state.columns.contains(.accountingCode))
    guard case .columns = person.browser.state.popup else {
      Issue.record("the columns are gone")
      return
    }
  }

  @Test mutating func `a click on a facet's title turns to it, a double click on a group filters`() throws {
    person.open(.facets)
    try person.mouse(.press, on: "Type   Status")
    try person.mouse(.press, on: "Florist")
    try person.mouse(.doubleClick, on: "Florist")
    #expect(person.browser.state.filter.text == "type:Florist")
  }

  @Test mutating func `with all facets side by side a click goes to the group at once`() throws {
    person = Person(browser: person.browser, size: Size(columns: 120, rows: 30))
    person.open(.facets)
    try person.mouse(.press, on: "Florist")
    guard case .facets(let panel) = person.browser.state.popup else {
      Issue.record("the facets are gone")
      return
    }
    #expect(panel.facet == .type)
    #expect(panel.values[panel.cursor.index].label == "Florist")
    try person.mouse(.doubleClick, on: "Florist")
    #expect(person.browser.state.filter.text == "type:Florist")
  }

  @Test mutating func `a click copies from the copy menu`() throws {
    person.open(.accept, .copy)
    try person.mouse(.press, on: "name")
    guard person.browser.copied == "Shop 1" else {
      Issue.record("unexpected effects \(person.browser.effects.suffix(2))")
      return
    }
  }

  @Test mutating func `a double click copies what is told of a contact`() throws {
    person.open(.accept, .contacts)
    let contact = CustomerContact(id: 1, name: "Ana", phone: "305 555", email: "ana@example.com")
    person.browser.findCached(FetchedContacts(contacts: [contact], askedAt: BrowserDriver.now))
    person.fit()
    try person.mouse(.press, on: "ana@example.com")
    try person.mouse(.doubleClick, on: "ana@example.com")
    guard person.browser.copied == "ana@example.com" else {
      Issue.record("unexpected effects \(person.browser.effects.suffix(2))")
      return
    }
  }

  @Test(arguments: [
    BrowserCommand.commands, .sortMenu, .columns, .facets, .copy, .export, .help, .saveFilter,
  ])
  mutating func `a click outside closes the popup, and does nothing else`(command: BrowserCommand) {
    person.browser.type("shop")
    person.open(.accept, .moveDown)
    let before = person.rows
    person.open(command)
    #expect(person.browser.state.popup != nil)
    person.mouse(.press, at: Position(column: 0, row: 5))
    #expect(person.browser.state.popup == nil)
    #expect(person.rows == before)
  }

  @Test mutating func `a click outside doesn't cancel an export that is being written`() {
    person.open(.export, .accept)
    person.mouse(.press, at: Position(column: 0, row: 0))
    #expect(person.browser.state.popup != nil)
    #expect(!person.browser.effects.contains { if case .cancelExport = $0 { true } else { false } })
  }

  @Test mutating func `the wheel scrolls as far as there is something`() {
    person.open(.facets)
    for _ in 0..<40 { person.mouse(.wheelDown, at: .zero) }
    #expect(person.rows.contains { $0.contains("30 of 30") })
    for _ in 0..<40 { person.mouse(.wheelUp, at: .zero) }
    #expect(person.rows.contains { $0.contains("1 of 30") })
    person.open(.back, .commands)
    for _ in 0..<40 { person.mouse(.wheelDown, at: .zero) }
    #expect(person.rows.contains { $0.contains("delete-to-end") })
  }
}
