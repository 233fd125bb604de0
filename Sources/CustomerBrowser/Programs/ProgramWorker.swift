import Customers
import Dispatch
import Synchronization
import Threading
import Wording

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
