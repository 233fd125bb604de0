import CustomerStore
import Customers
import ProofTesting

/// The customers as a server would hold them, answering what a plan asks.
struct SampleServer {
  var customers: [UInt64: Customer] = [:]
  /// Those in the list of everybody's customers; nil: all of them.
  var listed: Set<UInt64>?
  var own: Set<UInt64> = []

  init(_ customers: [Customer] = [], own: Set<UInt64> = []) {
    for customer in customers { self.customers[customer.id] = customer }
    self.own = own
  }

  func answers(to plan: SyncPlan) -> SyncAnswers {
    var answers = SyncAnswers()
    switch plan.details {
    case .all?: answers.details = table(customers.values)
    case .updated(let day)?:
      answers.details = table(customers.values.filter { ($0.updatedOn?.date).map { $0 >= day } ?? false })
    case nil: break
    }
    if plan.asksLists {
      answers.names = table(names { listed?.contains($0) ?? true })
      answers.own = table(names { own.contains($0) })
    }
    return answers
  }

  private func names(_ isIncluded: (UInt64) -> Bool) -> [Customer] {
    customers.values.filter { isIncluded($0.id) }.map { Customer(id: $0.id, name: $0.name) }
  }

  private func table(_ customers: some Sequence<Customer>) -> CustomerTable {
    var builder = CustomerTableBuilder()
    for customer in customers { builder.append(customer) }
    return builder.finish().table
  }
}

extension CustomerCache {
  /// Plans a sync, asks the server and applies what it says.
  @discardableResult
  func sync(
    _ server: SampleServer, _ day: Int, full: Bool = false, acceptingLosses: Bool = false
  ) throws -> SyncSummary {
    let plan = try plan(now: january(day), forcesFull: full)
    return try apply(server.answers(to: plan), of: plan, acceptingLosses: acceptingLosses)
  }
}

extension CustomerTable {
  var customers: [Customer] { (0..<count).map(customer) }
}

extension Customer {
  /// Updated at noon on a day of January 2026, by Ana, and as usual in every other respect.
  static func sample(_ id: UInt64, _ name: String, updated day: Int = 5) -> Customer {
    Customer(
      id: id, name: name, code: "C\(id)", customerType: "Retailer", salesperson: "Ana Tran",
      salespersonID: 11, isActive: true,
      updatedOn: LocalDateTime(secondsSinceEpoch: Int64(20_453 + day) * 86_400 + 43_200))
  }
}

extension SampleServer {
  private static let texts: [String?] = [
    nil, "Bella Rosa", "10 DOWNING ST ", "Julian Mejía", "花屋 🌷", "O'Hara & Söhne", "a\u{0}b\u{1b}[31m",
    "=1+1",
    "\u{202e}abc", "x", "quite a long name for a shop that sells nothing else than tulips",
  ]

  /// A new customer, or a new version of one, updated on a day of January 2026.
  private static func randomCustomer(id: UInt64, day: Int, _ random: inout RandomSource) -> Customer {
    func text() -> String? { texts.randomElement(using: &random) ?? nil }
    return Customer(
      id: id, name: text() ?? "", code: text(), accountingCode: text(), customerType: text(),
      salesperson: text(), salespersonID: [nil, 11, 1 << 63, .max].randomElement(using: &random) ?? nil,
      isActive: [nil, true, false].randomElement(using: &random) ?? nil,
      updatedOn: Customer.sample(id, "", updated: day).updatedOn)
  }

  mutating func add(_ count: Int, day: Int, _ random: inout RandomSource) {
    for _ in 0..<count {
      let isUsual = Bool.random(using: &random)
      let id = isUsual ? UInt64.random(in: 0...500, using: &random) : random.next()
      customers[id] = Self.randomCustomer(id: id, day: day, &random)
      if Bool.random(using: &random) { own.insert(id) } else { own.remove(id) }
    }
  }

  mutating func editSome(day: Int, _ random: inout RandomSource) {
    for id in customers.keys.sorted() where UInt8.random(in: 0..<8, using: &random) == 0 {
      customers[id] = Self.randomCustomer(id: id, day: day, &random)
    }
  }

  mutating func removeSome(_ random: inout RandomSource) {
    for id in customers.keys.sorted() where UInt8.random(in: 0..<16, using: &random) == 0 {
      customers[id] = nil
      own.remove(id)
    }
  }
}
