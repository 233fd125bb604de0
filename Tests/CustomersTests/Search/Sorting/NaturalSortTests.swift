import ProofTesting
import Testing

@testable import Customers

@Suite struct NaturalSortTests {
  private func sorted(_ names: [String], descending: Bool = false) -> [String] {
    let table = CustomerTable(
      names.enumerated().map { Customer(id: UInt64($0.offset + 1), name: $0.element) })
    let order = ColumnSort(table: table).nameOrder()
    let rows = descending ? order.descendingRows() : order.rows
    return rows.map { table.customer(at: Int($0)).name }
  }

  @Test func sortsAsPeopleCount() {
    #expect(
      sorted(["10 DOWNING ST", "a TRIO", "2-14 ENTERPRISES", "A NEW LEAF"])
        == ["2-14 ENTERPRISES", "10 DOWNING ST", "A NEW LEAF", "a TRIO"])
    #expect(sorted(["a10", "a2", "a1", "a010", "a01", "b"]) == ["a01", "a1", "a2", "a010", "a10", "b"])
    #expect(sorted(["Zebra", "arm", "Árpád", "Ärger"]) == ["Ärger", "arm", "Árpád", "Zebra"])
    #expect(
      sorted(["x99999999999999999999999", "x9", "x99999999999999999999998", "xa", "x"])
        == ["x", "x9", "x99999999999999999999998", "x99999999999999999999999", "xa"])
  }

  @Test func blanksAroundDoNotCountAndEqualNamesStandByTheirText() {
    #expect(
      sorted(["bella rosa", "Bella  ", " bella", "BELLA"]) == [" bella", "BELLA", "Bella  ", "bella rosa"])
  }

  @Test func emptyNamesStandLastInBothDirections() {
    #expect(sorted(["", "b", " ", "a"]) == ["a", "b", "", " "])
    #expect(sorted(["", "b", " ", "a"], descending: true) == ["b", "a", "", " "])
  }

  @Test func descendingKeepsTheOrderOfEquals() {
    #expect(sorted(["b", "A", "a", "B"], descending: true) == ["B", "b", "A", "a"])
  }

  @Test func numbersOfThousandsOfDigitsCountByTheirValue() {
    let digits = String(repeating: "1", count: 4_000)
    #expect(sorted(["\(digits)2x", "\(digits)1y", digits]) == [digits, "\(digits)1y", "\(digits)2x"])
  }

  @Test func longEqualBeginningsAreNoTrouble() {
    let start = String(repeating: "long ", count: 5_000)
    let names = (0..<200).map { "\(start)\(($0 * 7) % 200)" }
    #expect(sorted(names) == (0..<200).map { "\(start)\($0)" })
    let nested = (0..<400).map { String(repeating: "a", count: ($0 * 11) % 400 * 8 + 1) }
    #expect(sorted(nested).map(\.count) == (0..<400).map { $0 * 8 + 1 })
  }

  @Test(arguments: 0..<8)
  func agreesWithThePlainOrder(seed: Int) {
    var random = RandomCustomers(seed: UInt64(seed))
    let customers = random.customers(count: ProofScale.rounds(full: 3_000, few: 250))
    let table = CustomerTable(customers)
    let order = ColumnSort(table: table).nameOrder()
    let expected = customers.sorted(by: ReferenceOrder.isByName)
    #expect(order.rows.map { table.ids[Int($0)] } == expected.map(\.id))
    let sort = NaturalSort(table: table, field: .name, tieRanks: nil)
    #expect(sort.order(of: Array(order.rows.shuffled(using: &random.random).prefix(50))).rows.count == 50)
  }

  @Test(arguments: 0..<8)
  func theFirstOfSomeRowsAreFoundWithoutSortingAll(seed: Int) {
    var random = RandomCustomers(seed: UInt64(seed))
    let table = CustomerTable(random.customers(count: 600))
    let order = ColumnSort(table: table).nameOrder().rows
    let starts = NameStarts(table)
    let sort = NaturalSort(table: table, field: .name, tieRanks: nil)
    for count in [0, 1, 30, 600] {
      let some = Set(order.shuffled(using: &random.random).prefix(count))
      let expected = order.filter(some.contains)
      for wanted in [1, 7, count] {
        let candidates = starts.candidates(forFirst: wanted, of: some.sorted())
        #expect(sort.order(of: candidates).rows.prefix(wanted) == expected.prefix(wanted))
        #expect(count < 600 || wanted == count || candidates.count < count)
      }
    }
  }

  @Test(arguments: ["", "Flores ", "flores de"])
  func manyNamesStandAsFewDo(start: String) {
    var random = RandomCustomers(seed: 9)
    // Enough to be dealt out and counted, among them all kinds of equal ones.
    let customers = random.customers(count: 6_000).map { customer in
      var customer = customer
      if !customer.name.isEmpty { customer.name = start + customer.name }
      return customer
    }
    let table = CustomerTable(customers)
    let order = ColumnSort(table: table).nameOrder()
    #expect(Set(order.rows).count == customers.count)
    let sorted = order.rows.map { customers[Int($0)] }
    #expect(zip(sorted, sorted.dropFirst()).allSatisfy(ReferenceOrder.isByName))
    for (place, (first, second)) in zip(sorted, sorted.dropFirst()).enumerated() {
      let isOther = ReferenceOrder.isBefore(first.name, second.name) != nil
      #expect(order.valueStarts.contains(place + 1) == (isOther || place + 1 == order.emptyStart))
      #expect(!isOther || place < order.emptyStart)
    }
  }

  @Test(arguments: CustomerColumn.told, [false, true])
  func everyColumnSortsAndKeepsNamesInOrder(column: CustomerColumn, isDescending: Bool) {
    var random = RandomCustomers(seed: 5)
    let customers = random.customers(count: 300)
    let table = CustomerTable(customers)
    let names = ColumnSort(table: table).nameOrder()
    let rows = ColumnSort(table: table).rows(
      in: CustomerOrder(column, descending: isDescending), names: names)
    let sorted = rows.map { table.customer(at: Int($0)) }
    #expect(Set(sorted.map(\.id)).count == customers.count)
    for (first, second) in zip(sorted, sorted.dropFirst()) {
      switch Self.isBefore(first, second, column) {
      case nil:
        if column != .name || !isDescending { #expect(ReferenceOrder.isByName(first, second)) }
      case .some(let isBefore):
        let isEmptyLast = Self.isEmpty(second, column)
        #expect(!Self.isEmpty(first, column))
        #expect(isEmptyLast || isBefore != isDescending)
      }
    }
  }

  @Test func furtherColumnsDecideBetweenEqualValues() {
    let customers = [
      Customer(id: 1, name: "rose", code: "B"), Customer(id: 2, name: "Lily", code: "a2"),
      Customer(id: 3, name: "ROSE", code: "a"), Customer(id: 4, name: "lily", code: "a10"),
      Customer(id: 5, name: "fern", code: nil),
    ]
    let table = CustomerTable(customers)
    func ids(_ first: CustomerOrder, _ further: CustomerOrder...) -> [UInt64] {
      var order = first
      order.further = further
      let rows = ColumnSort(table: table).rows(in: order, names: ColumnSort(table: table).nameOrder())
      return rows.map { table.ids[Int($0)] }
    }
    #expect(ids(CustomerOrder(.name), CustomerOrder(.code)) == [5, 2, 4, 3, 1])
    #expect(ids(CustomerOrder(.name), CustomerOrder(.code, descending: true)) == [5, 4, 2, 1, 3])
    #expect(ids(CustomerOrder(.name, descending: true), CustomerOrder(.id)) == [1, 3, 2, 4, 5])
    #expect(
      ids(CustomerOrder(.active), CustomerOrder(.name, descending: true), CustomerOrder(.id)) == [
        1, 3, 2, 4, 5,
      ])
  }

  private static func texts(_ customer: Customer, _ column: CustomerColumn) -> String? {
    switch column {
    case .name: customer.name
    case .code: customer.code ?? ""
    case .type: customer.customerType ?? ""
    case .salesperson: customer.salesperson ?? ""
    case .accountingCode: customer.accountingCode ?? ""
    default: nil
    }
  }

  private static func number(_ customer: Customer, _ column: CustomerColumn) -> Int128? {
    switch column {
    case .id: Int128(customer.id)
    case .salespersonID: customer.salespersonID.map { Int128($0) }
    case .updated: customer.updatedOn.map { Int128($0.secondsSinceEpoch) }
    case .active: customer.isActive.map { $0 ? 1 : 0 }
    default: customer.isMine.map { $0 ? 1 : 0 }
    }
  }

  private static func isEmpty(_ customer: Customer, _ column: CustomerColumn) -> Bool {
    if let text = texts(customer, column) { return ReferenceFolding.fold(text).scalars.isEmpty }
    return number(customer, column) == nil
  }

  /// Whether one stands before the other in ascending order; nil for equal values.
  private static func isBefore(_ first: Customer, _ second: Customer, _ column: CustomerColumn) -> Bool? {
    if let one = texts(first, column), let other = texts(second, column) {
      return ReferenceOrder.isBefore(one, other)
    }
    let one = number(first, column) ?? .max
    let other = number(second, column) ?? .max
    return one == other ? nil : one < other
  }
}
