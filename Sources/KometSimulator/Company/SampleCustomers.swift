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
    var random = SplitMix64(seed: seed, .identity, index)
    let rank = index - DocumentedCustomer.all.count
    return Self.firstID + rank * Self.idsPerCustomer + random.next(below: Self.idsPerCustomer)
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
    var random = SplitMix64(seed: seed, .traits, index)
    let missing = random.next(below: 200)
    return SampleCustomer(
      index: index,
      id: id(at: index),
      isActive: random.next(below: 100) >= 8,
      salesperson: team.pick(&random),
      namesSalesperson: missing >= 8,
      hasSalespersonID: missing >= 4,
      type: random.next(below: 40) == 0
        ? nil : min(random.next(below: Self.types.count), random.next(below: Self.types.count)),
      updatedOn: random.next(below: 200) == 0 ? nil : update(&random),
      location: SampleLocation.pick(&random),
      spelling: RecordSpelling(rawValue: UInt8(truncatingIfNeeded: random.next()))
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
  private func update(_ random: inout SplitMix64) -> Int {
    let allDays = max(1, today.daysSinceEpoch - Self.oldestUpdate.daysSinceEpoch)
    let daysBack =
      switch random.next(below: 100) {
      case ..<2: 7
      case ..<25: 90
      default: allDays
      }
    let day = LocalDate(daysSinceEpoch: today.daysSinceEpoch - 1 - random.next(below: min(daysBack, allDays)))
    let opening = 6 * 3600
    let officeHours = 14 * 3600
    return day.firstSecond + opening + random.next(below: officeHours)
  }
}

/// What is known about one customer of the sample company, but for its texts.
struct SampleCustomer: Sendable {
  /// Its index in the sample company.
  let index: Int
  let id: Int
  var isActive: Bool
  /// Index in the sales team.
  var salesperson: Int
  /// Whether the record says who the salesperson is.
  var namesSalesperson: Bool
  var hasSalespersonID: Bool
  /// Index in `SampleCustomers.types`; nil if unknown or documented.
  var type: Int?
  /// Seconds since 1970 on the server's wall clock; nil if unknown.
  var updatedOn: Int?
  /// Index in `SampleLocation.all`.
  var location: Int
  var spelling: RecordSpelling
  /// How often the customer has been renamed.
  var nameGeneration = 0
  /// False for one that only `customer.by.company.list` knows.
  var hasDetails = true

  var documented: DocumentedCustomer? {
    index < DocumentedCustomer.all.count ? DocumentedCustomer.all[index] : nil
  }
}

/// A customer of the documented samples; the sample company's list begins with them, by ascending id.
struct DocumentedCustomer: Sendable {
  let id: Int
  let name: StaticString
  var code: StaticString = ""
  var accountingCode: StaticString = ""
  var customerType: StaticString = ""
  /// Index in the sales team.
  let salesperson: Int
  var namesSalesperson = true
  var updatedOn: LocalDateTime?
  /// Only one is known to `customer.by.company.list` alone.
  var hasDetails = true
  var spelling: RecordSpelling = []

  static let all: [DocumentedCustomer] = [
    DocumentedCustomer(
      id: 7_359, name: "2-14 ENTERPRISES BRIDAL CAKES", code: "214", accountingCode: "ACC214",
      customerType: "Event designer", salesperson: SalesTeam.user,
      updatedOn: LocalDateTime("2016-11-30T09:41:05")
    ),
    DocumentedCustomer(
      id: 25_475, name: "2-14 BRIDAL CAKES", code: "T3526", accountingCode: "ACC10",
      customerType: "PART-TIME FLORIST", salesperson: SalesTeam.user,
      updatedOn: LocalDateTime("2017-08-02T12:15:17"),
      spelling: [.idAsString, .activeAsString, .nameAfterSalesperson]
    ),
    DocumentedCustomer(
      id: 29_623, name: "A NEW LEAF OF WI,LLC", code: "ANEWLEAF", accountingCode: "ACC11",
      customerType: "Wholesaler", salesperson: SalesTeam.second,
      updatedOn: LocalDateTime("2017-09-12T08:03:44")
    ),
    DocumentedCustomer(
      id: 29_671, name: "a TRIO JEWELRY & DESIGN LLC", salesperson: SalesTeam.user, hasDetails: false
    ),
    DocumentedCustomer(
      id: 29_675, name: "10 DOWNING ST", code: "10DOWN", customerType: "Retailer",
      salesperson: SalesTeam.second,
      updatedOn: LocalDateTime("2017-09-14T15:20:00")
    ),
    DocumentedCustomer(
      id: 29_775, name: "Flores SAS", code: "ASS", customerType: "Retailer", salesperson: SalesTeam.second,
      namesSalesperson: false,
      updatedOn: LocalDateTime("2017-09-15T17:02:50"),
      spelling: [.idAsString, .activeAsString]
    ),
  ]
}
