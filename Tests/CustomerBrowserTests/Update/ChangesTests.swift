import BrowserTesting
import Customers
import Foundation
import Testing
import Wording

@testable import CustomerBrowser

/// The view of what changed.
@Suite struct ChangesTests {
  private static let customers = [
    Customer(id: 1, name: "Bella", isActive: true), Customer(id: 2, name: "Rosa", isActive: true),
    Customer(id: 3, name: "Lily", isActive: false), Customer(id: 4, name: "Iris", isActive: true),
  ]

  private static func change(
    _ id: UInt64, _ kind: CustomerChange.Kind, _ field: CustomerColumn? = nil, _ old: String? = nil,
    _ new: String? = nil, daysAgo: Double = 0
  ) -> CustomerChange {
    let names = ["", "Bella", "Rosa", "Lily", "Iris"]
    return CustomerChange(
      customerID: id, customerName: id < 5 ? names[Int(id)] : "Gone Flowers", kind: kind, field: field,
      oldValue: old, newValue: new, syncedAt: BrowserDriver.now.addingTimeInterval(-daysAgo * 86_400))
  }

  /// Rosa is the person's own.
  private func browser(_ changes: [CustomerChange]?) -> BrowserDriver {
    var browser = BrowserDriver()
    browser.load(Self.customers, mine: [2], recorded: changes)
    browser.give(.accept)
    return browser
  }

  private static let recorded = [
    change(9, .gone, daysAgo: 3), change(4, .renamed, .name, "Irís & Co", "Iris", daysAgo: 1),
    change(1, .reassigned, .salesperson, "Ana Tran", "Julian Mejía"),
    change(1, .reassigned, .salespersonID, "7", "8"), change(2, .edited, .code, nil, "R2"),
    change(2, .edited, .mine, "no", "yes"), change(3, .deactivated, .active, "yes", "no"),
  ]

  /// The lines of the panel: days with `mine` or not, changes with names and kinds.
  private func lines(_ browser: BrowserDriver) throws -> [String] {
    let panel = try #require(openPanel(browser))
    return panel.lines.map { line in
      switch line {
      case .day(let day, let isMine): return "\(day)\(isMine ? " mine" : "")"
      case .change(let place):
        let entry = panel.list?.entries[place]
        return "\(entry?.customerName ?? "") \(entry?.kind.rawValue ?? "") \(entry?.words ?? "")"
      }
    }
  }

  private func openPanel(_ browser: BrowserDriver) -> ChangesPanel? {
    guard case .changes(let panel) = browser.state.popup else { return nil }
    return panel
  }

