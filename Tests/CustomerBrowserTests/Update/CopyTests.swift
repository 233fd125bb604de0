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
    #expect(browser.state.popup == .copyMenu(.row))
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

  /// Bella and Rosa, of whom Rosa has no code.
  private static let several = [
    Customer(id: 7, name: "Bella", code: "B7", isActive: true),
    Customer(id: 8, name: "Rosa", isActive: true), Customer(id: 9, name: "Tulip", code: "T9", isActive: true),
  ]

  @Test(arguments: [
    (BrowserCommand.copyCode, "B7", "the code B7 of 2 marked customers, 1 of whom has none"),
    (.copyName, "Bella\nRosa", "2 names of 2 marked customers"),
    (.copyID, "7\n8", "2 ids of 2 marked customers"),
    (.copyRow, "Bella\tB7\t\t\t\nRosa\t\t\t\t", "2 rows of 2 marked customers"),
  ])
  func `with marks y copies of all marked, a line each, and says of how many`(
    command: BrowserCommand, text: String, name: String
  ) {
    var browser = BrowserDriver.showing(Self.several)
    browser.give(.accept, .toggleMark, .toggleMark, .copy)
    #expect(browser.state.popup == .copyMenu(.marked))
    browser.give(command)
    #expect(browser.copied == text)
    #expect(browser.state.notice?.text == "Copied \(name)")
  }

  @Test func `Tab goes on to all shown and to the row alone`() {
    var browser = BrowserDriver.showing(Self.several)
    browser.give(.accept, .toggleMark, .copy, .copyOthers)
    #expect(browser.state.popup == .copyMenu(.shown))
    browser.give(.copyName)
    #expect(browser.copied == "Bella\nRosa\nTulip")
    browser.give(.copy, .copyOthers, .copyOthers)
    #expect(browser.state.popup == .copyMenu(.row))
    browser.give(.copyName)
    #expect(browser.copied == "Rosa")
  }

  @Test func `mail addresses of all marked are copied once each, and who has none is counted`() {
    let book = ContactBook()
    book.replace(
      [CustomerContact(id: 1, email: "ana@b.co"), CustomerContact(id: 2, email: "joe@b.co")], ofCustomer: 7)
    book.replace([CustomerContact(id: 3, email: "ana@b.co")], ofCustomer: 9)
    var browser = BrowserDriver.showing(Self.several, contacts: book)
    browser.give(.accept, .markAll, .copy, .copyMail)
    #expect(browser.copied == "ana@b.co\njoe@b.co")
    #expect(
      browser.state.notice?.text == "Copied 2 mail addresses of 3 marked customers, 1 of whom has none")
    browser.give(.clearMarks, .moveToTop, .moveDown, .copyMail)
    #expect(
      browser.state.notice?.text
        == "No mail address of this customer is known here; fetch-contacts asks the server")
  }

  @Test func `without a row there is nothing to copy`() {
    var browser = BrowserDriver.showing([])
    browser.give(.copyRow)
    #expect(browser.copied == nil)
    #expect(browser.state.notice?.kind == .warning)
  }
}
