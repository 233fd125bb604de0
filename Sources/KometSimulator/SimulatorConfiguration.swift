import Customers

/// How the sample server behaves.
package struct SimulatorConfiguration: Sendable {
  /// The same seed and day make the same customers.
  package var seed: UInt64
  /// The customers of the company; `customer.list` tells one less, which only `customer.by.company.list`
  /// knows.
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
