import BrowserTesting
import CustomerBrowser
import Customers
import Foundation
import ProofTesting
import Testing
import Wording

@Suite struct DetailTests {
  private static let customers = [
    Customer(id: 1, name: "Bella", code: "B7", salesperson: "Ana", salespersonID: 5),
    Customer(id: 2, name: "C"),
  ]

  /// A browser in the details, of which so many lines show; every field has two.
  private func browser(height: Int = 100, linesOfEach: Int = 2, changes: CustomerChange...) -> BrowserDriver {
    var browser = BrowserDriver.showing(Self.customers)
    browser.give(.accept, .showDetails)
    for change in changes { browser.record(change) }
    let count = browser.state.detailFields.count
    let lines = (0..<count).map { $0 * linesOfEach..<($0 + 1) * linesOfEach }
    browser.send(
      .viewportChanged(
        Viewport(listHeight: 10, hasDetailPane: true, detail: FieldLayout(lines: lines, height: height))))
    return browser
  }

  private static func change(
    _ kind: CustomerChange.Kind, _ field: CustomerColumn? = nil, _ old: String? = nil, _ new: String? = nil,
    daysAgo: Double = 3
  ) -> CustomerChange {
    CustomerChange(
      customerID: 1, customerName: "Bella", kind: kind, field: field, oldValue: old, newValue: new,
      syncedAt: BrowserDriver.now.addingTimeInterval(-daysAgo * 86_400))
  }

  @Test(arguments: [
    ([BrowserCommand.copyField], "Bella"), ([.moveDown, .copyField], "B7"),
    ([.moveDown, .moveDown, .copyField], "1"), ([.moveDown, .moveUp, .moveUp, .copyField], "Bella"),
    ([.moveToBottom, .moveToTop, .copyField], "Bella"),
  ])
  func `the cursor goes from field to field, and the one under it is copied`(
    commands: [BrowserCommand], text: String
  ) {
    var browser = browser()
    for command in commands { browser.give(command) }
    #expect(browser.copied == text)
    #expect(browser.currentID == 1)
  }

  @Test func `what was copied is said, and what is unknown is not copied`() {
    var browser = browser()
    browser.give(.moveDown, .moveDown, .copyField)
    #expect(browser.state.notice == Notice(.info, "Copied the customer ID 1"))
    browser.give(.moveDown, .copyField)
    #expect(browser.state.notice == Notice(.warning, "This customer has no accounting code"))
    #expect(browser.copied == "1")
  }

  private static let contacts = FetchedContacts(
    contacts: [
      CustomerContact(id: 71, name: "Ana", role: "Buyer", phone: "305", phoneExtension: "12", email: "ana@b"),
      CustomerContact(id: 72, mobile: "786"),
    ],
    askedAt: BrowserDriver.now)

  @Test func `kept contacts stand below the fields and above what changed, and each part is copied`() {
    var browser = BrowserDriver.showing(Self.customers)
    browser.give(.accept, .showDetails)
    browser.keep(Self.contacts)
    browser.record(Self.change(.new))
    let told = browser.state.detailFields.suffix(6)
    #expect(told.map(\.label) == ["Contact", "Phone", "E-mail", "Contact", "Mobile", "3 days ago"])
    #expect(told.map(\.value) == ["Ana", "305 ext. 12", "ana@b", nil, "786", "new"])
    #expect(told.first?.note == "Buyer")
    browser.give(.moveToBottom, .moveUp, .copyField)
    #expect(browser.copied == "786")
    #expect(browser.state.notice == Notice(.info, "Copied the mobile number 786"))
    browser.give(.moveUp, .moveUp, .copyField)
    #expect(browser.copied == "ana@b")
  }

  @Test func `contacts are those of the customer who shows, and new ones of c are there at once`() {
    var browser = BrowserDriver.showing(Self.customers)
    browser.give(.accept)
    browser.keep(Self.contacts)
    browser.give(.moveDown)
    #expect(browser.state.detail.contacts == nil)
    browser.give(.contacts)
    browser.findCached(nil)
    browser.answer(Self.contacts)
    browser.give(.back)
    #expect(browser.state.detail.contacts == Self.contacts)
  }

