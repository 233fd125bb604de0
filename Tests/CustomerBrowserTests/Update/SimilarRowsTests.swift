import BrowserTesting
import CustomerBrowser
import Customers
import Testing

/// What is done with rows that are only similar to what was asked.
@Suite struct SimilarRowsTests {
  private static let customers = (1...60).map { id in
    Customer(id: UInt64(id), name: "Customer \(id)", code: "C\(id)")
  }

  /// A browser in whose list `matches` stand, and below them `similar`.
  private func browser(matches: [UInt64], similar: [UInt64]) -> BrowserDriver {
    var browser = BrowserDriver.showing(Self.customers)
    browser.holdsSearches = true
    browser.type("mejai")
    browser.answerSearch(matches: matches, similar: similar)
    browser.give(.accept)
    return browser
  }

  private func export(_ browser: BrowserDriver) -> ExportDialog? {
    if case .export(let dialog) = browser.state.popup { dialog } else { nil }
  }

  @Test func `the cursor goes from the last match to the first similar row and back`() {
    var browser = browser(matches: [1, 2], similar: [3, 4])
    browser.give(.moveDown, .moveDown)
    #expect(browser.currentID == 3)
    browser.give(.moveUp)
    #expect(browser.currentID == 2)
    browser.give(.moveToBottom, .moveDown)
    #expect(browser.currentID == 4)
    browser.give(.moveToTop)
    #expect(browser.currentID == 1)
  }

  @Test func `pages, half pages and the wheel count rows`() {
    var browser = browser(matches: [1, 2], similar: Array(3...40))
    browser.give(.pageDown)
    #expect(browser.currentID == 10)
    browser.give(.halfPageUp)
    #expect(browser.currentID == 6)
    browser.send(.wheelTurned(lines: -1))
    #expect(browser.currentID == 3)
    browser.send(.wheelTurned(lines: -1))
    #expect(browser.currentID == 1)
  }

  @Test func `a click on the line between does nothing`() {
    var browser = browser(matches: [1, 2], similar: [3, 4])
    for isDouble in [false, true] {
      browser.send(.rowClicked(line: 2, isDouble: isDouble))
      #expect(browser.currentID == 1)
      #expect(browser.state.focus == .list)
    }
    browser.send(.rowClicked(line: 3, isDouble: false))
    #expect(browser.currentID == 3)
    browser.send(.rowClicked(line: 5, isDouble: false))
    #expect(browser.currentID == 3)
  }

  @Test func `the first similar customer is the current one where nobody matches`() {
    let browser = browser(matches: [], similar: [7, 8])
    #expect(browser.currentID == 7)
    #expect(browser.state.cursor.top == 0)
  }

  @Test func `the chosen customer stays current when more rows come, above the line or below`() {
    var browser = browser(matches: [1], similar: [2, 3])
    browser.give(.moveDown)
    browser.give(.cycleStatus)
    browser.answerSearch(matches: [5, 6, 2], similar: [3])
    #expect(browser.currentID == 2)
    browser.give(.cycleStatus)
    browser.answerSearch(matches: [], similar: [3, 4, 2])
    #expect(browser.currentID == 2)
  }

  @Test func `all shown are the matches`() {
    var browser = browser(matches: [1, 2], similar: [3, 4])
    browser.give(.markAll)
    #expect(browser.markedIDs == [1, 2])
    #expect(browser.state.notice == nil)
    browser.give(.invertMarks)
    #expect(browser.markedIDs.isEmpty)
    browser.give(.export)
    #expect(export(browser)?.rowCount == 2)
    #expect(export(browser)?.subject == .shown)
  }

  @Test func `where nobody matches they are the similar ones, and that is said`() throws {
    var browser = browser(matches: [], similar: [3, 4])
    browser.give(.export)
    #expect(export(browser)?.rowCount == 2)
    #expect(export(browser)?.subject == .similar)
    browser.give(.accept)
    #expect(try #require(browser.lastExport).text.split(separator: "\r\n").count == 3)
    browser.send(.exportFinished(path: "x.csv", rowCount: 2, generation: browser.exportGeneration))
    browser.give(.markAll)
    #expect(browser.markedIDs == [3, 4])
    #expect(browser.state.notice?.text == "2 similar customers marked; none matches")
    browser.give(.invertMarks)
    #expect(browser.markedIDs.isEmpty)
    #expect(browser.state.notice?.text == "The marks of 2 similar customers inverted; none matches")
  }

  @Test func `a range goes across the line, as do single marks`() {
    var browser = browser(matches: [1, 2, 3], similar: [4, 5, 6])
    browser.give(.moveDown, .toggleMark, .moveDown, .moveDown, .markRange)
    #expect(browser.markedIDs == [2, 3, 4, 5])
    browser.give(.export)
    #expect(export(browser)?.rowCount == 4)
    #expect(export(browser)?.subject == .marked)
  }

  @Test func `marked similar customers are not hidden ones`() {
    var browser = browser(matches: [1], similar: [2, 3])
    browser.give(.moveToBottom, .toggleMark)
    #expect(browser.state.hiddenMarkCount == 0)
    browser.give(.cycleStatus)
    browser.answerSearch(matches: [1], similar: [3])
    #expect(browser.state.hiddenMarkCount == 0)
    browser.give(.cycleStatus)
    browser.answerSearch(matches: [1], similar: [2])
    #expect(browser.state.hiddenMarkCount == 1)
  }

  @Test func `copying and details work as on any row`() {
    var browser = browser(matches: [1], similar: [2])
    browser.give(.moveDown, .copyCode)
    #expect(browser.copied == "C2")
    browser.give(.accept)
    #expect(browser.state.focus == .detail)
    #expect(browser.state.detailFields.first?.value == "Customer 2")
  }

  @Test func `a whole answer holds no key up`() {
    let browser = browser(matches: [1], similar: [2, 3])
    for command in [BrowserCommand.moveToBottom, .markAll, .export, .markRange, .moveDown] {
      #expect(!browser.state.mustWait(for: .commandGiven(command)))
    }
  }
}
