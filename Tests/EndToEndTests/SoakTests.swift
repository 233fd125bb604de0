import BrowserTesting
import CustomerBrowser
import Customers
import Foundation
import KometAPI
import KometSimulator
import PersonalNotes
import ProofTesting
import TerminalText
import Testing
import Wording

@testable import TerminalUI
@testable import komet

/// Hours of use in minutes, before a server whose customers change and whose answers fail.
@Suite struct SoakTests {
  @Test func `used all day, the browser takes no more memory, files and threads than in its first hour`()
    async throws
  {
    let folder = try TemporaryFolder()
    let path = folder.path
    let count = ProofScale.rounds(full: 100_000, few: 1_500)
    // In a process of its own, so that nothing else is measured.
    await #expect(processExitsWith: .success) { [path = path as String, count = count as Int] in
      try Soak(in: path, events: count).run()
    }
    let curves = folder.content("curves") ?? ""
    if ProofScale.isFull { print(curves) }
    #expect(folder.content("faults") == "", "\(curves)")
  }
}

/// One process in which somebody presses keys at random, and what it takes of the machine meanwhile.
private final class Soak {
  private let folder: String
  private let eventCount: Int
  private let server: KometSimulator
  private let terminal: SoakTerminal
  private var samples: [Sample] = []
  private var faults: [String] = []
  private var loops = 0

  init(in folder: String, events: Int) throws {
    // Nobody could continue this process, so that ^Z does nothing.
    setsid()
    self.folder = folder
    eventCount = events
    server = try KometSimulator.start(
      SimulatorConfiguration(customerCount: 2_000, churn: .milliseconds(500), hostileNames: true))
    terminal = SoakTerminal(events: events)
    terminal.onEvents = { [unowned self] in look(after: $0) }
    terminal.onFault = { [unowned self] in faults.append($0) }
    try FileManager.default.createDirectory(
      atPath: "\(folder)/exports", withIntermediateDirectories: true)
    // Where exports go that are named without a folder.
    guard chdir("\(folder)/exports") == 0 else { throw POSIXError(.ENOENT) }
  }

  func run() throws {
    while terminal.eventsLeft > 0, faults.isEmpty {
      loops += 1
      try browse()
    }
    let problems = faults + (ProofScale.isFull ? Self.growth(of: samples) : [])
    try Data(problems.joined(separator: "\n").utf8).write(to: URL(filePath: "\(folder)/faults"))
    try Data(curves.utf8).write(to: URL(filePath: "\(folder)/curves"))
  }

  /// The browser from its start until it is quit, as the program wires it.
  private func browse() throws {
    var api = APIConfiguration()
    api.baseURL = server.baseURL
    api.userToken = Secret(SampleCredentials.userToken)
    api.companyToken = Secret(SampleCredentials.companyToken)
    api.account = "\(SampleCredentials.account)"
    api.limits.stallTimeout = .seconds(1)
    var settings = BrowserSettings()
    settings.timeZone = .gmt
    settings.currentFolder = "\(folder)/exports"
    settings.dailyRequestLimit = 1_000_000
    settings.filters = [NamedFilter(name: "bells", query: "bell | rosa", origin: .config)]
    let account = try CachedAccount(api, path: "\(folder)/cache.sqlite", settings: settings, onWait: nil)
    let notes = PersonalNotes(path: "\(folder)/notes.sqlite", owner: NotesOwner(api))
    let memory = SessionStore(folder: "\(folder)/state", profile: nil)
    defer {
      account.close()
      notes.close()
    }
    var loop = BrowserLoop(
      state: BrowserState(settings: settings, recalling: memory.recall(), now: Date()),
      appearance: Appearance(theme: .default, charset: .unicode, keyMap: .standard),
      themes: ThemeFolders(configFolder: folder, executable: Program.path), terminal: terminal,
      wakeup: try WakeupPipe(), customers: account, memory: memory, notes: notes)
    let unkept = loop.run()
    faults += loop.state.faults + unkept.map(\.what)
  }

  // MARK: - What it takes

  private struct Sample {
    let events: Int
    let kilobytes: Int
    let descriptors: Int
    let threads: Int
  }

  private static let parts = 200
  private static let serverFaults: [SimulatorFault.Kind] = [
    .reset, .truncate, .http500, .http429, .html, .empty, .statusZero, .wrongType, .badUTF8, .duplicateIDs,
    .redirectSameHost, .stall,
  ]

  /// Measures now and then, and lets something else go wrong.
  private func look(after events: Int) {
    let step = max(eventCount / Self.parts, 1)
    guard events / step > samples.count else { return }
    server.begin(SimulatorFault(Self.serverFaults[samples.count % Self.serverFaults.count], count: 2))
    let pages = (try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8))?.split(separator: " ")
    func count(_ name: String) -> Int {
      (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/\(name)").count) ?? 0
    }
    samples.append(
      Sample(
        events: events, kilobytes: (pages.flatMap { $0.count > 1 ? Int($0[1]) : nil } ?? 0) * 4,
        descriptors: count("fd"), threads: count("task")))
  }

  /// The medians of ten parts, so that a sync that is just under way makes no difference.
  private static func tenths(of samples: [Sample], _ value: (Sample) -> Int) -> [Int] {
    (0..<10).map { part in
      let values = samples[part * samples.count / 10..<(part + 1) * samples.count / 10].map {
        value($0)
      }
      return values.isEmpty ? 0 : values.sorted()[values.count / 2]
    }
  }

