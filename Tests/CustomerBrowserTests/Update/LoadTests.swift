import BrowserTesting
import CustomerBrowser
import Customers
import Testing
import Wording

@Suite struct LoadTests {
  private let failure = UserFacingError(.notReached, what: "No answer.", advice: "Try again.")

  @Test func `without a cache the start asks the server and tells how far it is`() {
    var browser = BrowserDriver()
    guard case .loadCachedCustomers = browser.effects.first,
      case .syncCustomers(false, false, true, _) = browser.effects.last
    else {
      Issue.record("unexpected effects \(browser.effects)")
      return
    }
    browser.progress(FetchProgress(receivedBytes: 30))
    #expect(browser.state.load == .running(FetchProgress(receivedBytes: 30)))
  }

  @Test func `the requests of today are told, also those of a sync that failed`() {
    var browser = BrowserDriver.showing([])
    #expect(browser.state.requestsToday == 3)
    browser.give(.refresh)
    browser.fail(UserFacingError(.notReached, what: "No answer.", advice: "Try again.", requestsToday: 6))
    #expect(browser.state.requestsToday == 6)
  }

  @Test func `old customers are refreshed by themselves, and a failure then opens no panel`() {
    var browser = BrowserDriver.showing([Customer(id: 1, name: "A")])
    browser.send(.clockTicked(BrowserDriver.now.addingTimeInterval(14 * 60)))
    #expect(!browser.state.load.isRunning)
    browser.send(.clockTicked(BrowserDriver.now.addingTimeInterval(15 * 60)))
    #expect(browser.state.load.isRunning)
    browser.fail(failure)
    #expect(browser.state.popup == nil)
    #expect(browser.state.load == .failed(failure))
    browser.send(.clockTicked(BrowserDriver.now.addingTimeInterval(16 * 60)))
    #expect(browser.state.load == .failed(failure))
  }

  @Test func `customers dated in the future are old, and the server is asked once`() {
    let table = CustomerTableBuilder().finish().table
    let ahead = BrowserDriver.now.addingTimeInterval(365 * 86_400)
    var browser = BrowserDriver()
    browser.give(.back)
    browser.send(
      .cachedCustomersLoaded(CustomerSnapshot(table), FetchedCustomers(table: table, syncedAt: ahead)))
    for (minutes, isRunning) in [(16, true), (17, false), (32, true)] {
      browser.send(.clockTicked(BrowserDriver.now.addingTimeInterval(Double(minutes) * 60)))
      #expect(browser.state.load.isRunning == isRunning, "\(minutes)")
      browser.fail(failure)
    }
  }

  private static let loss = UserFacingError(
    .suddenLoss, what: "Not refreshed.", why: "50 of 100.", advice: "Say so.")

  private func syncs(_ browser: BrowserDriver) -> [[Bool]] {
    browser.effects.compactMap { effect in
      guard case .syncCustomers(let full, let acceptsLosses, _, _) = effect else { return nil }
      return [full, acceptsLosses]
    }
  }

  @Test(arguments: [BrowserCommand.refresh, .fullSync])
  func `a sudden loss is asked about, and accepted asks for the same once more`(command: BrowserCommand) {
    var browser = BrowserDriver.showing([Customer(id: 1, name: "A")])
    browser.give(command)
    browser.fail(Self.loss)
    #expect(browser.state.popup == .failure(Self.loss))
    browser.give(.acceptLosses)
    #expect(browser.state.popup == nil)
    #expect(syncs(browser).suffix(2) == [[command == .fullSync, false], [command == .fullSync, true]])
  }

  @Test func `a sudden loss is asked about once, also when nobody asked for the refresh, and Esc keeps all`()
  {
    var browser = BrowserDriver.showing([Customer(id: 1, name: "A")])
    browser.send(.clockTicked(BrowserDriver.now.addingTimeInterval(15 * 60)))
    browser.fail(Self.loss)
    #expect(browser.state.popup == .failure(Self.loss))
    // What is typed meanwhile accepts nothing.
    browser.type("bella")
    browser.give(.back)
    #expect(browser.state.popup == nil)
    #expect(browser.shownIDs == [1])
    browser.send(.clockTicked(BrowserDriver.now.addingTimeInterval(31 * 60)))
    browser.fail(Self.loss)
    #expect(browser.state.popup == nil)
    #expect(browser.state.load == .failed(Self.loss))
    #expect(!syncs(browser).contains { $0[1] })
  }