  @Test func `contacts are fetched by themselves only if the config says how many a day`() {
    func fills(_ daily: Int, isOffline: Bool = false) -> Int {
      var settings = BrowserSettings(\.isOffline, isOffline)
      settings.dailyContacts = daily
      return BrowserDriver.showing(Self.customers, settings: settings).effects.count {
        if case .fillContacts(daily, _, _) = $0 { true } else { false }
      }
    }
    #expect(fills(0) == 0)
    #expect(fills(50) == 1)
    #expect(fills(50, isOffline: true) == 0)
  }

  @Test func `the cursor scrolls as little as it must`() {
    var browser = browser(height: 4)
    browser.give(.moveDown)
    #expect(browser.state.detail.cursor.top == 0)
    browser.give(.moveDown)
    #expect(browser.state.detail.cursor.top == 2)
    browser.give(.moveUp)
    #expect(browser.state.detail.cursor.top == 2)
    browser.give(.moveUp)
    #expect(browser.state.detail.cursor.top == 0)
    browser.give(.moveToBottom)
    #expect(browser.state.detail.cursor.top == 16)
  }

  @Test func `pages scroll the whole, and the cursor comes along`() {
    var browser = browser(height: 4)
    browser.give(.pageDown)
    #expect(browser.state.detail.cursor.top == 3)
    #expect(browser.state.detail.cursor.selected == 1)
    browser.send(.wheelTurned(lines: 2))
    #expect(browser.state.detail.cursor.top == 9)
    #expect(browser.state.detail.cursor.selected == 4)
    browser.give(.pageDown, .pageDown, .pageDown, .pageDown)
    #expect(browser.state.detail.cursor.top == 16)
    #expect(browser.state.detail.cursor.selected == 9)
    browser.send(.wheelTurned(lines: -9))
    #expect(browser.state.detail.cursor.top == 0)
    #expect(browser.state.detail.cursor.selected == 1)
  }

  @Test func `a field that is higher than the pane can be read to its end`() {
    var browser = browser(height: 4, linesOfEach: 6)
    for top in [1, 2, 6, 7, 8, 12] {
      browser.give(.moveDown)
      #expect(browser.state.detail.cursor.top == top)
    }
    #expect(browser.state.detail.cursor.selected == 2)
    for top in [8, 7, 6, 2] {
      browser.give(.moveUp)
      #expect(browser.state.detail.cursor.top == top)
    }
  }

  @Test func `whatever is pressed at whatever size, the chosen field is in sight`() {
    let commands: [BrowserCommand] = [
      .moveUp, .moveDown, .pageUp, .pageDown, .halfPageUp, .halfPageDown, .moveToTop, .moveToBottom,
      .searchDetails, .findNext, .findPrevious, .accept, .back, .showDetails, .copyField, .toggleMark,
      .contacts, .cycleStatus,
    ]
    var random = RandomSource(seed: 7)
    var browser = browser(height: 4)
    for _ in 0..<2_000 {
      switch random.next(below: 12) {
      case 0: browser.type(["a", "7", "name", " "][random.next(below: 4)])
      case 1: browser.send(.wheelTurned(lines: random.next(below: 9) - 4))
      case 2: browser.send(.detailClicked(line: random.next(below: 5)))
      default: browser.give(commands[random.next(below: commands.count)])
      }
      if random.chance(10) || browser.state.detailFields.count != browser.state.viewport.detail.lines.count {
        browser.send(.viewportChanged(viewport(fieldCount: browser.state.detailFields.count, &random)))
      }
      let (cursor, layout) = (browser.state.detail.cursor, browser.state.viewport.detail)
      guard browser.state.focus == .detail, !layout.lines.isEmpty else { continue }
      let chosen = layout.lines[cursor.selected]
      #expect(cursor.top >= 0 && chosen.overlaps(cursor.top..<cursor.top + layout.height))
    }
  }

