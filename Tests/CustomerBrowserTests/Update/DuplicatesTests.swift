import BrowserTesting
import Customers
import Testing
import Wording

@testable import CustomerBrowser

/// The view of who seems to be there twice.
@Suite struct DuplicatesTests {
  private static let customers = [
    Customer(id: 1, name: "Bella Rosa", code: "A1", isActive: true),
    Customer(id: 2, name: "Iris", isActive: true),
    Customer(id: 3, name: "BELLA ROSA LLC", code: "A2", isActive: true),
    Customer(id: 4, name: "Lily Garden", isActive: true),
    Customer(id: 5, name: "Lily Gardne", isActive: true),
  ]

  private func browser(_ commands: BrowserCommand...) -> BrowserDriver {
    var browser = BrowserDriver.showing(Self.customers)
    browser.give(.accept)
    for command in commands { browser.give(command) }
    return browser
  }

  private func panel(_ browser: BrowserDriver) throws -> DuplicatesPanel {
    guard case .duplicates(let panel) = browser.state.popup else {
      return try #require(nil as DuplicatesPanel?)
    }
    return panel
  }

  private func chosenID(_ browser: BrowserDriver) throws -> UInt64? {
    let panel = try panel(browser)
    return panel.chosen.flatMap { place in panel.list.map { $0.table.ids[Int($0.rows[place])] } }
  }

  private func isStopped(_ browser: BrowserDriver) -> Bool {
    browser.effects.contains { if case .stopDuplicates = $0 { true } else { false } }
  }

  @Test func `groups stand below why they are one, and the cursor goes from customer to customer`() throws {
    var browser = browser(.duplicates)
    let list = try #require(try panel(browser).list)
    #expect(list.groupCount == 2)
    #expect(list.line(at: 0) == .title(group: 0))
    #expect(list.reasons(ofGroup: 0).words == "same name")
    #expect(list.reasons(ofGroup: 1).words == "similar name")
    #expect(list.differences(ofPlace: 1) == [.name, .code])
    var ids = [try chosenID(browser)]
    for _ in 0..<4 {
      browser.give(.moveDown)
      ids.append(try chosenID(browser))
    }
    #expect(ids == [1, 3, 4, 5, 5])
    browser.give(.moveToTop)
    #expect(try chosenID(browser) == 1)
  }

  @Test func `Enter goes to the customer, whatever hides it`() throws {
    let browser = browser(.duplicates, .moveDown, .accept)
    #expect(browser.state.popup == nil)
    #expect(browser.currentID == 3)
  }

  @Test func `the view holds the groups of whom the filter finds`() throws {
    var browser = browser()
    browser.give(.focusFilter)
    browser.type("lily")
    browser.give(.duplicates)
    #expect(try panel(browser).list?.groupCount == 1)
  }

  @Test func `who was said to be another customer stays so, and the same key takes it back`() throws {
    var browser = browser(.duplicates, .moveDown, .notSame)
    let pair = try #require(CustomerPair(1, 3))
    #expect(browser.kept.apart == [pair])
    let list = try #require(try panel(browser).list)
    #expect(browser.state.isApart(1, of: list))
    browser.give(.back, .duplicates)
    #expect(try panel(browser).list?.groupCount == 1)
    browser.give(.notSame)
    #expect(browser.kept.apart.count == 2)
    browser.give(.notSame)
    #expect(browser.kept.apart == [pair])
  }

  @Test func `the filter finds duplicates, and forgets whom the person set apart`() throws {
    var browser = browser()
    browser.give(.focusFilter)
    browser.type("is:duplicate")
    #expect(browser.shownIDs == [1, 3, 4, 5])
    browser.give(.accept, .duplicates, .notSame, .back)
    #expect(browser.shownIDs == [4, 5])
  }

  @Test func `the export has the groups, whoever is marked`() throws {
    var browser = browser(.moveDown, .toggleMark, .duplicates, .export)
    guard case .export(let dialog) = browser.state.popup else { return #expect(Bool(false), "no dialog") }
    #expect(dialog.rowCount == 4)
    #expect(dialog.path.text == "duplicates-2026-11-21.csv")
    browser.give(.accept)
    let text = try #require(browser.lastExport?.text)
    #expect(text.contains("Group,Why,Differs,Name,Code"))
    #expect(text.contains("2,similar name,name,Lily Gardne"))
  }

  @Test func `while they are looked for the screen says how far that is, and Esc stops it`() throws {
    var browser = browser()
    browser.holdsDuplicates = true
    browser.give(.duplicates)
    browser.send(.duplicatesProgressed(0.4))
    #expect(browser.state.duplicateProgress == 0.4)
    browser.give(.back)
    #expect(browser.state.popup == nil)
    #expect(browser.state.duplicateProgress == nil)
    #expect(isStopped(browser))
    // What was under way says no more.
    browser.send(.duplicatesProgressed(0.5))
    browser.answerDuplicates()
    #expect(browser.state.duplicateProgress == nil)
    #expect(browser.state.popup == nil)
  }

  @Test func `a filter that no longer asks for duplicates stops the search for them`() throws {
    var browser = browser()
    browser.holdsSearches = true
    browser.give(.focusFilter)
    browser.type("is:duplicate")
    browser.send(.duplicatesProgressed(0.4))
    browser.type(" lily")
    #expect(!isStopped(browser))
    #expect(browser.state.duplicateProgress == 0.4)
    browser.give(.back)
    #expect(isStopped(browser))
    #expect(browser.state.duplicateProgress == nil)
  }

  @Test func `where nothing can be kept, nobody is set apart, and it is said why`() throws {
    var browser = browser()
    browser.send(.notesFailed(UserFacingError(.file, what: "The notes could not be read.", advice: "")))
    browser.give(.duplicates, .notSame)
    #expect(browser.state.notice?.text.contains("could not be read") == true)
    #expect(browser.kept.apart.isEmpty)
  }
}