  @Test func `what was kept with Esc can be let go later, once that is asked about again`() {
    var browser = BrowserDriver.showing([Customer(id: 1, name: "A")])
    browser.give(.fullSync)
    browser.fail(Self.loss)
    browser.give(.back)
    #expect(browser.state.notice?.followUps.map(\.command) == [.acceptLosses])
    browser.give(.acceptLosses)
    #expect(browser.state.popup == .failure(Self.loss))
    #expect(syncs(browser).count { $0[1] } == 0)
    browser.give(.acceptLosses)
    #expect(syncs(browser).last == [true, true])
    browser.load([])
    browser.give(.acceptLosses)
    #expect(browser.state.popup == nil)
    #expect(browser.state.notice?.text == "No customers are missing from the server's list")
  }

  @Test func `any other failure can't be accepted away`() {
    var browser = BrowserDriver.showing([Customer(id: 1, name: "A")])
    browser.give(.refresh)
    browser.fail(failure)
    browser.give(.acceptLosses)
    #expect(!syncs(browser).contains { $0[1] })
  }

  @Test func `offline the server is never asked`() {
    var browser = BrowserDriver.showing(
      [Customer(id: 1, name: "A")], settings: BrowserSettings(\.isOffline, true))
    browser.give(.refresh)
    browser.send(.clockTicked(BrowserDriver.now.addingTimeInterval(3600)))
    #expect(!browser.effects.contains { if case .syncCustomers = $0 { true } else { false } })
    #expect(browser.state.notice?.kind == .warning)
  }

  @Test func `what a sync changed is new until the next one`() {
    var browser = BrowserDriver.showing([Customer(id: 1, name: "A"), Customer(id: 2, name: "B")])
    browser.load([Customer(id: 1, name: "A"), Customer(id: 2, name: "C")], changed: [2])
    #expect(browser.state.changed.contains(1))
    browser.type("is:new")
    #expect(browser.shownIDs == [2])
  }

  @Test func `a failure keeps the old rows and says what to do`() {
    var browser = BrowserDriver.showing([Customer(id: 1, name: "A")])
    browser.give(.refresh)
    browser.fail(failure)
    #expect(browser.state.popup == .failure(failure))
    #expect(browser.shownIDs == [1])
    browser.give(.refresh)
    #expect(browser.state.load.isRunning)
    browser.load([Customer(id: 1, name: "A"), Customer(id: 2, name: "B")])
    #expect(browser.state.popup == nil)
    #expect(browser.shownIDs == [1, 2])
  }

  @Test func `Esc cancels a fetch, and what still comes of it is dropped`() {
    var browser = BrowserDriver()
    browser.give(.back)
    #expect(browser.state.load == .idle)
    browser.load([Customer(id: 1, name: "A")])
    #expect(browser.state.snapshot == nil)
  }

  @Test func `what was left out is said`() {
    var browser = BrowserDriver()
    browser.load([], remarks: ["2 records were skipped."])
    #expect(browser.state.notice == Notice(.warning, "2 records were skipped."))
  }

  @Test func `customers show as soon as they are here, before they are kept`() {
    var browser = BrowserDriver()
    browser.arrive([Customer(id: 1, name: "A"), Customer(id: 2, name: "B")])
    #expect(browser.shownIDs == [1, 2])
    #expect(browser.state.load.isRunning)
    browser.give(.moveDown, .toggleMark)
    browser.load([Customer(id: 1, name: "A"), Customer(id: 2, name: "B")], haveArrived: true)
    #expect(!browser.state.load.isRunning)
    #expect(browser.markedIDs == [2])
  }

  @Test func `new customers come together with their rows, and marks stay with whom they were given`() {
    var browser = BrowserDriver.showing([1, 2, 3].map { Customer(id: $0, name: "Name \($0)") })
    browser.holdsSearches = true
    browser.load([Customer(id: 0, name: "Name 0"), Customer(id: 3, name: "Name 3")])
    #expect(browser.shownIDs == [1, 2, 3])
    browser.give(.accept, .moveToBottom, .toggleMark)
    #expect(browser.markedIDs == [3])
    browser.answerSearches()
    #expect(browser.shownIDs == [0, 3])
    #expect(browser.markedIDs == [3])
    #expect(browser.currentID == 3)
  }

