import BrowserTesting
import CustomerBrowser
import Customers
import Testing
import Wording

@Suite struct ContactsTests {
  private let ana = CustomerContact(
    id: 71, name: "Ana", role: "Buyer", phone: "305", phoneExtension: "12", email: "ana@a.example")
  private let bea = CustomerContact(id: 72, mobile: "786")
  private let failure = UserFacingError(
    .notReached, what: "No answer.", advice: "Try again.", requestsToday: 6)

  private func told(_ contacts: CustomerContact..., remarks: [String] = []) -> FetchedContacts {
    FetchedContacts(contacts: contacts, askedAt: BrowserDriver.now, remarks: remarks, requestsToday: 5)
  }

  private func browser(isOffline: Bool = false) -> BrowserDriver {
    var browser = BrowserDriver.showing(
      [Customer(id: 1, name: "A"), Customer(id: 2, name: "B")],
      settings: BrowserSettings(\.isOffline, isOffline))
    browser.give(.accept, .contacts)
    return browser
  }

  private func panel(_ browser: BrowserDriver) -> ContactsPanel? {
    if case .contacts(let panel) = browser.state.popup { panel } else { nil }
  }

  private func questions(_ browser: BrowserDriver) -> [UInt64] {
    browser.effects.compactMap { if case .fetchContacts(let id, _) = $0 { id } else { nil } }
  }

  @Test func `nobody is asked before the key is pressed`() {
    var browser = BrowserDriver.showing([Customer(id: 1, name: "A"), Customer(id: 2, name: "B")])
    browser.give(.accept, .moveDown, .showDetails)
    #expect(questions(browser).isEmpty)
  }

  @Test func `what the cache has shows at once, and only another key asks again`() {
    var browser = browser()
    browser.findCached(told(ana))
    #expect(panel(browser)?.told?.contacts == [ana])
    #expect(panel(browser)?.step == .done)
    #expect(questions(browser).isEmpty)
    browser.give(.refresh)
    #expect(panel(browser)?.step == .asking)
    #expect(panel(browser)?.told?.contacts == [ana])
    #expect(questions(browser) == [1])
    browser.give(.refresh)
    #expect(questions(browser) == [1])
    browser.answer(told(ana, bea))
    #expect(panel(browser)?.told?.contacts == [ana, bea])
    #expect(browser.state.requestsToday == 5)
  }

  @Test func `what the cache lacks is asked of the server`() {
    var browser = browser()
    browser.findCached(nil)
    #expect(questions(browser) == [1])
    browser.answer(told(ana, remarks: ["1 of 2 records could not be read."]))
    #expect(panel(browser)?.step == .done)
    #expect(browser.state.notice == Notice(.warning, "1 of 2 records could not be read."))
  }

  @Test func `a failure leaves the old ones, and its requests count`() {
    var browser = browser()
    browser.findCached(told(ana))
    browser.give(.refresh)
    browser.failContacts(failure)
    #expect(panel(browser)?.step == .failed(failure))
    #expect(panel(browser)?.told?.contacts == [ana])
    #expect(browser.state.requestsToday == 6)
    browser.give(.refresh)
    #expect(panel(browser)?.step == .asking)
  }

  @Test func `offline the server is never asked`() {
    var browser = browser(isOffline: true)
    browser.findCached(nil)
    #expect(panel(browser)?.step == .failed(.noContactsOffline))
    browser.give(.back, .contacts)
    browser.findCached(told(ana))
    browser.give(.refresh)
    #expect(panel(browser)?.told?.contacts == [ana])
    #expect(browser.state.notice?.kind == .warning)
    #expect(questions(browser).isEmpty)
  }

  @Test func `Esc closes at once and ends the question; a late answer shows under nobody`() {
    var browser = browser()
    browser.findCached(nil)
    browser.give(.back)
    #expect(browser.state.popup == nil)
    guard case .cancelContacts = browser.effects.last else {
      Issue.record("the question goes on")
      return
    }
    browser.answer(told(ana))
    #expect(browser.state.popup == nil)
    guard case .fetchContacts(_, let generation) = browser.effects.dropLast().last else {
      Issue.record("nobody was asked")
      return
    }
    browser.give(.moveDown, .contacts)
    browser.send(.contactsFetched(told(ana), generation: generation))
    browser.send(.contactsFailed(failure, generation: generation))
    #expect(panel(browser)?.customerID == 2)
    #expect(panel(browser)?.told == nil)
    #expect(panel(browser)?.step == .reading)
  }

  @Test(arguments: [
    (0, "Ana", "Copied the name Ana"), (1, "Buyer", "Copied the role Buyer"),
    (2, "305 ext. 12", "Copied the phone number 305 ext. 12"),
    (3, "ana@a.example", "Copied the e-mail address ana@a.example"),
    (5, "786", "Copied the mobile number 786"),
  ])
  func `each field can be copied`(steps: Int, text: String, words: String) {
    var browser = browser()
    browser.findCached(told(ana, bea))
    for _ in 0..<steps { browser.give(.moveDown) }
    browser.give(.copyField)
    #expect(browser.copied == text)
    #expect(browser.state.notice == Notice(.info, words))
    #expect(panel(browser) != nil)
  }

  @Test func `the cursor stays among the fields`() {
    var browser = browser()
    browser.give(.copyField, .moveDown)
    #expect(browser.copied == nil)
    browser.findCached(told(ana, bea))
    browser.give(.moveToBottom, .moveDown)
    #expect(panel(browser)?.cursor.selected == 5)
    browser.give(.moveUp)
    browser.give(.copyField)
    #expect(browser.state.notice == Notice(.warning, "This contact has no name"))
    browser.give(.refresh)
    browser.answer(told(bea))
    #expect(panel(browser)?.cursor.selected == 1)
  }

  @Test func `a text that is higher than the panel can be read to its end`() {
    var browser = browser()
    browser.findCached(told(bea))
    browser.send(.viewportChanged(Viewport(contacts: FieldLayout(lines: [0..<1, 1..<9], height: 3))))
    for top in [1, 2, 3] {
      browser.give(.moveDown)
      #expect(panel(browser)?.cursor.top == top)
    }
    browser.send(.wheelTurned(lines: 1))
    #expect(panel(browser)?.cursor.top == 6)
    browser.give(.moveToTop)
    #expect(panel(browser)?.cursor == FieldCursor())
  }

  @Test func `without a customer there is nobody to ask for`() {
    var browser = BrowserDriver.showing([])
    browser.give(.contacts)
    #expect(browser.state.popup == nil)
    #expect(browser.state.notice?.kind == .warning)
  }
}
