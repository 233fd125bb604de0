import BrowserTesting
import Customers
import Testing

@testable import CustomerBrowser

@Suite struct NamedFiltersTests {
  private let customers = [Customer(id: 1, name: "Bella"), Customer(id: 2, name: "Rosa")]
  private var configured: BrowserSettings {
    var settings = BrowserSettings()
    settings.filters = [NamedFilter(name: "Roses", query: "rosa", origin: .config)]
    return settings
  }

  private func saved(_ filters: (name: String, query: String)...) -> RestoredSession {
    var recollection = RestoredSession()
    recollection.filters = filters.map { NamedFilter(name: $0, query: $1, origin: .program) }
    return recollection
  }

  private func names(_ browser: BrowserDriver) -> [String] {
    browser.state.filters.all.map(\.name)
  }

  private func step(_ browser: BrowserDriver) -> FilterNameDialog.Step? {
    if case .filterName(let dialog) = browser.state.popup { dialog.step } else { nil }
  }

  /// What is ordered to be written, the words in their order.
  private func orders(_ browser: BrowserDriver) -> [String] {
    browser.effects.compactMap { effect in
      switch effect {
      case .saveFilter(let filter): "save \(filter.name) = \(filter.query)"
      case .deleteFilter(let name): "delete \(name)"
      default: nil
      }
    }
  }

  @Test func `a filter is saved under a name, found in the palette and applied`() {
    var browser = BrowserDriver.showing(customers)
    browser.type("bella")
    browser.give(.accept, .saveFilter)
    browser.type("  my   shops ")
    browser.give(.accept)
    #expect(browser.state.popup == nil)
    #expect(orders(browser) == ["save my shops = bella"])
    browser.give(.focusFilter, .deleteToStart, .accept)
    #expect(browser.shownIDs == [1, 2])
    browser.give(.commands)
    browser.type("my sh")
    browser.give(.accept)
    #expect(browser.state.filter.text == "bella")
    #expect(browser.shownIDs == [1])
    #expect(browser.state.focus == .list)
    #expect(browser.state.history.entries.last == "bella")
  }

  @Test func `the palette shows filters first, by name, those of the config among them`() {
    var browser = BrowserDriver.showing(
      customers, settings: configured, recalling: saved(("zinnias", "z"), ("acme", "a")))
    browser.give(.commands)
    guard case .commands(let chooser, let focus) = browser.state.popup else {
      Issue.record("no palette")
      return
    }
    let choices = chooser.choices(in: focus, filters: browser.state.filters, commands: []).prefix(3)
    #expect(choices.map(\.name) == ["filter: acme", "filter: Roses", "filter: zinnias"])
    #expect(choices.map { $0.summary(in: focus) } == ["a", "rosa", "z"])
  }

  @Test func `a name of the config is refused, in any case`() {
    var browser = BrowserDriver.showing(customers, settings: configured)
    browser.type("bella")
    browser.give(.accept, .saveFilter)
    browser.type("ROSES")
    browser.give(.accept)
    #expect(step(browser) == .refused("The config has a filter of that name; type another one."))
    browser.type("!")
    browser.give(.accept)
    #expect(names(browser) == ["Roses", "ROSES!"])
  }

  @Test func `another filter of the name is replaced only when that is confirmed`() {
    var browser = BrowserDriver.showing(customers, recalling: saved(("Big", "rosa")))
    browser.type("bella")
    browser.give(.accept, .saveFilter)
    browser.type("big")
    browser.give(.accept)
    #expect(step(browser) == .confirmingReplacement)
    browser.give(.back)
    #expect(step(browser) == .editing)
    browser.give(.accept, .accept)
    #expect(names(browser) == ["big"])
    #expect(orders(browser) == ["delete Big", "save big = bella"])
  }

  @Test func `nothing is saved without a name or without a filter`() {
    var browser = BrowserDriver.showing(customers)
    browser.give(.accept, .saveFilter)
    #expect(browser.state.popup == nil)
    #expect(browser.state.notice?.kind == .warning)
    browser.send(.textPasted("bella updated:>soon"))
    browser.give(.accept, .saveFilter)
    #expect(browser.state.popup == nil)
    browser.give(.focusFilter, .deleteToStart)
    browser.type("bella")
    browser.give(.accept, .saveFilter, .accept)
    #expect(step(browser) == .refused("Type a name first."))
    browser.give(.back)
    #expect(browser.state.popup == nil)
    #expect(orders(browser).isEmpty)
  }