  @Test func `the first customers are shown before all are loaded`() {
    var browser = BrowserDriver()
    browser.begin(with: [Customer(id: 5, name: "A"), Customer(id: 7, name: "B")], of: 9)
    #expect(browser.shownIDs == [5, 7])
    #expect(browser.state.hasFirstCustomersOnly)
    #expect(browser.state.result?.count == 9)
    browser.give(.accept, .moveDown, .toggleMark)
    for command in [BrowserCommand.markAll, .invertMarks, .export, .facets] {
      browser.give(command)
      #expect(browser.state.notice?.text.contains("still being loaded") == true)
      #expect(browser.state.popup == nil)
    }
    browser.load((1...9).map { Customer(id: $0, name: "Name \($0)") })
    #expect(!browser.state.hasFirstCustomersOnly)
    #expect(browser.shownIDs == Array(1...9))
    #expect(browser.markedIDs == [7])
    #expect(browser.currentID == 7)
  }

  @Test func `what is typed meanwhile is looked for among all`() {
    var browser = BrowserDriver()
    browser.begin(with: [Customer(id: 5, name: "A")], of: 9)
    #expect(!browser.state.mustWait(for: .commandGiven(.toggleMark)))
    browser.type("8")
    #expect(browser.shownIDs == [5])
    #expect(browser.state.mustWait(for: .commandGiven(.toggleMark)))
    #expect(browser.state.mustWait(for: .commandGiven(.export)))
    browser.load((1...9).map { Customer(id: $0, name: "Name \($0)") })
    #expect(browser.shownIDs == [8])
    #expect(!browser.state.mustWait(for: .commandGiven(.export)))
  }

  @Test func `those who are mine can be asked for before the first rows are here`() {
    var browser = BrowserDriver()
    browser.holdsSearches = true
    browser.load([Customer(id: 1, name: "A"), Customer(id: 2, name: "B")], mine: [2])
    browser.give(.toggleScope)
    browser.answerSearches()
    #expect(browser.shownIDs == [2])
  }

  @Test func `another list than the usual one waits for all customers`() {
    var browser = BrowserDriver(settings: BrowserSettings(\.status, .all))
    browser.begin(with: [Customer(id: 5, name: "A")], of: 9)
    #expect(browser.shownIDs.isEmpty)
  }

  @Test func `a cache that turns out to be damaged takes its first customers back`() {
    var browser = BrowserDriver()
    browser.begin(with: [Customer(id: 5, name: "A")], of: 9)
    browser.give(.toggleMark, .cycleStatus)
    browser.send(.cacheFailed(failure))
    #expect(browser.shownIDs.isEmpty)
    #expect(!browser.state.mustWait(for: .commandGiven(.accept)))
    #expect(browser.state.load.isRunning)
    browser.load([Customer(id: 4, name: "Z"), Customer(id: 5, name: "A")])
    #expect(browser.markedIDs == [5])
  }

  @Test func `a refresh that was asked for says what it changed, and a key shows them`() {
    var browser = BrowserDriver.showing([Customer(id: 1, name: "Bella"), Customer(id: 2, name: "Rosa")])
    browser.give(.accept, .refresh)
    browser.load(
      [Customer(id: 1, name: "Bella"), Customer(id: 3, name: "Nova")], changed: [3],
      changes: [.new: 1, .gone: 1])
    #expect(browser.state.notice?.text == "1 new, 1 gone")
    #expect(browser.state.notice?.followUps.map(\.command) == [.showChanged])
    browser.give(.showChanged)
    #expect(browser.state.filter.text == "is:new")
    #expect(browser.shownIDs == [3])
    browser.give(.refresh)
    browser.load([Customer(id: 1, name: "Bella"), Customer(id: 3, name: "Nova")], changes: [:])
    #expect(browser.state.notice?.text == "nothing changed")
    #expect(browser.state.notice?.followUps.isEmpty == true)
  }

  @Test func `a refresh that nobody asked for says nothing`() {
    var browser = BrowserDriver.showing([Customer(id: 1, name: "Bella")])
    browser.send(.clockTicked(BrowserDriver.now.addingTimeInterval(16 * 60)))
    browser.load([Customer(id: 1, name: "Rosa")], changed: [1], changes: [.renamed: 1])
    #expect(browser.state.notice == nil)
  }
}
