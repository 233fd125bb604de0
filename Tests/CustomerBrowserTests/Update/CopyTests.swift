import BrowserTesting
import CustomerBrowser
import Customers
import Testing

@Suite struct CopyTests {
  private let customers = [Customer(id: 7, name: "Bella\tRosa", code: "B7", isActive: true)]

  @Test(arguments: [
    (BrowserCommand.copyRow, "Bella Rosa\tB7\t\t\t"), (.copyCode, "B7"), (.copyName, "Bella\tRosa"),
    (.copyID, "7"),
  ])
  func `the chosen part of the row is copied, and said`(command: BrowserCommand, text: String) {
    var browser = BrowserDriver.showing(customers)
    browser.give(.accept, .copy)
    #expect(browser.state.popup == .copyMenu)
    browser.give(command)
    #expect(browser.copied == text)
    #expect(browser.state.popup == nil)
    #expect(browser.state.notice?.kind == .info)
  }

  @Test func `what a customer doesn't have is not copied`() {
    var browser = BrowserDriver.showing(customers)
    browser.give(.copy, .copyAccountingCode)
    #expect(browser.copied == nil)
    #expect(browser.state.notice?.text == "This customer has no accounting code")
  }

  @Test func `without a row there is nothing to copy`() {
    var browser = BrowserDriver.showing([])
    browser.give(.copyRow)
    #expect(browser.copied == nil)
    #expect(browser.state.notice?.kind == .warning)
  }
}
