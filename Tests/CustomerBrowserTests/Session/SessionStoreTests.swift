import BrowserTesting
import Customers
import Foundation
import ProofTesting
import Synchronization
import Testing
import Wording

@testable import CustomerBrowser

/// What outlives a browser, through the effects that order it.
@Suite struct SessionStoreTests {
  private let folder: TemporaryFolder
  private let memory: SessionStore

  private struct NoCustomers: UnreachableSource {}

  init() throws {
    folder = try TemporaryFolder()
    memory = SessionStore(folder: folder.path + "/komet", profile: nil)
  }

  /// Lets a browser's effects be done; returns what could not be.
  @discardableResult
  private func run(_ effects: [BrowserEffect]) -> [UserFacingError] {
    let failures = Mutex<[UserFacingError]>([])
    let runner = EffectRunner(source: NoCustomers(), memory: memory) { event in
      if case .memoryFailed(let failure) = event { failures.withLock { $0.append(failure) } }
    }
    for effect in effects { runner.run(effect) }
    runner.stop()
    return failures.withLock(\.self)
  }

  private func isAboutMemory(_ effect: BrowserEffect) -> Bool {
    switch effect {
    case .keepView, .keepMarks, .rememberFilter, .rememberLooks, .saveFilter, .deleteFilter: true
    default: false
    }
  }

