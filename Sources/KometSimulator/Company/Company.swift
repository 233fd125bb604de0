import Customers
import Foundation

/// The sample company at one moment: the made-up customers and what has changed since the server started.
///
/// Memory grows with the changes, not with the customers.
struct Company: Sendable {
  private(set) var customers: SampleCustomers
  /// By the customer's index.
  private var revisions: [Int: CustomerRevision] = [:]
  /// The latest changes, the oldest first.
  private(set) var changes: [CustomerChange] = []
  private var step = 0

  /// How many changes are remembered for being asked about.
  private static let maxChanges = 10_000

  init(customers: SampleCustomers) {
    self.customers = customers
  }

  /// The customer as it is now, or nil if it has been removed.
  func customer(at index: Int) -> SampleCustomer? {
    var customer = customers.customer(at: index)
    guard !revisions.isEmpty, let revision = revisions[index] else { return customer }
    guard !revision.isGone else { return nil }
    customer.nameGeneration = revision.nameGeneration
    customer.salesperson = revision.salesperson
    customer.isActive = revision.isActive
    customer.updatedOn = revision.updatedOn
    return customer
  }

  /// Lets some customers change: one is renamed, one reassigned, one (de)activated, one appears, and at
  /// every third step one vanishes.
  ///
  /// The same steps bring the same changes. The customers of the documented samples stay as they are.
  mutating func advance(clock: WallClock) {
    step += 1
    let now = clock.seconds(atStep: step)
    var random = SplitMix64(seed: customers.seed, .churn, step)
    appear(now: now)
    change(.renamed, now: now, &random) { revision, _ in revision.nameGeneration += 1 }
    let teamSize = customers.team.members.count
    change(.reassigned, now: now, &random) { revision, random in
      revision.salesperson = (revision.salesperson + 1 + random.next(below: teamSize - 1)) % teamSize
    }
    change(nil, now: now, &random) { revision, _ in revision.isActive.toggle() }
    if step.isMultiple(of: 3) {
      change(.vanished, now: now, &random) { revision, _ in revision.isGone = true }
    }
    changes.removeFirst(max(0, changes.count - Self.maxChanges))
  }

  /// Gives every fifth customer a hostile name.
  mutating func makeNamesHostile() {
    customers.hostileNames = true
  }

  private mutating func appear(now: Int) {
    let index = customers.count
    customers.grow()
    let customer = customers.customer(at: index)
    revisions[index] = CustomerRevision(salesperson: customer.salesperson, isActive: true, updatedOn: now)
    changes.append(CustomerChange(step: step, customerID: customer.id, kind: .appeared))
  }

  /// Changes one customer; without a kind, it is named after the customer's new status.
  private mutating func change(
    _ kind: CustomerChange.Kind?, now: Int, _ random: inout SplitMix64,
    by transform: (inout CustomerRevision, inout SplitMix64) -> Void
  ) {
    let first = DocumentedCustomer.all.count
    guard customers.count > first else { return }
    let index = first + random.next(below: customers.count - first)
    guard let customer = customer(at: index) else { return }
    var revision = CustomerRevision(
      nameGeneration: customer.nameGeneration, salesperson: customer.salesperson,
      isActive: customer.isActive, updatedOn: now
    )
    transform(&revision, &random)
    revisions[index] = revision
    let happened = kind ?? (revision.isActive ? .activated : .deactivated)
    changes.append(CustomerChange(step: step, customerID: customer.id, kind: happened))
  }
}

/// One thing that happened to a customer while the server ran.
package struct CustomerChange: Sendable, Equatable, Encodable {
  /// What happened.
  package enum Kind: String, Sendable, Encodable, CaseIterable {
    case appeared
    case renamed
    case reassigned
    case deactivated
    case activated
    case vanished
  }

  /// The step of the churn, from 1 on.
  package let step: Int
  package let customerID: Int
  package let kind: Kind
}

/// What has become of a customer since the server started.
struct CustomerRevision: Sendable {
  var nameGeneration = 0
  var salesperson: Int
  var isActive: Bool
  var updatedOn: Int
  /// Removed: no list holds the customer any more.
  var isGone = false
}

/// What time the sample server believes it is.
enum WallClock: Sendable {
  /// The machine's clock in the machine's time zone.
  case system
  /// A day that never ends: each step of the churn is one second later on it.
  case fixed(LocalDate)

  /// Seconds since 1970-01-01T00:00:00 on the machine's wall clock.
  static var secondsNow: Int {
    let now = Date()
    return Int(now.timeIntervalSince1970) + TimeZone.current.secondsFromGMT(for: now)
  }

  /// The day in the machine's time zone.
  static var today: LocalDate { LocalDateTime(secondsSinceEpoch: Int64(secondsNow)).date }

  /// The time of a step of the churn, in the same seconds.
  func seconds(atStep step: Int) -> Int {
    switch self {
    case .system: Self.secondsNow
    case .fixed(let day): day.firstSecond + min(step, LocalDate.secondsPerDay - 1)
    }
  }
}

extension LocalDate {
  static let secondsPerDay = Int(LocalDateTime.secondsPerDay)

  /// The first second of the day, since 1970-01-01T00:00:00 on the same clock.
  var firstSecond: Int { daysSinceEpoch * Self.secondsPerDay }
}
