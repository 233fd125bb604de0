import CustomerStore
import Customers
import ProofTesting

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
