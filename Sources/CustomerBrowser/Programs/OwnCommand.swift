import Customers
import Dispatch
import Synchronization
import Threading
import Wording

/// A program of the person's own, which the palette and a key run for the customer under the cursor.
///
/// No shell ever sees what is filled in: each argument stays one argument.
package struct OwnCommand: Equatable, Sendable {
  package let name: String
  /// The program, and its arguments.
  package let arguments: [PlaceholderText]
  /// Whether it draws on the terminal and reads from it, as an editor does.
  package let usesTerminal: Bool
  /// After so many seconds it is ended, unless it has the terminal.
  package let timeout: Int

  package static let usualTimeout = 30

  package init(name: String, arguments: [PlaceholderText], usesTerminal: Bool, timeout: Int) {
    self.name = name
    self.arguments = arguments
    self.usesTerminal = usesTerminal
    self.timeout = timeout
  }

  /// What it runs, as the palette and help show it.
  package var summary: String { arguments.map(\.spelling).joined(separator: " ") }

  var asksForCustomer: Bool { arguments.contains(where: \.asksForCustomer) }
  var asksForContacts: Bool { arguments.contains(where: \.asksForContacts) }

  /// The arguments with what is known of the customer in them; throws why the program can't be run so.
  func filled(with values: PlaceholderValues?) throws(PlaceholderValues.Unknown) -> [String] {
    var filled: [String] = []
    for argument in arguments {
      let text = try argument.filled(with: values)
      if let placeholder = argument.firstPlaceholder, text.hasPrefix("-"), !filled.contains("--") {
        throw PlaceholderValues.Unknown(
          reason:
            "the \(placeholder.rawValue) “\(text)” could be taken for an option; put \"--\" before it in argv"
        )
      }
      filled.append(text)
    }
    return filled
  }
}

/// A command with whom it is about.
package struct CommandOrder: Sendable {
  package let command: OwnCommand
  /// The one under the cursor.
  package let customer: Customer?
  /// What the program reads from its stdin: the marked customers, else the one under the cursor.
  package let input: CustomerExport?
}

/// A program as it is to be run.
package struct ProgramCall: Sendable {
  package let arguments: [String]
  package let input: CustomerExport?
  package let timeout: Int

  package init(arguments: [String], input: CustomerExport? = nil, timeout: Int = OwnCommand.usualTimeout) {
    self.arguments = arguments
    self.input = input
    self.timeout = timeout
  }
}

/// What became of a program.
package struct ProgramOutcome: Equatable, Sendable {
  package enum End: Equatable, Sendable {
    /// With this exit code, or 128 and the signal that ended it.
    case exited(Int32)
    case timedOut
    case cancelled
    /// With the reason, as a sentence without its full stop.
    case notStarted(String)
  }

  package let end: End
  /// What it wrote to stdout and stderr.
  package let output: String
  /// Whether it wrote more than is kept.
  package let isCut: Bool

  package init(_ end: End, output: String = "", isCut: Bool = false) {
    self.end = end
    self.output = output
    self.isCut = isCut
  }
}

/// Whatever runs programs.
package protocol ProgramRunning: Sendable {
  /// Runs a program that has no terminal, and waits for it; it ends with all that it started as soon as `isCancelled`.
  func run(_ call: ProgramCall, isCancelled: @escaping @Sendable () -> Bool) -> ProgramOutcome

  /// Lets a program have the terminal, and waits for it.
  ///
  /// `stop` is called when the person stops the program (^Z), and returns when it shall go on. As soon as `isEnding`,
  /// the program is asked to end.
  func runInTerminal(_ call: ProgramCall, stop: () -> Void, isEnding: () -> Bool) -> ProgramOutcome
}

/// Runs the person's own commands, one after the other, on a thread of its own.
final class ProgramWorker: Sendable {
  private let source: any CustomerSource
  private let programs: (any ProgramRunning)?
  private let post: @Sendable (BrowserEvent) -> Void
  private let thread = WorkerThread(name: "komet.program")
  /// That of the command that may run.
  private let latest = Atomic(0)

  init(
    source: any CustomerSource, programs: (any ProgramRunning)?,
    post: @escaping @Sendable (BrowserEvent) -> Void
  ) {
    self.source = source
    self.programs = programs
    self.post = post
  }

  /// Fills in what is known of the customer, and runs the program unless it needs the terminal.
  func start(_ order: CommandOrder, generation: Int) {
    latest.store(generation, ordering: .relaxed)
    thread.run { [self] in
      let command = order.command
      do throws(PlaceholderValues.Unknown) {
        var known: PlaceholderValues?
        if let customer = order.customer {
          known = try values(of: customer, withContacts: command.asksForContacts)
        }
        let call = ProgramCall(
          arguments: try command.filled(with: known), input: order.input, timeout: command.timeout)
        guard !command.usesTerminal else {
          post(.commandReady(call, generation: generation))
          return
        }
        let outcome =
          programs?.run(call) { self.latest.load(ordering: .relaxed) != generation }
          ?? ProgramOutcome(.notStarted("nothing here runs programs"))
        post(.commandEnded(outcome, generation: generation))
      } catch {
        post(.commandRefused(reason: error.reason, generation: generation))
      }
    }
  }

  /// The address of a customer.
  func link(_ text: PlaceholderText, to customer: Customer) throws(PlaceholderValues.Unknown) -> String {
    try text.link(to: values(of: customer, withContacts: text.asksForContacts))
  }

  private func values(
    of customer: Customer, withContacts: Bool
  ) throws(PlaceholderValues.Unknown) -> PlaceholderValues {
    guard withContacts else { return PlaceholderValues(customer: customer, contacts: []) }
    do throws(UserFacingError) {
      let contacts = try source.cachedContacts(ofCustomer: customer.id)
      return PlaceholderValues(customer: customer, contacts: contacts?.contacts ?? [])
    } catch {
      throw PlaceholderValues.Unknown(reason: [error.what, error.why].joined(separator: " "))
    }
  }

  func cancel() {
    latest.store(-1, ordering: .relaxed)
  }

  /// Waits until nothing runs any more.
  func wait() {
    let isDone = DispatchSemaphore(value: 0)
    thread.run { isDone.signal() }
    isDone.wait()
  }
}