  @Test func `the next browser goes on where the last one was, without waiting for its end`() throws {
    let customers = [Customer(id: 1, name: "Bella"), Customer(id: 2, name: "Rosa")]
    var browser = BrowserDriver.showing(customers, mine: [1])
    browser.type("bella")
    browser.give(.toggleScope, .cycleStatus, .accept, .sortNext, .sortReverse)
    browser.send(.themeChanged(name: "nord"))
    run(browser.effects.filter(isAboutMemory))

    let recollection = memory.recall()
    #expect(recollection.remark == nil)
    let next = BrowserDriver.showing(customers, mine: [1], recalling: recollection)
    #expect(next.state.filter.text == "bella")
    #expect(next.state.scope == .mine)
    #expect(next.state.status == .all)
    #expect(next.state.sort == browser.state.sort)
    #expect(next.state.theme == "nord")
    #expect(next.state.history.entries == ["bella"])
    #expect(next.effects.allSatisfy { !isAboutMemory($0) })
    #expect(folder.mode("komet") == 0o700)
    for file in ["session-default.json", "history"] { #expect(folder.mode("komet/\(file)") == 0o600) }
  }

  @Test func `of many views the last one is kept`() {
    var view = SavedView()
    let views = (0..<200).map { number in
      view.filter = "\(number)"
      return BrowserEffect.keepView(view)
    }
    run(views)
    #expect(memory.recall().view.filter == "199")
  }

  @Test func `marks outlive the browser, without waiting for its end, each profile's own`() {
    let customers = (1...5).map { Customer(id: $0, name: "Customer \($0)") }
    var browser = BrowserDriver.showing(customers)
    browser.give(.toggleMark, .toggleMark, .moveDown, .toggleMark)
    run(browser.effects.filter(isAboutMemory))
    #expect(memory.recall().marks == [1, 2, 4])
    #expect(folder.mode("komet/marks-default") == 0o600)
    #expect(SessionStore(folder: folder.path + "/komet", profile: "north").recall().marks == [])

    var next = BrowserDriver.showing(customers, recalling: memory.recall())
    #expect(next.markedIDs == [1, 2, 4])
    next.give(.clearMarks)
    run(next.effects.filter(isAboutMemory))
    #expect(memory.recall().marks == [])
  }

  @Test
  func `whom somebody looked at is recalled, the latest first, each profile's own, also from two browsers`() {
    let customers = (1...5).map { Customer(id: $0, name: "Customer \($0)") }
    var browser = BrowserDriver.showing(customers)
    browser.give(.accept, .moveDown, .showDetails, .back, .moveDown, .copyName)
    var other = BrowserDriver.showing(customers)
    other.give(.accept, .contacts)
    run(browser.effects.filter(isAboutMemory))
    run(other.effects.filter(isAboutMemory))
    #expect(memory.recall().recents.ids == [1, 3, 2])
    #expect(folder.mode("komet/recent-default") == 0o600)
    #expect(SessionStore(folder: folder.path + "/komet", profile: "north").recall().recents.ids == [])

    var next = BrowserDriver.showing(customers, recalling: memory.recall())
    next.type("is:recent")
    #expect(next.shownIDs == [1, 3, 2])
    next.type(" !id:3")
    #expect(next.shownIDs == [1, 2])
  }

  @Test func `of two browsers none loses the marks of the other`() {
    let customers = (1...5).map { Customer(id: $0, name: "Customer \($0)") }
    var first = BrowserDriver.showing(customers, recalling: memory.recall())
    var second = BrowserDriver.showing(customers, recalling: memory.recall())
    first.give(.toggleMark, .toggleMark)
    run(first.effects.filter(isAboutMemory))
    second.give(.moveToBottom, .toggleMark)
    run(second.effects.filter(isAboutMemory))
    #expect(memory.recall().marks == [1, 2, 5])
  }

  @Test func `marks that can't be read are said and never written over`() throws {
    run([.rememberFilter("a")])
    try FileManager.default.createDirectory(
      atPath: folder.path + "/komet/marks-default", withIntermediateDirectories: false)
    #expect(memory.recall().remark?.contains("marks-default can't be read") == true)
    var browser = BrowserDriver.showing([Customer(id: 1, name: "Bella")])
    browser.give(.toggleMark)
    let failures = run(browser.effects.filter(isAboutMemory))
    #expect(failures.first?.what.contains("so they were not changed") == true)
  }

  @Test func `many browsers that add to one history at once lose nothing`() async {
    let folder = folder.path + "/komet"
    await withTaskGroup(of: Void.self) { group in
      for number in 0..<20 {
        group.addTask {
          try? SessionStore(folder: folder, profile: nil).remember(["query \(number)"])
        }
      }
    }
    #expect(Set(memory.recall().history) == Set((0..<20).map { "query \($0)" }))
  }

  @Test func `other browsers are kept out of the folder for no longer than something is written`() throws {
    run([.rememberFilter("bella"), .saveFilter(NamedFilter(name: "a", query: "x", origin: .program))])
    let folder = Foundation.open("\(folder.path)/komet", O_RDONLY | O_DIRECTORY)
    defer { close(folder) }
    #expect(flock(folder, LOCK_EX | LOCK_NB) == 0)
  }

  @Test func `of filters that come faster than the disk takes them none is lost, and they stay in order`() {
    let typed = (0..<300).map { "shop \($0)" }
    run(typed.map(BrowserEffect.rememberFilter))
    #expect(memory.recall().history == typed)
  }

  @Test func `two browsers add to one history`() {
    run([.rememberFilter("bella")])
    run([.rememberFilter("rosa\nlily")])
    #expect(memory.recall().history == ["bella", "rosa lily"])
  }

  @Test func `filters are saved and deleted by name, for all profiles`() {
    let filter = NamedFilter(name: "花 \"big\"", query: "type:wholesale", origin: .program)
    run([.saveFilter(filter), .saveFilter(NamedFilter(name: "b", query: "x", origin: .program))])
    run([.deleteFilter(name: "b"), .deleteFilter(name: "none")])
    #expect(SessionStore(folder: folder.path + "/komet", profile: "north").recall().filters == [filter])
    #expect(folder.mode("komet/filters.json") == 0o600)
  }

  @Test func `views are kept with all they have, filters of an older version stay what they are`() throws {
    run([.rememberFilter("makes the folder")])
    try folder.write(#"{"old": "updated:2017"}"#, to: "komet/filters.json")
    let view = NamedFilter(
      name: "view", query: "", origin: .program,
      look: FilterLook(scope: .mine, status: .all, sort: "", columns: [.name, .due]))
    run([.saveFilter(view)])
    let filters = memory.recall().filters.sorted { $0.name < $1.name }
    #expect(filters == [NamedFilter(name: "old", query: "updated:2017", origin: .program), view])
    #expect(folder.content("komet/filters.json")?.contains("\"old\" : \"updated:2017\"") == true)
  }

  @Test func `what this version does not know of a view counts as not saved`() throws {
    run([.rememberFilter("makes the folder")])
    try folder.write(
      #"{"v": {"query": "x", "scope": "team", "status": 7, "sort": "-size", "columns": ["name", "size"], "new": []}}"#,
      to: "komet/filters.json")
    let recollection = memory.recall()
    #expect(recollection.remark == nil)
    #expect(recollection.filters.first?.look == FilterLook(columns: [.name]))
  }

  @Test func `damaged filters are said and never written over`() throws {
    run([.saveFilter(NamedFilter(name: "a", query: "x", origin: .program))])
    try folder.write("{", to: "komet/filters.json")
    #expect(memory.recall().remark?.contains("filters.json can't be read") == true)
    let failures = run([.saveFilter(NamedFilter(name: "b", query: "y", origin: .program))])
    #expect(failures.map(\.kind) == [.file])
    #expect(folder.content("komet/filters.json") == "{")
  }

  @Test func `a folder that can't be made is said once, however many views come`() throws {
    try folder.write("", to: "komet")
    let failures = run([.rememberFilter("a"), .rememberFilter("b"), .keepView(SavedView())])
    #expect(failures.count == 1)
    #expect(folder.files == ["komet"])
  }

  @Test func `what can't be kept is told on the screen`() {
    var browser = BrowserDriver()
    browser.send(.memoryFailed(UserFacingError(.file, what: "No.", why: "Full.", advice: "")))
    #expect(browser.state.notice == Notice(.warning, "No. Full."))
  }
}
