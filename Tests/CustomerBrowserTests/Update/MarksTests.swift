import BrowserTesting
import CustomerBrowser
import Customers
import Testing

@Suite struct MarksTests {
  @Test func `many marks are moved to new customers beside the screen, and what is marked meanwhile counts`()
  {
    let customers = (1...20_000 as ClosedRange<UInt64>).map { Customer(id: $0, name: "Name \($0)") }
    var browser = BrowserDriver.showing(customers)
    browser.give(.accept, .markAll)
    browser.holdsSearches = true
    browser.load(Array(customers.dropFirst(5)))
    #expect(browser.effects.contains { if case .moveMarks = $0 { true } else { false } })
    browser.give(.moveToBottom, .toggleMark)
    let unmarked = browser.currentID
    browser.answerSearches()
    #expect(browser.state.marks.count == 19_994)
    #expect(browser.markedIDs.contains { $0 == unmarked } == false)
  }

  @Test func `a million marks survive a refresh that adds, removes and returns customers`() {
    func table(_ ids: some Sequence<UInt64>) -> CustomerTable {
      var builder = CustomerTableBuilder()
      for id in ids { builder.append(Customer(id: id, name: "")) }
      return builder.finish().table
    }
    let all = table(1...1_000_000)
    var marks = Marks(rowCount: all.count)
    marks.insert(0..<UInt32(all.count))
    let some = table((5...1_000_010).filter { $0 % 1_000 != 0 })
    let moved = marks.moved(from: all, to: some)
    #expect(moved.count == 1_000_000 - 4 - 1_000)
    #expect(!moved.contains(some.count - 1))
    #expect(moved.moved(from: some, to: all) == marks)
    #expect(marks.moved(from: all, to: all) == marks)
    let none = marks.moved(from: all, to: nil)
    #expect(none.count == 0 && !none.isEmpty)
    #expect(none.moved(from: nil, to: all) == marks)
  }

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

  @Test func `who marks while rows are on their way asks for them again, so that hidden marks are known`() {
    var state = BrowserDriver.showing(customers).state
    let first = state.update(.textTyped("3"))
    let second = state.update(.commandGiven(.markAll))
    guard case .search(let early, _, _)? = first.first(where: isSearch),
      case .search(let late, let snapshot, let generation)? = second.first(where: isSearch)
    else {
      Issue.record("no second search")
      return
    }
    #expect(early.marked.isEmpty)
    var searcher = CustomerSearcher(snapshot)
    guard let result = searcher.search(late, isCancelled: { false }) else { return }
    _ = state.update(.searchFinished(result, generation: generation))
    #expect(state.hiddenMarkCount == 4)
  }

  private func isSearch(_ effect: BrowserEffect) -> Bool {
    if case .search = effect { true } else { false }
  }

  @Test func `only the marked are shown when asked`() {
    var browser = BrowserDriver.showing(customers)
    browser.give(.toggleMark, .moveDown, .toggleMark, .toggleOnlyMarked)
    #expect(browser.shownIDs == [1, 3])
    browser.give(.moveToTop, .toggleMark)
    #expect(browser.shownIDs == [3])
  }
}
