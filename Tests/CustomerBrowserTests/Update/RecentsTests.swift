import BrowserTesting
import CustomerBrowser
import Customers
import Foundation
import Testing

/// Whom somebody looked at.
@Suite struct RecentsTests {
  private let customers = (1...5).map { Customer(id: $0, name: "Customer \($0)") }

  @Test(arguments: [BrowserCommand.showDetails, .contacts, .copyRow, .toggleStar, .editNote, .setDue])
  func `whoever is opened, copied or noted counts as looked at`(command: BrowserCommand) {
    var browser = BrowserDriver.showing(customers)
    browser.give(.accept, .moveDown, command)
    #expect(browser.state.recents.ids == [2])
  }

  @Test func `moving over rows is no look, staying for a minute is`() {
    var browser = BrowserDriver.showing(customers)
    browser.give(.accept, .moveDown, .moveDown, .moveDown)
    #expect(browser.state.recents.ids == [])
    for minute in 1...3 { browser.send(.clockTicked(BrowserDriver.now + Double(minute) * 60)) }
    #expect(browser.state.recents.ids == [4])
  }

  @Test func `a browser that nobody has touched looks at nobody`() {
    var browser = BrowserDriver.showing(customers)
    for minute in 1...3 { browser.send(.clockTicked(BrowserDriver.now + Double(minute) * 60)) }
    #expect(browser.state.recents.ids == [])
  }

  @Test
  func `a list of the recently viewed stays as it is while one looks at them, and a sort goes before it`() {
    var session = RestoredSession()
    session.recents = RecentCustomers([3, 1, 5, 99])
    var browser = BrowserDriver.showing(customers, recalling: session)
    browser.type("is:recent")
    #expect(browser.shownIDs == [3, 1, 5])
    browser.give(.accept, .moveToBottom, .showDetails, .back)
    #expect(browser.shownIDs == [3, 1, 5])
    #expect(browser.state.recents.ids == [5, 3, 1, 99])
    browser.send(.headerClicked(.name))
    #expect(browser.shownIDs == [1, 3, 5])
  }

  @Test func `only the latest are remembered, each once`() {
    var recents = RecentCustomers(Array(1...300))
    #expect(recents.ids.count == RecentCustomers.maxCount)
    recents.look(at: 150)
    recents.look(at: 999)
    #expect(recents.ids.prefix(3) == [999, 150, 1])
    #expect(recents.ids.count == RecentCustomers.maxCount)
    #expect(RecentCustomers([1, 2, 1]).ids == [1, 2])
  }
}

/// The columns of contacts.
@Suite struct ReachColumnsTests {
  private func browser(_ settings: BrowserSettings = BrowserSettings()) -> (BrowserDriver, ContactBook) {
    let book = ContactBook()
    book.replace(
      [CustomerContact(id: 1, phone: "305 555 0199", mobile: "305 555 0100", email: "ana@b.co")],
      ofCustomer: 2)
    let customers = (1...3).map { Customer(id: $0, name: "Customer \($0)") }
    return (BrowserDriver.showing(customers, settings: settings, contacts: book), book)
  }

  @Test func `phone and mail stand in the row as soon as the column is shown, and new contacts follow`()
    throws
  {
    var (browser, book) = browser(BrowserSettings(\.columns, [.name, .phone, .mail]))
    let customer = try #require(browser.state.customer(at: 1))
    #expect(customer.plainText(of: .phone) == "305 555 0199, 305 555 0100")
    #expect(customer.plainText(of: .mail) == "ana@b.co")
    #expect(browser.state.customer(at: 0)?.plainText(of: .phone) == "")
    book.replace([CustomerContact(id: 2, phone: "1")], ofCustomer: 1)
    browser.give(.accept)
    #expect(browser.state.customer(at: 0)?.plainText(of: .phone) == "1")
  }

  @Test func `without such a column nothing is read`() {
    let (browser, _) = browser()
    #expect(browser.state.customer(at: 1)?.plainText(of: .phone) == "")
  }

  @Test func `who can be called sorts before who can't`() {
    var (browser, _) = browser(BrowserSettings(\.columns, [.name, .phone]))
    browser.send(.headerClicked(.phone))
    #expect(browser.shownIDs == [2, 1, 3])
  }
}
