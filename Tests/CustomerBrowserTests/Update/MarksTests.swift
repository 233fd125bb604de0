import BrowserTesting
import CustomerBrowser
import Customers
import Testing

@Suite struct MarksTests {
  private let customers = (1...5).map { Customer(id: $0, name: "Customer \($0)") }

  @Test func `marking moves down`() {
    var browser = BrowserDriver.showing(customers)
    browser.give(.toggleMark, .toggleMark)
    #expect(browser.markedIDs == [1, 2])
    #expect(browser.currentID == 3)
  }

  @Test func `marks stay with their customers through a refresh`() {
    var browser = BrowserDriver.showing(customers)
    browser.give(.toggleMark, .toggleMark)
    browser.load([Customer(id: 0, name: "New")] + customers.dropFirst())
    #expect(browser.markedIDs == [2])
    browser.load(customers)
    #expect(browser.markedIDs == [1, 2])
  }

  @Test func `range, all, invert, clear and bring back`() {
    var browser = BrowserDriver.showing(customers)
    browser.give(.toggleMark, .moveDown, .markRange)
    #expect(browser.markedIDs == [1, 2, 3])
    browser.give(.invertMarks)
    #expect(browser.markedIDs == [4, 5])
    browser.give(.clearMarks)
    #expect(browser.state.marks.isEmpty)
    browser.give(.restoreMarks)
    #expect(browser.markedIDs == [4, 5])
    browser.give(.markAll)
    #expect(browser.markedIDs == [1, 2, 3, 4, 5])
  }

  @Test func `marks that the filter or the view hides are counted, whatever happens to them`() {
    var browser = BrowserDriver.showing(customers, mine: [1, 2])
    browser.give(.markAll)
    #expect(browser.state.hiddenMarkCount == 0)
    browser.type("3")
    #expect(browser.state.hiddenMarkCount == 4)
    browser.give(.toggleMark)
    #expect(browser.state.marks.count == 4)
    #expect(browser.state.hiddenMarkCount == 4)
    browser.give(.clearMarks)
    #expect(browser.state.hiddenMarkCount == 0)
    browser.type("x")
    browser.give(.restoreMarks)
    #expect(browser.state.hiddenMarkCount == 4)
    browser.give(.deleteToStart, .toggleScope)
    #expect(browser.shownIDs == [1, 2])
    #expect(browser.state.hiddenMarkCount == 2)
  }

  @Test func `only the marked are shown when asked`() {
    var browser = BrowserDriver.showing(customers)
    browser.give(.toggleMark, .moveDown, .toggleMark, .toggleOnlyMarked)
    #expect(browser.shownIDs == [1, 3])
    browser.give(.moveToTop, .toggleMark)
    #expect(browser.shownIDs == [3])
  }
}