  private static let measures: [(name: String, value: @Sendable (Sample) -> Int, tolerance: Int)] = [
    ("memory (KB)", { $0.kilobytes }, 0), ("descriptors", { $0.descriptors }, 4),
    ("threads", { $0.threads }, 2),
  ]

  /// What was not within 5 % of its middle after the first tenth.
  private static func growth(of samples: [Sample]) -> [String] {
    measures.compactMap { name, value, tolerance in
      let rest = tenths(of: samples, value).dropFirst()
      let middle = rest.sorted()[rest.count / 2]
      let isFlat = rest.allSatisfy { abs($0 - middle) <= max(middle / 20, tolerance) }
      return isFlat ? nil : "\(name) changed: \(rest)"
    }
  }

  private var curves: String {
    let figures = Self.measures.map { name, value, _ in
      "\(name.padding(toLength: 12, withPad: " ", startingAt: 0)) \(Self.tenths(of: samples, value))"
    }
    let requests = server.requests.count
    let exports = (try? FileManager.default.contentsOfDirectory(atPath: "\(folder)/exports").count) ?? 0
    return """
      soak: \(samples.last?.events ?? 0) events, \(terminal.frameCount) frames, \(loops) starts, \
      \(server.changes.count) changes, at least \(requests) requests, \(exports) exported files
      \(figures.joined(separator: "\n"))
      """
  }
}

/// A terminal at which somebody presses every key there is, pastes, clicks and pulls at the window.
private final class SoakTerminal: Terminal {
  private(set) var size = Size(columns: 100, rows: 30)
  let colorDepth = ColorDepth.palette
  let charset = Charset.unicode
  let inputDescriptor: Int32
  private let writeDescriptor: Int32
  private let eventCount: Int
  private(set) var eventsLeft: Int
  private(set) var frameCount = 0
  private var random = RandomSource(seed: 20)
  var onEvents: (Int) -> Void = { _ in }
  var onFault: (String) -> Void = { _ in }

  init(events: Int) {
    eventCount = events
    eventsLeft = events
    var ends: [Int32] = [0, 0]
    pipe(&ends)
    (inputDescriptor, writeDescriptor) = (ends[0], ends[1])
  }

  deinit {
    close(inputDescriptor)
    close(writeDescriptor)
  }

  /// Every key that means something anywhere, but for those that end or stop the browser somewhere.
  private static let keys: [Key] = KeyContext.allCases.flatMap { context in
    BrowserCommand.allCases.flatMap { KeyMap.standard.keys(for: $0, in: context) }
  }
  .filter { key in
    KeyContext.allCases.allSatisfy { ![.quit, .suspend].contains(KeyMap.standard.command(for: key, in: $0)) }
      // Without `/` and `~`, so that no export leaves its folder.
      && ![.character("/"), .character("~")].contains(key.code)
  }

  /// What nobody presses by chance: everything to its end.
  private static let tasks: [[Key]] = [
    [Key(.escape), Key(.character("s"), .control), Key(.enter), Key(.character("y"))],
    [Key(.escape), Key(.character("r"), .control)], [Key(.escape), Key(.character("t"), .control)],
  ]

  private static let texts = [
    "bella", "rosa\nbella\nx|y", "is:marked", "is:new", "rep:ana", "", "花\u{301}🌹", "updated:>soon", "note:x",
  ]

  private var input: Input {
    switch Int.random(in: 0..<100, using: &random) {
    case ..<72: return .key(random.pick(Self.keys))
    case ..<88: return .key(Key(.character(random.pick(Array("abelors :!|20-é花")))))
    case ..<92:
      let place = Position(
        column: Int.random(in: 0..<max(size.columns, 1), using: &random),
        row: Int.random(in: 0..<max(size.rows, 1), using: &random))
      return .mouse(random.pick([MouseAction.press, .press, .doubleClick, .wheelUp, .wheelDown]), at: place)
    case ..<94: return .paste(random.pick(Self.texts))
    case ..<96:
      size = Size(
        columns: Int.random(in: 1...160, using: &random), rows: Int.random(in: 1...50, using: &random))
      return .resized
    default: return .key(Key(.escape))
    }
  }

  func readInput() -> [Input] {
    guard eventsLeft > 0 else { return [.closed] }
    let inputs =
      random.chance(20)
      ? random.pick(Self.tasks).map(Input.key)
      : (0..<Int.random(in: 1...8, using: &random)).map { _ in input }
    eventsLeft = max(eventsLeft - inputs.count, 0)
    onEvents(eventCount - eventsLeft)
    return inputs
  }

  /// Somebody who is fast.
  var inputDeadline: ContinuousClock.Instant? { .now.advanced(by: .milliseconds(frameCount % 4)) }

  func present(_ frame: Frame) {
    frameCount += 1
    let faults = frame.faults(size: size)
    if !faults.isEmpty { onFault("event \(eventCount - eventsLeft): \(faults)\n\(frame.text)") }
  }

  func copyToClipboard(_ text: String) -> Bool { true }
  func redraw() {}
  func bell() {}
  func setTitle(_ title: String) {}
  func suspend() {}
  func resume() {}
  func restore() {}
}
