import Customers

/// A company's customers, made up from a seed: the same seed and day make the same customers.
///
/// Nothing is kept in memory: each customer is computed from its index alone. The first ones are those of
/// the documented samples. Ids ascend with the index and leave gaps; codes are unique.
package struct SampleCustomers: Sendable {
  /// How many customers a company may have.
  package static let countRange = 0...1_000_000

  static let types: [StaticString] = [
    "Wholesaler", "Retailer", "Supermarket", "Event designer", "E-commerce", "Importer", "PART-TIME FLORIST",
    "Wedding & Events", "Hotel/Restaurant", "Funeral home", "Mass market", "Bouquet maker",
  ]

  /// The first id that is made up; all documented ones are smaller.
  private static let firstID = 30_000
  /// Each made-up customer has so many ids for itself and takes one.
  private static let idsPerCustomer = 7
  /// 2015-01-01.
  private static let oldestUpdate = LocalDate(daysSinceEpoch: 16_436)

  let seed: UInt64
  private(set) var count: Int
  let today: LocalDate
  var hostileNames: Bool
  let team: SalesTeam

  /// The customers of a company of `count`, as `today` (nil for the machine's) finds them.
  ///
  /// The last update was the day before.
  package init(
    seed: UInt64 = 1,
    count: Int,
    today: LocalDate? = nil,
    hostileNames: Bool = false
  ) {
    precondition(Self.countRange.contains(count), "the company is too large")
    self.seed = seed
    self.count = count
    self.today = today ?? WallClock.today
    self.hostileNames = hostileNames
    team = SalesTeam(customerCount: count)
  }

  /// The company with one more customer, whose index is the old count.
  mutating func grow() {
    count += 1
  }

  func id(at index: Int) -> Int {
    if index < DocumentedCustomer.all.count { return DocumentedCustomer.all[index].id }
    var dice = Dice(seed: seed, .identity, index)
    let rank = index - DocumentedCustomer.all.count
    return Self.firstID + rank * Self.idsPerCustomer + dice.roll(Self.idsPerCustomer)
  }

  /// The index of the customer with `id`, or nil if there is none; takes no search.
  func index(ofID id: Int) -> Int? {
    guard id >= Self.firstID else {
      return DocumentedCustomer.all.prefix(count).firstIndex { $0.id == id }
    }
    let index = (id - Self.firstID) / Self.idsPerCustomer + DocumentedCustomer.all.count
    return index < count && self.id(at: index) == id ? index : nil
  }

  func customer(at index: Int) -> SampleCustomer {
    if index < DocumentedCustomer.all.count { return documented(at: index) }
    var dice = Dice(seed: seed, .traits, index)
    let missing = dice.roll(200)
    return SampleCustomer(
      index: index,
      id: id(at: index),
      isActive: dice.roll(100) >= 8,
      salesperson: team.pick(&dice),
      namesSalesperson: missing >= 8,
      hasSalespersonID: missing >= 4,
      type: dice.roll(40) == 0 ? nil : min(dice.roll(Self.types.count), dice.roll(Self.types.count)),
      updatedOn: dice.roll(200) == 0 ? nil : update(&dice),
      location: SampleLocation.pick(&dice),
      spelling: RecordSpelling(rawValue: UInt8(truncatingIfNeeded: dice.bits()))
    )
  }

  private func documented(at index: Int) -> SampleCustomer {
    let documented = DocumentedCustomer.all[index]
    return SampleCustomer(
      index: index,
      id: documented.id,
      isActive: true,
      salesperson: documented.salesperson,
      namesSalesperson: documented.namesSalesperson,
      hasSalespersonID: true,
      type: nil,
      updatedOn: documented.updatedOn.map { Int($0.secondsSinceEpoch) },
      location: 0,
      spelling: documented.spelling,
      hasDetails: documented.hasDetails
    )
  }

  /// A time in office hours, often in the last days or months, at the latest yesterday.
  private func update(_ dice: inout Dice) -> Int {
    let allDays = max(1, today.daysSinceEpoch - Self.oldestUpdate.daysSinceEpoch)
    let daysBack =
      switch dice.roll(100) {
      case ..<2: 7
      case ..<25: 90
      default: allDays
      }
    let day = LocalDate(daysSinceEpoch: today.daysSinceEpoch - 1 - dice.roll(min(daysBack, allDays)))
    let opening = 6 * 3600
    let officeHours = 14 * 3600
    return day.firstSecond + opening + dice.roll(officeHours)
  }
}
