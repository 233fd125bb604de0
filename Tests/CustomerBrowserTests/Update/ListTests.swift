import BrowserTesting
import CustomerBrowser
import Customers
import Testing

@Suite struct ListTests {
  private let customers = (1...100).map { Customer(id: $0, name: "Customer \($0)") }

  @Test(arguments: [
    ([BrowserCommand.moveDown], 1), ([.moveDown, .moveUp, .moveUp], 0), ([.pageDown], 9),
    ([.halfPageDown], 4), ([.pageDown, .pageDown, .pageUp], 9), ([.moveToBottom], 99),
    ([.moveToBottom, .moveDown], 99), ([.moveToBottom, .moveToTop], 0),
    ([.moveToBottom, .halfPageUp], 95),
  ])
  func `the cursor moves`(commands: [BrowserCommand], index: Int) {
    var browser = BrowserDriver.showing(customers)
    for command in commands { browser.give(command) }
    #expect(browser.state.cursor.index == index)
    let visible = browser.state.cursor.top..<browser.state.cursor.top + 10
    #expect(visible.contains(index))
  }

  @Test func `sorting by the next column and reversing`() {
    var browser = BrowserDriver.showing(customers)
    #expect(browser.shownIDs.first == 1)
    browser.give(.sortReverse)
    #expect(browser.shownIDs.first == 100)
    browser.give(.sortNext)
    #expect(browser.state.sort == CustomerOrder(.code))
    browser.send(.headerClicked(.code))
    #expect(browser.state.sort == CustomerOrder(.code, descending: true))
  }

  @Test func `the sort menu sorts by the chosen column`() {
    var browser = BrowserDriver.showing(customers)
    browser.give(.sortMenu, .moveDown, .moveDown, .accept)
    #expect(browser.state.sort == CustomerOrder(.type))
    #expect(browser.state.popup == nil)
  }

  @Test func `a click chooses, a double click opens`() {
    var browser = BrowserDriver.showing(customers)
    browser.send(.rowClicked(line: 3, isDouble: false))
    #expect(browser.currentID == 4)
    #expect(browser.state.focus == .list)
    browser.send(.rowClicked(line: 3, isDouble: true))
    #expect(browser.state.focus == .detail)
  }

  @Test func `without a pane of their own details take the screen`() {
    var browser = BrowserDriver.showing(customers, hasDetailPane: false)
    browser.give(.accept, .accept)
    #expect(browser.state.showsDetailAlone)
    browser.give(.back)
    #expect(!browser.state.showsDetailAlone)
    #expect(browser.state.focus == .list)
  }

  @Test func `mine without anything that tells whose they are says so`() {
    var browser = BrowserDriver.showing(customers, mine: nil)
    browser.give(.toggleScope)
    #expect(browser.state.scope == .all)
    #expect(browser.state.notice?.kind == .warning)
  }
}
