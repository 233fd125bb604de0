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
    #expect(panel(browser)?.values.map(\.count) == [2])
  }
}
