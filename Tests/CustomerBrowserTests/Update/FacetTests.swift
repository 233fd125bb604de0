import BrowserTesting
import CustomerBrowser
import Customers
import Testing

@Suite struct FacetTests {
  private let customers = [
    Customer(id: 1, name: "Bella", customerType: "Retailer", salesperson: "Ana Tran", isActive: true),
    Customer(id: 2, name: "Rosa", customerType: "Retailer", salesperson: "Ana Tran", isActive: true),
    Customer(id: 3, name: "Viola", customerType: "Florist", salesperson: "Jo", isActive: true),
    Customer(id: 4, name: "Iris", customerType: "Florist", salesperson: "Jo", isActive: false),
  ]

  private func panel(_ browser: BrowserDriver) -> FacetPanel? {
    if case .facets(let panel) = browser.state.popup { panel } else { nil }
  }

  @Test func `Enter narrows the filter to the chosen group`() {
    var browser = BrowserDriver.showing(customers)
    browser.give(.facets, .accept)
    #expect(browser.state.popup == nil)
    #expect(browser.state.filter.text == "rep:\"Ana Tran\"")
    #expect(browser.shownIDs == [1, 2])
    browser.give(.facets, .nextFacet, .accept)
    #expect(browser.state.filter.text == "rep:\"Ana Tran\" type:Retailer")
  }

  @Test func `the counts follow scope, status and a refresh, and the chosen group stays`() {
    var browser = BrowserDriver.showing(customers, mine: [3])
    browser.give(.facets, .moveDown)
    #expect(panel(browser)?.values.map(\.count) == [2, 1])
    browser.give(.cycleStatus)
    #expect(panel(browser)?.values.map(\.count) == [2, 2])
    #expect(panel(browser)?.cursor.index == 1)
    browser.load(customers + [Customer(id: 5, name: "New", salesperson: "Jo")], mine: [3])
    #expect(panel(browser)?.values.map(\.count) == [3, 2])
    #expect(panel(browser)?.cursor.index == 0)
    browser.give(.toggleScope)
    #expect(panel(browser)?.values.map(\.label) == ["Jo"])
  }

  @Test func `Space chooses several groups, the counts follow, and Enter ends it`() {
    var browser = BrowserDriver.showing(customers)
    browser.give(.facets, .nextFacet, .chooseValue)
    #expect(browser.state.filter.text == "type:Retailer")
    #expect(panel(browser)?.values.map(\.count) == [2, 1])
    #expect(panel(browser)?.counts?.total == 2)
    browser.give(.moveDown, .chooseValue)
    #expect(browser.state.filter.text == "type:Retailer | type:Florist")
    #expect(panel(browser)?.values.map(\.isChosen) == [true, true])
    #expect(browser.shownIDs == [1, 2, 3])
    browser.give(.moveUp, .chooseValue)
    #expect(browser.state.filter.text == "type:Florist")
    #expect(panel(browser)?.counts?[.salesperson].map(\.label) == ["Jo"])
    browser.give(.accept)
    #expect(browser.state.popup == nil)
    #expect(browser.state.filter.text == "type:Florist")
    #expect(browser.state.history.entries.last == "type:Florist")
    browser.give(.undoFilter)
    #expect(browser.state.filter.text == "type:Retailer | type:Florist")
  }

  @Test func `a group is left out by ! and comes back by it`() {
    var browser = BrowserDriver.showing(customers)
    browser.give(.facets, .excludeValue)
    #expect(browser.state.filter.text == "!rep:\"Ana Tran\"")
    #expect(browser.shownIDs == [3])
    #expect(panel(browser)?.values.map(\.isExcluded) == [true, false])
    browser.give(.excludeValue)
    #expect(browser.state.filter.text.isEmpty)
    #expect(browser.shownIDs == [1, 2, 3])
  }

  @Test func `Enter on another group adds it to the one that the filter has`() {
    var browser = BrowserDriver.showing(customers)
    browser.type("type:Retailer")
    browser.give(.facets, .nextFacet, .moveDown, .accept)
    #expect(browser.state.filter.text == "type:Retailer | type:Florist")
    #expect(browser.state.popup == nil)
  }

  @Test func `a group that a wider term leaves out is said to be so`() {
    var browser = BrowserDriver.showing(customers)
    browser.type("!type:r")
    browser.give(.facets, .nextFacet, .chooseValue)
    #expect(browser.state.filter.text == "!type:r")
    #expect(browser.state.notice?.text == "Another term of the filter leaves out “Retailer”")
  }

  @Test func `no group is chosen that the filter has no room for`() {
    var browser = BrowserDriver.showing(customers)
    browser.send(.textPasted(Array(repeating: "!zz", count: 100).joined(separator: " ")))
    browser.give(.facets, .chooseValue)
    #expect(browser.state.notice?.text == "The filter has no room for more groups")
    #expect(browser.state.filter.text.hasSuffix("!zz"))
  }

  @Test func `counts are exported with the groups that are found, and Esc goes back to them`() throws {
    var browser = BrowserDriver.showing(customers)
    browser.give(.facets, .nextFacet, .excludeValue, .export)
    guard case .export(let dialog) = browser.state.popup else {
      Issue.record("no dialog")
      return
    }
    #expect(dialog.rowCount == 1)
    #expect(dialog.path.text == "customers-by-type-2026-11-21.csv")
    browser.give(.back)
    #expect(panel(browser)?.facet == .type)
    browser.give(.export, .accept)
    guard case .exportCounts(let records, _, let path, false, false, let generation)? = browser.effects.last
    else {
      Issue.record("nothing is written")
      return
    }
    #expect(path == "customers-by-type-2026-11-21.csv")
    #expect(records.columns.map(\.title) == ["Type", "Customers"])
    #expect(records.rows == [[.text("Florist"), .number(1)]])
    browser.send(.exportFinished(path: "/a.csv", rowCount: 1, generation: generation))
    #expect(browser.state.notice?.text == "1 group written to /a.csv")
  }

  @Test func `inactive customers show when their group is chosen`() {
    var browser = BrowserDriver.showing(customers)
    browser.give(.facets, .nextFacet, .nextFacet, .moveDown, .accept)
    #expect(browser.state.filter.text == "active:no")
    #expect(browser.state.status == .all)
    #expect(browser.shownIDs == [4])
  }

  @Test func `the largest group is chosen first, even where some customers are in none`() {
    var browser = BrowserDriver.showing(customers + [Customer(id: 5, name: "Nobody's")])
    browser.give(.facets)
    #expect(panel(browser)?.values.last?.label == nil)
    #expect(panel(browser)?.cursor.index == 0)
  }

  @Test func `stale counts are dropped`() throws {
    var browser = BrowserDriver.showing(customers)
    browser.give(.facets)
    let before = try #require(panel(browser)?.counts)
    browser.give(.cycleStatus)
    let after = panel(browser)?.counts
    #expect(after != before)
    browser.send(.facetsCounted(before, generation: 1))
    #expect(panel(browser)?.counts == after)
  }

  @Test func `a term that can't be read is left out of the counts`() {
    var browser = BrowserDriver.showing(customers)
    browser.send(.textPasted("rep:ana updated:>soon"))
    browser.give(.facets)
    #expect(panel(browser)?.counts?.total == 2)
    #expect(panel(browser)?.values.map(\.isChosen) == [true, false])
  }
}