  private func viewport(fieldCount: Int, _ random: inout RandomSource) -> Viewport {
    var lines: [Range<Int>] = []
    for _ in 0..<fieldCount {
      let start = lines.last?.upperBound ?? 0
      lines.append(start..<start + 1 + random.next(below: 4))
    }
    return Viewport(
      listHeight: 10, hasDetailPane: random.chance(2),
      detail: FieldLayout(lines: lines, height: random.next(below: 8) + 1))
  }

  @Test func `a click chooses the field`() {
    var browser = browser(height: 4)
    browser.give(.moveDown, .moveDown, .back)
    browser.send(.detailClicked(line: 3))
    #expect(browser.state.focus == .detail)
    browser.give(.copyField)
    #expect(browser.copied == "1")
  }

  @Test func `another customer's details begin at their start`() {
    var browser = browser(height: 4)
    browser.give(.pageDown, .toggleMark)
    #expect(browser.currentID == 2)
    #expect(browser.state.detail.cursor.top == 0)
    #expect(browser.state.detail.cursor.selected == 0)
  }

  @Test func `what syncs changed is told after the fields, the latest first`() {
    var browser = browser()
    browser.record(
      Self.change(.deactivated, .active, "yes", "no", daysAgo: 0), Self.change(.renamed, .name, "A", "Bella"),
      Self.change(.reassigned, .salesperson, nil, "Ana"), Self.change(.reassigned, .salespersonID, nil, "5"),
      Self.change(.new, daysAgo: 70))
    let told = browser.state.detailFields.filter { $0.subject == .change }
    #expect(told.map(\.label) == ["today", "3 days ago", "", "2 months ago"])
    #expect(told.map(\.value) == ["deactivated", "name: A → Bella", "salesperson: unknown → Ana", "new"])
    browser.give(.moveToBottom, .moveUp, .copyField)
    #expect(browser.copied == "salesperson: unknown → Ana")
  }

  @Test func `changes are looked up for the customer that shows, and again after a sync`() {
    func asked(_ browser: BrowserDriver) -> [UInt64] {
      browser.effects.compactMap { if case .loadChanges(let id, _) = $0 { id } else { nil } }
    }
    var browser = BrowserDriver.showing(Self.customers)
    #expect(asked(browser) == [1])
    browser.give(.accept, .moveDown)
    #expect(asked(browser) == [1, 2])
    browser.give(.toggleScope, .toggleScope, .sortReverse)
    browser.record(Self.change(.new))
    #expect(browser.state.detail.changes.count == 1)
    browser.give(.moveDown)
    #expect(browser.state.detail.changes.isEmpty)
  }

  @Test func `what the cache had of another customer is dropped`() {
    var browser = BrowserDriver.showing(Self.customers)
    guard case .loadChanges(1, let generation) = browser.effects.last else {
      Issue.record("unexpected effects \(browser.effects)")
      return
    }
    browser.give(.accept, .moveDown)
    browser.send(.changesLoaded([Self.change(.new)], generation: generation))
    #expect(browser.state.detail.changes.isEmpty)
  }

  @Test func `that nothing is recorded is known before it is told`() {
    let browser = BrowserDriver.showing(Self.customers)
    guard case .loadChanges(1, let generation) = browser.effects.last else {
      Issue.record("unexpected effects \(browser.effects)")
      return
    }
    #expect(browser.state.knows(.changesLoaded([], generation: generation)))
    #expect(!browser.state.knows(.changesLoaded([Self.change(.new)], generation: generation)))
    #expect(browser.state.knows(.changesLoaded([Self.change(.new)], generation: generation - 1)))
  }

  @Test func `nothing is looked up for details that don't show`() {
    var browser = BrowserDriver.showing(Self.customers, hasDetailPane: false)
    #expect(!browser.effects.contains { if case .loadChanges = $0 { true } else { false } })
    browser.give(.accept, .accept)
    #expect(browser.effects.contains { if case .loadChanges(1, _) = $0 { true } else { false } })
  }

  @Test func `changes that can't be read are said`() {
    var browser = browser()
    browser.send(.changesFailed(UserFacingError(.file, what: "Not read.", why: "Damaged.", advice: "")))
    #expect(browser.state.notice == Notice(.warning, "Not read. Damaged."))
  }
}
