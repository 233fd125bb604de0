import Testing

@testable import Customers

@Suite struct CustomerTableTests {
  private let bella = Customer(
    id: 25_475, name: "Bella Rosa ", code: "T3526", accountingCode: "ACC10", customerType: "Retailer",
    salesperson: "Julian Mejía", salespersonID: 1_819, isActive: true,
    updatedOn: LocalDateTime("2017-08-02T12:15:17"))

  private func table(_ customers: [Customer]) -> (table: CustomerTable, duplicates: Int) {
    var builder = CustomerTableBuilder()
    for customer in customers { builder.append(customer) }
    return builder.finish()
  }

  @Test func givesBackWhatWasPutIn() {
    let unknown = Customer(id: 7, name: "")
    let inactive = Customer(id: 9, name: "花店 🌷", isActive: false)
    let table = table([bella, inactive, unknown]).table
    #expect((0..<3).map(table.customer) == [unknown, inactive, bella])
    #expect(table.row(ofID: 9) == 1)
    #expect(table.row(ofID: 8) == nil)
  }

  @Test func theLastOfSeveralWithTheSameIDCounts() {
    var renamed = bella
    renamed.name = "Bella"
    let (table, duplicates) = table([bella, Customer(id: 1, name: "A"), renamed, renamed])
    #expect(duplicates == 2)
    #expect((0..<table.count).map(table.customer) == [Customer(id: 1, name: "A"), renamed])
  }

  @Test func whatTwoBuildersGatheredIsTheSameAsWhatOneGathers() {
    var random = RandomCustomers(seed: 4)
    let customers = random.customers(count: 200)
    for shuffled in [customers, customers.shuffled(using: &random.random)] {
      for split in [0, 1, 90, 200] {
        var first = CustomerTableBuilder()
        for customer in shuffled[..<split] { first.append(customer) }
        var second = CustomerTableBuilder()
        for customer in shuffled[split...] { second.append(customer) }
        first.append(second)
        let (joined, whole) = (first.finish().table, table(shuffled).table)
        #expect(joined.text == whole.text && joined.textOffsets == whole.textOffsets)
        #expect(joined.types == whole.types && joined.typeCodes == whole.typeCodes)
        #expect(joined.salespeople == whole.salespeople)
        #expect((0..<200).map(joined.customer) == (0..<200).map(whole.customer))
      }
    }
  }

  @Test func everyoneIsActiveUntilToldOtherwise() {
    let table = table([
      Customer(id: 1, name: "A", isActive: true), Customer(id: 2, name: "B", isActive: false),
      Customer(id: 3, name: "C"),
    ]).table
    #expect(Array(table.rows(scope: .all, status: .active)) == [0, 2])
    #expect(Array(table.rows(scope: .all, status: .inactive)) == [1])
    #expect(Array(table.rows(scope: .all, status: .all)) == [0, 1, 2])
    #expect(table.rows(scope: .mine, status: .all).isEmpty)
  }

  @Test func joinsDetailsWithNamesAndOwners() {
    let details = table([bella]).table
    let names = table([Customer(id: 25_475, name: "Other name"), Customer(id: 3, name: "Only a name")]).table
    let own = table([Customer(id: 4, name: "Mine alone"), Customer(id: 25_475, name: "Bella")]).table
    let joined = CustomerTable.joining(details: details, names: names, ownership: .listed(own))
    #expect(joined.ids == [3, 4, 25_475])
    #expect(joined.customer(at: 2).name == "Bella Rosa ")
    #expect((0..<3).map { joined.customer(at: $0).isMine } == [false, true, true])
    let byID = CustomerTable.joining(details: details, names: names, ownership: .salesperson(1_819))
    #expect(Array(byID.rows(scope: .mine, status: .all)) == [1])
    #expect(CustomerTable.joining(details: nil, names: nil, ownership: .unknown).count == 0)
  }

  private func customer(_ id: UInt64, rep: UInt64?, isActive: Bool = true) -> Customer {
    Customer(id: id, name: "\(id)", salespersonID: rep, isActive: isActive)
  }

  @Test func `my salesperson's inactive customers are mine, too`() {
    let details = table([
      customer(1, rep: 5), customer(2, rep: nil), customer(3, rep: 5, isActive: false), customer(4, rep: 5),
      customer(5, rep: 6, isActive: false),
    ]).table
    let own = table([customer(1, rep: nil), customer(2, rep: nil)]).table
    let joined = CustomerTable.joining(details: details, names: nil, ownership: .listed(own))
    #expect(Array(joined.rows(scope: .mine, status: .all)) == [0, 1, 2])
  }

  @Test func `without one salesperson nobody's inactive customers are mine`() {
    let details = table([
      customer(1, rep: 5), customer(2, rep: 6), customer(3, rep: 5, isActive: false),
    ]).table
    let own = table([customer(1, rep: nil), customer(2, rep: nil)]).table
    let joined = CustomerTable.joining(details: details, names: nil, ownership: .listed(own))
    #expect(Array(joined.rows(scope: .mine, status: .all)) == [0, 1])
  }
}
