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

  @Test func `while many marks are moved to new customers, rows of those before don't come`() {
    let customers = (1...20_000 as ClosedRange<UInt64>).map { Customer(id: $0, name: "Name \($0)") }
    var browser = BrowserDriver.showing(customers)
    browser.give(.accept, .markAll)
    (browser.holdsSearches, browser.holdsOthers) = (true, true)
    browser.give(.cycleStatus)
    browser.load(Array(customers.prefix(5)))
    browser.answerSearches()
    #expect(browser.shownIDs.count == 20_000)
    (browser.holdsSearches, browser.holdsOthers) = (false, false)
    browser.answerOthers()
    #expect(browser.shownIDs == Array(1...5))
    #expect(browser.markedIDs == Array(1...5))
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
    browser.give(.markRange, .moveDown, .moveDown, .markRange)
    #expect(browser.markedIDs == [1, 2, 3])
    browser.give(.invertMarks)
    #expect(browser.markedIDs == [4, 5])
    browser.give(.clearMarks)
    #expect(browser.state.marks.isEmpty)
    browser.give(.undoMarks)
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
    browser.give(.undoMarks)
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

  @Test func `u undoes whatever changed the marks, step by step, and Z makes it again`() {
    var browser = BrowserDriver.showing(customers)
    browser.give(.toggleMark, .toggleMark, .toggleMark, .markAll, .invertMarks)
    #expect(browser.markedIDs == [])
    let before: [[UInt64]] = [[1, 2, 3, 4, 5], [1, 2, 3], [1, 2], [1], []]
    for marked in before {
      browser.give(.undoMarks)
      #expect(browser.markedIDs == marked)
    }
    browser.give(.undoMarks)
    #expect(browser.state.notice?.text == "No change of the marks is left to undo")
    for marked in before.reversed().dropFirst() {
      browser.give(.redoMarks)
      #expect(browser.markedIDs == marked)
    }
    browser.give(.redoMarks)
    #expect(browser.markedIDs == [])
    browser.give(.undoMarks, .undoMarks, .toggleMark)
    let now = browser.markedIDs
    browser.give(.redoMarks)
    #expect(browser.markedIDs == now)
  }

  @Test func `marks that ~ took away in the view of only the marked come back`() {
    var browser = BrowserDriver.showing(customers)
    browser.give(.toggleMark, .toggleMark, .toggleMark, .toggleOnlyMarked, .invertMarks)
    #expect(browser.markedIDs == [])
    browser.give(.undoMarks)
    #expect(browser.markedIDs == [1, 2, 3])
    #expect(browser.shownIDs == [1, 2, 3])
  }

  @Test func `changes of marks are undone by customer, through a refresh`() {
    var browser = BrowserDriver.showing(customers)
    browser.give(.toggleMark, .toggleMark, .markAll)
    browser.load([Customer(id: 0, name: "New")] + customers.dropFirst())
    browser.give(.undoMarks)
    #expect(browser.markedIDs == [2])
    browser.load(customers)
    #expect(browser.markedIDs == [1, 2])
    browser.give(.undoMarks)
    #expect(browser.markedIDs == [1])
  }

  @Test func `changes of thousands of marks are undone through refreshes, too`() {
    let many = (1...5_000).map { Customer(id: $0, name: "Customer \($0)") }
    var browser = BrowserDriver.showing(many)
    browser.give(.toggleMark, .markAll, .invertMarks)
    browser.load(many.filter { $0.id % 2 == 0 })
    browser.give(.undoMarks)
    #expect(browser.state.marks.count == 2_500)
    browser.load(many)
    #expect(browser.state.marks.count == 5_000)
    browser.give(.undoMarks)
    #expect(browser.markedIDs.count == 1)
  }

  @Test func `changes of thousands of marks that were undone are made again after a refresh`() {
    let many = (1...5_000).map { Customer(id: $0, name: "Customer \($0)") }
    var browser = BrowserDriver.showing(many)
    browser.give(.markAll, .undoMarks)
    browser.load([Customer(id: 0, name: "New")] + many.dropFirst())
    browser.give(.redoMarks)
    #expect(browser.markedIDs == Array(2...5_000))
    browser.load(many)
    #expect(browser.markedIDs == Array(1...5_000))
  }

  @Test func `V begins a range at the cursor, shows it while it grows, and ends it`() {
    var browser = BrowserDriver.showing(customers)
    browser.give(.accept, .moveDown, .markRange)
    #expect(browser.state.marks.isEmpty)
    #expect(browser.state.markedRange == 1...1)
    browser.give(.moveDown, .moveDown)
    #expect(browser.state.markedRange == 1...3)
    browser.give(.markRange)
    #expect(browser.markedIDs == [2, 3, 4])
    #expect(browser.state.markedRange == nil)
    browser.give(.moveToBottom, .markRange, .markRange)
    #expect(browser.markedIDs == [2, 3, 4, 5])
  }

  @Test func `a range begins nowhere but where V was pressed`() {
    var cleared = BrowserDriver.showing(customers)
    cleared.give(.accept, .toggleMark, .clearMarks, .moveDown, .moveDown, .markRange, .markRange)
    #expect(cleared.markedIDs == [4])
    var unmarked = BrowserDriver.showing(customers)
    unmarked.give(.accept, .toggleMark, .moveUp, .toggleMark, .moveToBottom, .markRange, .markRange)
    #expect(unmarked.markedIDs == [5])
  }

  @Test func `a range is over after Esc, after other marks, and when its start is gone`() {
    var browser = BrowserDriver.showing(customers)
    browser.type("customer")
    browser.give(.accept, .markRange, .back)
    #expect(browser.state.markedRange == nil)
    #expect(browser.state.filter.text == "customer")
    browser.give(.markRange, .invertMarks)
    #expect(browser.state.markedRange == nil)
    browser.give(.clearMarks, .markRange)
    browser.type("x")
    browser.send(.textPasted("4"))
    #expect(browser.state.markedRange == nil)
    browser.give(.deleteBackward, .accept, .markRange, .moveDown)
    browser.load(Array(customers.dropFirst()))
    #expect(browser.state.markedRange == nil)
  }

  @Test func `a range stands through single marks and a refresh`() {
    var browser = BrowserDriver.showing(customers)
    browser.give(.accept, .moveDown, .markRange, .toggleMark)
    browser.load([Customer(id: 0, name: "Customer 0")] + customers)
    #expect(browser.state.markedRange == 2...3)
    browser.give(.markRange)
    #expect(browser.markedIDs == [2, 3])
  }

  @Test func `marks of an earlier session are told when all customers are here, with what to do`() {
    var recollection = RestoredSession()
    recollection.marks = [2, 4, 99]
    var browser = BrowserDriver(recalling: recollection)
    browser.begin(with: Array(customers.prefix(2)), of: 5)
    browser.load(customers)
    #expect(browser.markedIDs == [2, 4])
    #expect(browser.state.notice?.text == "2 marked earlier")
    #expect(browser.state.notice?.followUps.map(\.command) == [.toggleOnlyMarked, .clearMarks])
    browser.give(.accept, .toggleOnlyMarked)
    #expect(browser.shownIDs == [2, 4])
    browser.load(customers + [Customer(id: 99, name: "Late")])
    #expect(browser.markedIDs == [2, 4, 99])
    browser.give(.clearMarks, .undoMarks)
    #expect(browser.markedIDs == [2, 4, 99])
  }

  @Test func `nothing is said of earlier marks that are nobody's here`() {
    var recollection = RestoredSession()
    recollection.marks = [77]
    var browser = BrowserDriver(recalling: recollection)
    browser.load(customers)
    #expect(browser.state.notice == nil)
    let kept = browser.effects.contains { if case .keepMarks = $0 { true } else { false } }
    #expect(!kept)
  }
}
