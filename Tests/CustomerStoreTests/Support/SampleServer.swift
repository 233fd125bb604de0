import CustomerStore
import Customers

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
