import BrowserTesting
import CustomerBrowser
import Customers
import Testing

@Suite struct FilterTests {
  private let customers = [
    Customer(id: 1, name: "Bella Rosa Floral", code: "T3526"),
    Customer(id: 2, name: "Bella Cakes"),
    Customer(id: 3, name: "Acme", isActive: true),
    Customer(id: 4, name: "Zinnia", isActive: false),
  ]

  @Test func `what is typed filters, each key, at once`() {
    var browser = BrowserDriver.showing(customers)
    browser.type("bella")
    #expect(Set(browser.shownIDs) == [1, 2])
    browser.type(" rosa")
    #expect(browser.state.result?.matchCount == 1)
    #expect(browser.shownIDs.first == 1)
    browser.give(.deleteWord, .deleteWord)
    #expect(browser.shownIDs == [3, 2, 1])
  }

  @Test func `typing in the list types nothing`() {
    var browser = BrowserDriver.showing(customers)
    browser.give(.accept)
    browser.type("bella")
    #expect(browser.state.filter.isEmpty)
  }

  @Test func `a paste is one line of text and never commands`() {
    var browser = BrowserDriver.showing(customers)
    browser.give(.accept)
    browser.send(.textPasted("bella\trosa\n"))
    #expect(browser.state.filter.text == "bella rosa")
    #expect(browser.state.focus == .filter)
    #expect(browser.state.result?.matchCount == 1)
  }

  @Test func `a pasted column becomes alternatives, and those that find nobody are named`() {
    var browser = BrowserDriver.showing(customers)
    browser.give(.accept)
    browser.send(.textPasted("T3526\r\nbella cakes\n\nX1\nT3526\nZinnia\n"))
    #expect(browser.state.filter.text == "T3526 | \"bella cakes\" | X1 | Zinnia")
    #expect(Set(browser.shownIDs) == [1, 2])
    #expect(browser.state.notice?.text == "2 of 4 found, not X1, Zinnia")
    #expect(browser.state.notice?.kind == .warning)
    browser.give(.undoFilter)
    #expect(browser.state.filter.isEmpty)
    browser.send(.textPasted("acme\nbella"))
    #expect(browser.state.notice == Notice(.info, "All 2 found"))
  }

  @Test func `a pasted column narrows what stands in the filter`() {
    var browser = BrowserDriver.showing(customers)
    browser.type("bella")
    browser.send(.textPasted("rosa\ncakes"))
    #expect(browser.state.filter.text == "bella rosa | cakes")
    #expect(browser.state.result?.matchCount == 2)
  }

  @Test func `signs that mean something in a filter are text in a pasted column`() {
    var browser = BrowserDriver.showing(customers)
    browser.send(.textPasted("!acme\nname:x\na|b\n^x"))
    #expect(browser.state.filter.text == "\"!acme\" | \"name:x\" | \"a|b\" | \"^x\"")
    #expect(browser.state.query.problems.isEmpty)
  }

  @Test func `of a pasted megabyte the filter takes 4 KB, and says so`() {
    var browser = BrowserDriver.showing(customers)
    browser.send(.textPasted(String(repeating: "花", count: 350_000)))
    #expect(browser.state.filter.text == String(repeating: "花", count: 1_365))
    #expect(browser.state.notice?.text == "A filter takes 4 KB; the rest of the text was left out")
    browser.type("more")
    #expect(browser.state.filter.text.utf8.count == EditLine.maxBytes)
    browser.give(.accept)
    #expect(browser.state.history.entries.map(\.utf8.count) == [EditLine.maxBytes])
    #expect(FilterHistory([String(repeating: "a", count: 1 << 20), "rosa"]).entries == ["rosa"])
  }

  @Test func `filter and cursor survive toggles, sorting and a refresh`() {
    var browser = BrowserDriver.showing(customers, mine: [2, 3])
    browser.type("bella")
    browser.give(.moveDown, .moveUp, .toggleScope)
    #expect(browser.shownIDs == [2])
    browser.give(.toggleScope, .cycleStatus, .sortNext, .sortReverse)
    browser.load(customers + [Customer(id: 0, name: "A Bella")], mine: [2, 3])
    #expect(browser.state.filter.text == "bella")
    #expect(browser.currentID == 2)
  }

  @Test func `the chosen customer is current again when a toggle shows it again`() {
    var browser = BrowserDriver.showing(customers, mine: [3])
    browser.give(.accept, .moveToBottom)
    #expect(browser.currentID == 1)
    browser.give(.toggleScope)
    #expect(browser.currentID == 3)
    browser.give(.toggleScope)
    #expect(browser.currentID == 1)
  }

  @Test func `Esc goes back by exactly one layer and never quits`() {
    var browser = BrowserDriver.showing(customers)
    browser.type("bella")
    browser.give(.accept, .toggleMark, .toggleOnlyMarked, .showDetails, .help)
    browser.give(.back)
    #expect(browser.state.popup == nil)
    #expect(browser.state.focus == .detail)
    browser.give(.back)
    #expect(browser.state.focus == .list)
    browser.give(.back)
    #expect(!browser.state.showsOnlyMarked)
    #expect(browser.state.filter.text == "bella")
    browser.give(.back)
    #expect(browser.state.filter.isEmpty)
    browser.give(.back)
    #expect(browser.state.focus == .filter)
    browser.give(.back, .back)
    #expect(browser.state.marks.count == 1)
    #expect(!browser.effects.contains { if case .quit = $0 { true } else { false } })
  }

  @Test func `the right arrow at the end takes what is offered`() {
    var browser = BrowserDriver.showing(customers)
    browser.type("na")
    #expect(browser.state.completions.first?.label == "name:")
    browser.give(.cursorRight)
    #expect(browser.state.filter.text == "name:")
    browser.type("bella")
    #expect(Set(browser.shownIDs) == [1, 2])
  }

  @Test func `a term that can't be read is left out, and the others count`() {
    var browser = BrowserDriver.showing(customers)
    browser.send(.textPasted("updated:>soon bella is:"))
    #expect(browser.state.query.problems.count == 2)
    #expect(Set(browser.shownIDs) == [1, 2])
    browser.load(Array(customers.dropFirst()) + [Customer(id: 7, name: "Bella Nova")], mine: [2])
    #expect(Set(browser.shownIDs) == [2, 7])
    browser.give(.toggleScope)
    #expect(browser.shownIDs == [2])
  }

  @Test func `where no term can be read nobody is shown, rather than all`() {
    var browser = BrowserDriver.showing(customers)
    browser.send(.textPasted("updated:>soon"))
    #expect(browser.shownIDs.isEmpty)
    browser.give(.deleteWord)
    #expect(browser.shownIDs == [3, 2, 1])
  }

  @Test func `a remembered filter that can't be read shows no rows rather than all`() {
    var recollection = RestoredSession()
    recollection.view.filter = "updated:>soon"
    let browser = BrowserDriver.showing(customers, recalling: recollection)
    #expect(browser.shownIDs.isEmpty)
  }
}
