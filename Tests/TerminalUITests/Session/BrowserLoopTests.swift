import BrowserTesting
import CustomerBrowser
import Customers
import Foundation
import Synchronization
import TerminalText
import Testing
import Wording

@testable import TerminalUI

/// The main loop before a terminal that is a list of inputs and frames.
@Suite struct BrowserLoopTests {
  /// Answers each frame that shows something awaited with what is typed next.
  private final class ScriptedTerminal: Terminal {
    typealias Step = (awaited: String, inputs: [Input])

    let size = Size(columns: 80, rows: 24)
    let colorDepth = ColorDepth.none
    let charset = Charset.unicode
    let inputDescriptor: Int32
    let inputDeadline: ContinuousClock.Instant? = nil
    private let writeDescriptor: Int32
    private var steps: [Step]
    private var inputs: [Input] = []
    private(set) var frames: [String] = []
    private(set) var calls: [String] = []

    init(_ steps: [Step]) {
      self.steps = steps
      var ends: [Int32] = [0, 0]
      pipe(&ends)
      (inputDescriptor, writeDescriptor) = (ends[0], ends[1])
    }

    deinit {
      close(inputDescriptor)
      close(writeDescriptor)
    }

    func present(_ frame: Frame) {
      frames.append(frame.text)
      guard let step = steps.first, frame.text.contains(step.awaited) else { return }
      steps.removeFirst()
      inputs += step.inputs
      write(writeDescriptor, "x", 1)
    }

    func readInput() -> [Input] {
      guard !inputs.isEmpty else { return [] }
      var byte: UInt8 = 0
      read(inputDescriptor, &byte, 1)
      defer { inputs = [] }
      return inputs
    }

    func copyToClipboard(_ text: String) -> Bool { false }
    func redraw() { calls.append("redraw") }
    func bell() {}
    func setTitle(_ title: String) {}
    func suspend() { calls.append("suspend") }
    func resume() { calls.append("resume") }
    func restore() { calls.append("restore") }
  }

  /// Tells the first customers, and all of them only when the test is over.
  private final class SlowSource: UnreachableSource {
    let isOver = DispatchSemaphore(value: 0)

    func firstCustomers() throws(UserFacingError) -> FirstPage? {
      var builder = CustomerTableBuilder()
      for id in 1...30 { builder.append(Customer(id: UInt64(id), name: "Bella \(id)", isActive: true)) }
      return FirstPage(
        table: builder.finish().table, rows: Array(0..<30), count: 900, syncedAt: Date())
    }

    func cachedCustomers() throws(UserFacingError) -> FetchedCustomers? {
      isOver.wait()
      return nil
    }
  }

  /// Plays a script until it quits; returns the terminal and the last state.
  private func play(
    _ steps: [ScriptedTerminal.Step], memory: SessionStore? = nil, profiles: (any ProfileOpening)? = nil
  ) throws -> (terminal: ScriptedTerminal, state: BrowserState, unkept: [UserFacingError]) {
    let source = SlowSource()
    defer { source.isOver.signal() }
    let terminal = ScriptedTerminal(steps)
    var loop = BrowserLoop(
      state: BrowserState(settings: Self.settings(profile: nil), now: Date()),
      appearance: Appearance(theme: .default, charset: .unicode, keyMap: .standard),
      themes: .shipped, terminal: terminal, wakeup: try WakeupPipe(), customers: source, memory: memory,
      profiles: profiles)
    let unkept = loop.run()
    return (terminal, loop.state, unkept)
  }

  private static func settings(profile: String?) -> BrowserSettings {
    var settings = BrowserSettings()
    settings.profiles = ["north", "south"]
    settings.profile = profile
    return settings
  }

  private final class Count: Sendable {
    let value = Mutex(0)
  }

  /// Has the north, where one customer is.
  private struct OneProfile: ProfileOpening {
    let closed: Count

    struct North: CustomerSource {
      func firstCustomers() throws(UserFacingError) -> FirstPage? { nil }

      func cachedCustomers() throws(UserFacingError) -> FetchedCustomers? {
        var builder = CustomerTableBuilder()
        builder.append(Customer(id: 1, name: "Polar Flowers", isActive: true))
        return FetchedCustomers(table: builder.finish().table, syncedAt: Date())
      }

      func syncedCustomers(
        full: Bool, acceptsLosses: Bool, isAsked: Bool, progress: @escaping @Sendable (FetchProgress) -> Void,
        arrived: @escaping @Sendable (FetchedCustomers) -> Void
      ) async throws(UserFacingError) -> FetchedCustomers {
        throw UserFacingError(.notReached, what: "No server.", advice: "")
      }