  @Test func `a saved filter is deleted in the palette, one of the config is not`() {
    var browser = BrowserDriver.showing(customers, settings: configured, recalling: saved(("acme", "a")))
    browser.give(.commands, .deleteFilter)
    #expect(names(browser) == ["Roses"])
    #expect(orders(browser) == ["delete acme"])
    browser.give(.deleteFilter)
    #expect(names(browser) == ["Roses"])
    #expect(browser.state.notice?.kind == .warning)
    browser.give(.moveDown, .deleteFilter)
    #expect(orders(browser) == ["delete acme"])
  }

  @Test func `where both have a name the config counts`() {
    let browser = BrowserDriver.showing(customers, settings: configured, recalling: saved(("roses", "x")))
    #expect(browser.state.filters.all.map(\.query) == ["rosa"])
  }

  private var view: NamedFilter {
    NamedFilter(
      name: "view", query: "rosa", origin: .program,
      look: FilterLook(scope: .mine, status: .all, sort: "-updated", columns: [.name, .id]))
  }

  @Test func `a saved filter brings back scope, status, order and columns`() {
    var browser = BrowserDriver.showing(customers, mine: [2])
    browser.type("rosa")
    browser.give(.toggleScope, .cycleStatus, .accept, .sortNext, .saveFilter)
    browser.type("view")
    browser.give(.accept, .toggleScope, .cycleStatus, .cycleStatus, .focusFilter, .deleteToStart)
    #expect(browser.state.scope == .all)
    browser.give(.commands)
    browser.type("view")
    browser.give(.accept)
    #expect(browser.state.filter.text == "rosa")
    #expect(browser.state.scope == .mine)
    #expect(browser.state.status == .all)
    #expect(browser.state.sort?.column == .name)
    #expect(browser.state.columns == CustomerColumn.initiallyShown)
    #expect(browser.shownIDs == [2])
  }

  @Test func `a view needs no query, and its order holds without one`() {
    var browser = BrowserDriver.showing(customers, mine: [2])
    browser.give(.accept, .toggleScope, .sortNext, .sortReverse, .saveFilter)
    browser.type("mine")
    browser.give(.accept, .toggleScope, .focusFilter)
    browser.type("bella")
    browser.give(.commands)
    browser.type("filter: mine")
    browser.give(.accept)
    #expect(browser.state.filter.isEmpty)
    #expect(browser.state.scope == .mine)
    #expect(browser.state.sort == CustomerOrder(.code, descending: true))
  }

  @Test func `a filter of an older version changes nothing but the query`() {
    var browser = BrowserDriver.showing(customers, mine: [2], recalling: saved(("old", "rosa")))
    browser.give(.toggleScope, .cycleStatus, .accept, .commands)
    browser.type("old")
    browser.give(.accept)
    #expect(browser.state.scope == .mine)
    #expect(browser.state.status == .all)
    #expect(browser.state.filter.text == "rosa")
  }

  @Test func `the palette tells how many each saved filter finds, in its own scope`() {
    var recollection = saved(("all", "o"), ("none", "zzzz"))
    recollection.filters.append(view)
    var browser = BrowserDriver.showing(customers, mine: [1], settings: configured, recalling: recollection)
    browser.give(.commands)
    #expect(browser.state.filterCounts == ["all": 1, "none": 0, "Roses": 1, "view": 0])
    let stale = browser.state.filterCountGeneration
    browser.give(.back, .commands)
    browser.send(.filterCounted(name: "all", count: 99, generation: stale))
    #expect(browser.state.filterCounts["all"] == 1)
  }

  @Test func `what was saved with a filter stands beside its query`() {
    #expect(view.summary == "rosa · mine · active and inactive · by -updated")
  }

  @Test func `who is not remembered is told so`() {
    var settings = BrowserSettings()
    settings.isRemembered = false
    var browser = BrowserDriver.showing(customers, settings: settings)
    browser.type("bella")
    browser.give(.accept, .saveFilter)
    browser.type("x")
    browser.give(.accept)
    #expect(browser.state.notice?.text == "Saved the filter “x” for the palette, until the program ends")
  }
}
