import Customers
import Foundation
import Synchronization

/// The sample server: speaks the Komet Sales API over HTTP on a loopback port, about customers that are
/// made up.
///
/// In comes a `SimulatorConfiguration`; out come HTTP answers, and for tests the log of requests and changes.
/// It keeps no customers in memory: each is computed from its index whenever a list is written. What it takes
/// for valid is in `SampleCredentials`. Source of the answers: the Komet Sales API's documentation of
/// `customer.list` and `customer.by.company.list`.
///
/// To be read in this order:
/// - `Server`: `LoopbackServer` accepts connections, `LoopbackSocket` is one of them, `HTTPConnection` reads
///   requests and writes answers, `SimulatorService` decides what is answered, `SimulatorFault` is what goes
///   wrong on purpose.
/// - `API`: `APIMethod` answers by the document, from `Parameters` and `Credentials`; an `Answer` holds a small
///   document or a `CustomerAnswer`, which a `CustomerFilter` chooses.
/// - `Company`: a `Company` is `SampleCustomers` and their changes; `CustomerTexts` with `SampleName` and
///   `NameWords` make up their texts, `PeopleAndPlaces` who looks after them, `RecordWriter` writes them as
///   JSON; `SplitMix64` is where all chance comes from.
package final class KometSimulator: Sendable {
  package let port: Int
  private let service: SimulatorService
  /// Nil if all connections are refused.
  private let server: LoopbackServer?
  /// The port that nothing listens on, if all connections are refused.
  private let reservedPort: LoopbackPort?
  private let isStopped = Mutex(false)

  private init(
    port: Int, service: SimulatorService, server: LoopbackServer? = nil, reservedPort: LoopbackPort? = nil
  ) {
    self.port = port
    self.service = service
    self.server = server
    self.reservedPort = reservedPort
  }

  deinit {
    stop()
  }

  /// Starts a server on a port of 127.0.0.1, or on any free one for 0; it answers when this returns.
  ///
  /// The server runs until `stop()` or until nothing refers to it.
  package static func start(
    _ configuration: SimulatorConfiguration = SimulatorConfiguration(), port: Int = 0
  ) throws(SimulatorError) -> KometSimulator {
    guard SampleCustomers.countRange.contains(configuration.customerCount) else {
      throw .customerCountOutOfRange(configuration.customerCount)
    }
    guard UInt16(exactly: port) != nil else { throw .portOutOfRange(port) }
    let service = SimulatorService(configuration)
    if configuration.fault == SimulatorFault(.refuse) {
      let reserved = try LoopbackPort(port, listens: false)
      return KometSimulator(port: reserved.number, service: service, reservedPort: reserved)
    }
    let server = try LoopbackServer(port: port) { socket in
      var connection = HTTPConnection(socket, service: service)
      connection.serve()
    }
    if let interval = configuration.churn {
      server.repeatEvery(interval) { service.advance() }
    }
    return KometSimulator(port: server.port, service: service, server: server)
  }

  /// For the client's base URL, without a slash at the end.
  package var baseURL: String { "http://\(LoopbackPort.host):\(port)\(APIMethod.basePath)" }

  /// The latest requests to the API, the oldest first.
  package var requests: [RecordedRequest] { service.requests }

  /// What has happened to the customers since the start, the oldest first.
  package var changes: [CustomerChange] { service.changes }

  /// Lets some customers change, as the churn does by itself.
  package func advance() {
    service.advance()
  }

  /// Lets something go wrong from now on, instead of what did before; nil for nothing.
  package func begin(_ fault: SimulatorFault?) {
    service.begin(fault)
  }

  /// Closes all connections, ends all threads and gives back the port; does nothing the second time.
  package func stop() {
    let wasStopped = isStopped.withLock { isStopped in
      defer { isStopped = true }
      return isStopped
    }
    guard !wasStopped else { return }
    reservedPort?.release()
    server?.stop()
  }
}

/// How the sample server behaves.
package struct SimulatorConfiguration: Sendable {
  /// The same seed and day make the same customers.
  package var seed: UInt64
  /// The customers of the company; `customer.list` has one fewer, which only `customer.by.company.list` has.
  package var customerCount: Int
  /// The time before each answer.
  package var latency: Duration
  package var fault: SimulatorFault?
  /// The time between two steps of change among the customers; nil for none.
  package var churn: Duration?
  /// The server's day; nil for the machine's clock, which then also dates what changes.
  package var today: LocalDate?
  /// Whether every fifth name tries to drive a terminal or a spreadsheet.
  package var hostileNames: Bool

  package static let usualChurn = Duration.seconds(1)

  package init(
    seed: UInt64 = 1,
    customerCount: Int = 5_000,
    latency: Duration = .zero,
    fault: SimulatorFault? = nil,
    churn: Duration? = nil,
    today: LocalDate? = nil,
    hostileNames: Bool = false
  ) {
    self.seed = seed
    self.customerCount = customerCount
    self.latency = latency
    self.fault = fault
    self.churn = churn
    self.today = today
    self.hostileNames = hostileNames
  }
}

/// Why the sample server does not start, in one sentence for people.
package enum SimulatorError: Error, Equatable, CustomStringConvertible {
  case customerCountOutOfRange(Int)
  case portOutOfRange(Int)
  case portUnavailable(Int, reason: String)

  package var description: String {
    switch self {
    case .customerCountOutOfRange(let count):
      "The sample server can't make up \(count) customers; choose a number from "
        + "\(SampleCustomers.countRange.lowerBound) to \(SampleCustomers.countRange.upperBound)."
    case .portOutOfRange(let port):
      "There is no port \(port); choose one from 1 to 65535, or 0 for any that is free."
    case .portUnavailable(let port, let reason):
      "The sample server can't listen on port \(port) of 127.0.0.1 (\(reason)); choose another port, "
        + "or 0 for any that is free."
    }
  }
}

extension SimulatorError {
  /// A port that the operating system does not give, for the reason behind its error number.
  static func portUnavailable(_ port: Int, errorNumber: Int32) -> SimulatorError {
    .portUnavailable(port, reason: String(cString: strerror(errorNumber)))
  }
}