      func recordedChanges(ofCustomer id: UInt64) throws(UserFacingError) -> [CustomerChange] { [] }

      func cachedContacts(ofCustomer id: UInt64) throws(UserFacingError) -> FetchedContacts? { nil }

      func fetchedContacts(ofCustomer id: UInt64) async throws(UserFacingError) -> FetchedContacts {
        throw UserFacingError(.notReached, what: "No server.", advice: "")
      }
    }

    struct NoNotes: NoteSource {
      func notes() throws(UserFacingError) -> (notes: CustomerNotes, remarks: [String]) {
        (CustomerNotes(), [])
      }

      func keep(_ change: NoteChange) throws(UserFacingError) -> NoteOutcome { .kept(CustomerNotes()) }
    }

    func open(_ name: String?) throws(UserFacingError) -> BrowserProfile {
      guard name == "north" else {
        throw UserFacingError(.usage, what: "There is no token yet.", advice: "Run komet login.")
      }
      return BrowserProfile(
        settings: BrowserLoopTests.settings(profile: name), recalling: RestoredSession(), theme: .default,
        keyMap: .standard, customers: North(), memory: nil, notes: NoNotes(),
        close: { [closed] in closed.value.withLock { $0 += 1 } })
    }
  }

  @Test func `another profile shows its own customers and nothing of the one before`() throws {
    let profiles = OneProfile(closed: Count())
    let (terminal, state, _) = try play(
      [
        ("Bella 1", [.key(Key(.enter))]), ("details", Self.typed("PG") + [.key(Key(.enter))]),
        ("There is no token yet.", Self.typed("k") + [.key(Key(.enter))]), ("Polar Flowers", [Self.quit]),
      ], profiles: profiles)
    #expect(terminal.frames.contains { $0.contains("Bella 1") && $0.contains("Run komet login.") })
    let last = try #require(terminal.frames.last)
    #expect(last.contains("Profile: north"))
    #expect(!last.contains("Bella"))
    #expect(state.settings.profile == "north")
    #expect(profiles.closed.value.withLock { $0 } == 1)
  }

  @Test func `a theme that was looked at goes with Esc, and stays with Enter, however fast they come`() throws
  {
    let (_, escaped, _) = try play([
      ("Bella 1", [.key(Key(.enter))] + Self.typed("TT") + [.key(Key(.escape)), .key(Key(.character("?")))]),
      ("Keys in the list", [Self.quit]),
    ])
    #expect(escaped.theme == "default")
    let (_, kept, _) = try play([
      ("Bella 1", [.key(Key(.enter))] + Self.typed("T") + [.key(Key(.enter))]),
      ("Theme: deuteranopia", [Self.quit]),
    ])
    #expect(kept.theme == "deuteranopia")
  }

  private static let quit = Input.key(Key(.character("q"), .control))

  private static func typed(_ text: String) -> [Input] {
    text.map { .key(Key(.character($0))) }
  }

  @Test func `while Enter waits for rows, quitting does not`() throws {
    let (terminal, state, _) = try play([
      ("Bella 1", Self.typed("rosa") + [.key(Key(.enter)), Self.quit])
    ])
    #expect(state.filter.text == "rosa")
    #expect(terminal.calls == ["restore"])
  }

  @Test func `while Enter waits for rows, Esc gives it up and clears what was typed`() throws {
    let (_, state, _) = try play([
      ("Bella 1", Self.typed("rosa") + [.key(Key(.enter)), .key(Key(.escape))]),
      ("filter by name", [Self.quit]),
    ])
    #expect(state.filter.text.isEmpty)
    #expect(state.focus == .filter)
  }

  @Test func `a terminal that is gone ends it, whatever waits`() throws {
    let (terminal, _, _) = try play([("Bella 1", Self.typed("rosa") + [.key(Key(.enter)), .closed])])
    #expect(terminal.calls == ["restore"])
  }

  @Test func `what can't be kept at the end is told once the terminal is given back`() throws {
    let memory = SessionStore(folder: "/dev/null/komet", profile: nil)
    let (terminal, _, unkept) = try play([("Bella 1", Self.typed("rosa") + [Self.quit])], memory: memory)
    #expect(terminal.calls == ["restore"])
    #expect(unkept.count == 2)
    #expect(unkept.allSatisfy { $0.kind == .file && $0.what.contains("could not be written") })
  }
}
