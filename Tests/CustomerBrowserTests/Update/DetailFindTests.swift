import BrowserTesting
import CustomerBrowser
import Customers
import Testing

@Suite struct DetailFindTests {
  private func browser(finding text: String) -> BrowserDriver {
    var browser = BrowserDriver.showing([
      Customer(id: 1, name: "Mejía Flowers", code: "B7", salesperson: "Julian Mejía", salespersonID: 5)
    ])
    browser.give(.accept, .searchDetails)
    browser.type(text)
    return browser
  }

  private func label(_ browser: BrowserDriver) -> String {
    browser.state.detailFields[browser.state.detail.cursor.selected].label
  }

  @Test func `what is typed is found in values and labels, and shown at once`() {
    var browser = browser(finding: "sales")
    #expect(browser.state.focus == .detail)
    #expect(browser.state.isTypingFind)
    #expect(label(browser) == "Salesperson")
    #expect(browser.state.foundFields.count == 2)
    browser.give(.deleteToStart)
    browser.type("mejia")
    #expect(label(browser) == "Name")
    #expect(browser.state.filter.isEmpty)
  }

  @Test func `n and N step through the matches, and around at the ends`() {
    var browser = browser(finding: "mejia")
    browser.give(.accept)
    #expect(!browser.state.isTypingFind)
    browser.give(.findNext)
    #expect(label(browser) == "Salesperson")
    browser.give(.findNext)
    #expect(label(browser) == "Name")
    browser.give(.findPrevious)
    #expect(label(browser) == "Salesperson")
  }

  @Test func `while typing, the arrows step`() {
    var browser = browser(finding: "mejia")
    browser.give(.moveDown)
    #expect(label(browser) == "Salesperson")
    browser.give(.moveUp)
    #expect(label(browser) == "Name")
    #expect(browser.state.isTypingFind)
  }

  @Test func `Esc closes the line, then the details`() {
    var browser = browser(finding: "mejia")
    browser.give(.back)
    #expect(browser.state.detail.find == nil)
    #expect(browser.state.focus == .detail)
    browser.give(.searchDetails)
    browser.type("b7")
    browser.give(.accept, .back)
    #expect(browser.state.detail.find == nil)
    #expect(label(browser) == "Code")
    browser.give(.back)
    #expect(browser.state.focus == .list)
  }

  @Test func `leaving the details ends the search`() {
    var browser = browser(finding: "mejia")
    browser.give(.accept, .focusNext)
    #expect(browser.state.detail.find == nil)
  }

  @Test func `an empty line closes, and n without one opens it`() {
    var browser = browser(finding: "")
    browser.give(.accept)
    #expect(browser.state.detail.find == nil)
    browser.give(.findNext)
    #expect(browser.state.isTypingFind)
  }

  @Test func `what is nowhere is said, and the cursor stays`() {
    var browser = browser(finding: "zz")
    #expect(browser.state.foundFields.isEmpty)
    #expect(label(browser) == "Name")
    browser.give(.accept, .findNext)
    #expect(browser.state.notice?.text == "Nothing in the details matches zz")
  }

  @Test func `pasted text goes into the line`() {
    var browser = browser(finding: "")
    browser.send(.textPasted("julian\nmejia"))
    #expect(browser.state.detail.find?.line.text == "julian mejia")
    #expect(label(browser) == "Salesperson")
  }

  @Test func `from the filter it leads into the details`() {
    var browser = BrowserDriver.showing([Customer(id: 1, name: "A")], hasDetailPane: false)
    browser.give(.searchDetails)
    #expect(browser.state.showsDetailAlone)
    #expect(browser.state.isTypingFind)
  }
}
