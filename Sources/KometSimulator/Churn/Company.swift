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
  private static let rememberedChanges = 10_000

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
    var dice = Dice(seed: customers.seed, .churn, step)
    appear(now: now)
    change(.renamed, now: now, &dice) { revision, _ in revision.nameGeneration += 1 }
    let teamSize = customers.team.members.count
    change(.reassigned, now: now, &dice) { revision, dice in
      revision.salesperson = (revision.salesperson + 1 + dice.roll(teamSize - 1)) % teamSize
    }
    change(nil, now: now, &dice) { revision, _ in revision.isActive.toggle() }
    if step.isMultiple(of: 3) {
      change(.vanished, now: now, &dice) { revision, _ in revision.isGone = true }
    }
    changes.removeFirst(max(0, changes.count - Self.rememberedChanges))
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
    _ kind: CustomerChange.Kind?, now: Int, _ dice: inout Dice,
    by transform: (inout CustomerRevision, inout Dice) -> Void
  ) {
    let first = DocumentedCustomer.all.count
    guard customers.count > first else { return }
    let index = first + dice.roll(customers.count - first)
    guard let customer = customer(at: index) else { return }
    var revision = CustomerRevision(
      nameGeneration: customer.nameGeneration, salesperson: customer.salesperson,
      isActive: customer.isActive, updatedOn: now
    )
    transform(&revision, &dice)
    revisions[index] = revision
    let happened = kind ?? (revision.isActive ? .activated : .deactivated)
    changes.append(CustomerChange(step: step, customerID: customer.id, kind: happened))
  }
}
