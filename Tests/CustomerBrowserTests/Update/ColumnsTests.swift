import BrowserTesting
import Customers
import Testing

@testable import CustomerBrowser

@Suite struct ColumnsTests {
  @Test func `columns are hidden, shown and moved at once`() {
    var browser = BrowserDriver.showing([Customer(id: 1, name: "Bella")])
    browser.give(.columns, .moveDown, .toggleColumn)
    #expect(browser.state.columns == [.name, .type, .salesperson, .updated])
    browser.give(.toggleColumn, .moveColumnBefore)
    #expect(browser.state.columns == [.code, .name, .type, .salesperson, .updated])
    browser.give(.moveToBottom, .toggleColumn, .back)
    #expect(browser.state.columns == [.code, .name, .type, .salesperson, .updated, .due])
    #expect(browser.state.popup == nil)
  }

  @Test func `the last column stays`() {
    var settings = BrowserSettings()
    settings.columns = [.id]
    var browser = BrowserDriver.showing([Customer(id: 1, name: "Bella")], settings: settings)
    browser.give(.columns, .toggleColumn)
    #expect(browser.state.columns == [.id])
    #expect(browser.state.notice != nil)
  }

  @Test func `a wide list tells more until somebody chooses`() {
    var browser = BrowserDriver.showing([
      Customer(id: 1, name: "Bella", code: "B1", accountingCode: "A1", customerType: "Retailer")
    ])
    func widen(_ width: Int) {
      browser.send(.viewportChanged(Viewport(listHeight: 9, listWidth: width, choiceHeight: 9)))
    }
    widen(124)
    #expect(browser.state.shownColumns == CustomerColumn.initiallyShown)
    widen(125)
    #expect(browser.state.shownColumns == CustomerColumn.initiallyShown + [.accountingCode])
    widen(200)
    #expect(browser.state.shownColumns == CustomerColumn.initiallyShown + [.accountingCode, .id])
    browser.give(.columns, .moveToTop)
    for _ in CustomerColumn.initiallyShown { browser.give(.moveDown) }
    browser.give(.toggleColumn, .moveDown, .toggleColumn, .back)
    #expect(browser.state.shownColumns == CustomerColumn.initiallyShown)
    #expect(SavedView(browser.state).columns == CustomerColumn.initiallyShown, "the next one goes on there")
  }
}