  @Test func `changes stand by day, the latest first, the person's own before others, one line each`() throws
  {
    var browser = browser(Self.recorded)
    browser.give(.changes)
    let today = browser.state.today
    func day(_ ago: Int) -> String { "\(today.adding(days: -ago))" }
    #expect(
      try lines(browser) == [
        "\(day(0)) mine", "Rosa edited code: unknown → R2", day(0),
        "Bella reassigned Ana Tran → Julian Mejía", "Lily deactivated ", day(1),
        "Iris renamed Irís & Co → Iris", day(3), "Gone Flowers gone ",
      ])
    #expect(openPanel(browser)?.chosen?.customerName == "Rosa")
  }

  @Test func `a customer that was taken from the person counts as their own`() throws {
    var browser = browser([
      Self.change(1, .edited, .mine, "yes", "no"), Self.change(1, .reassigned, .salesperson, "I", "You"),
    ])
    browser.give(.changes)
    #expect(try lines(browser).count == 2)
    #expect(try lines(browser)[0].hasSuffix(" mine"))
  }

  @Test(arguments: [
    ("mejia", ["Bella"]), ("REASSIGNED ana", ["Bella"]), ("iris", ["Iris"]), ("gone", ["Gone Flowers"]),
    ("mine", ["Rosa"]), ("nothing", []),
  ])
  func `typing narrows the changes, whatever the case and accents`(
    typed: String, expected: [String]
  ) throws {
    var browser = browser(Self.recorded)
    browser.give(.changes)
    browser.type(typed)
    let panel = try #require(openPanel(browser))
    let names = panel.lines.compactMap { line -> String? in
      guard case .change(let place) = line else { return nil }
      return panel.list?.entries[place].customerName
    }
    #expect(names == expected)
    #expect(panel.chosen?.customerName == expected.first)
    browser.give(.deleteToStart)
    #expect(try lines(browser).count == 9)
  }

  @Test func `the cursor stops at changes, and not at days`() {
    var browser = browser(Self.recorded)
    browser.give(.changes)
    var names: [String?] = []
    for _ in 0..<6 {
      names.append(openPanel(browser)?.chosen?.customerName)
      browser.give(.moveDown)
    }
    #expect(names == ["Rosa", "Bella", "Lily", "Iris", "Gone Flowers", "Gone Flowers"])
    for _ in 0..<6 { browser.give(.moveUp) }
    #expect(openPanel(browser)?.chosen?.customerName == "Rosa")
    browser.send(.choiceClicked(5, isDouble: false))
    #expect(openPanel(browser)?.chosen?.customerName == "Iris")
  }

  @Test func `Enter goes to the customer, in the list as it is`() {
    var browser = browser(Self.recorded)
    browser.give(.changes, .moveDown, .accept)
    #expect(browser.state.popup == nil)
    #expect(browser.currentID == 1)
    #expect(browser.state.notice == nil)
  }

  @Test func `a filter that hides the customer goes, and can be brought back`() {
    var browser = browser(Self.recorded)
    browser.give(.focusFilter)
    browser.type("rosa")
    browser.give(.accept, .changes, .moveDown, .accept)
    #expect(browser.state.filter.isEmpty)
    #expect(browser.currentID == 1)
    #expect(browser.state.notice?.text == "The filter hid Bella")
    #expect(browser.state.notice?.followUps.map(\.command) == [.undoFilter])
    browser.give(.undoFilter)
    #expect(browser.state.filter.text == "rosa")
  }

  @Test func `whatever else hides the customer goes as well, and is named`() {
    var browser = browser(Self.recorded)
    browser.give(.toggleScope, .changes)
    browser.type("lily")
    browser.give(.accept)
    #expect(browser.currentID == 3)
    #expect(browser.state.scope == .all)
    #expect(browser.state.status == .all)
    #expect(browser.state.notice?.text == "The scope and status hid Lily")
  }

  @Test func `who is gone can't be gone to, and that is said`() {
    var browser = browser(Self.recorded)
    browser.give(.changes)
    browser.type("gone flowers")
    browser.give(.accept)
    #expect(browser.state.notice?.text == "Gone Flowers is gone, and in no list any more")
    #expect(openPanel(browser) != nil)
    browser.give(.back)
    #expect(browser.state.popup == nil)
  }

  @Test func `a refresh brings its changes into the open view`() throws {
    var browser = browser([])
    browser.give(.changes)
    #expect(try lines(browser).isEmpty)
    browser.load(Self.customers, mine: [2], recorded: Self.recorded)
    #expect(try lines(browser).count == 9)
  }

  @Test func `without records the view is empty, and Enter does nothing`() throws {
    var browser = browser(nil)
    browser.give(.changes, .accept)
    #expect(try lines(browser).isEmpty)
    #expect(openPanel(browser)?.list?.entries.isEmpty == true)
  }

  @Test func `changes that can't be read are said where a filter asks for them`() {
    var browser = browser(nil)
    let table = CustomerTableBuilder().finish().table
    browser.send(
      .cachedCustomersLoaded(
        CustomerSnapshot(table),
        FetchedCustomers(
          table: table, syncedAt: BrowserDriver.now,
          history: ChangeHistory(in: .gmt) { ([], "The changes could not be read.") })))
    browser.give(.focusFilter)
    browser.type("changed:2026")
    #expect(browser.state.notice?.text == "The changes could not be read.")
  }
}
