import BrowserTesting
import CustomerBrowser
import Customers
import Testing

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
}
