import Customers
import Testing

@Suite struct CustomerGroupsTests {
  private let table = SmallTable([
    Customer(
      id: 1, name: "Bella", customerType: "Florist", salesperson: "Ana", isActive: true,
      updatedOn: LocalDateTime("2025-03-01")),
    Customer(
      id: 2, name: "Rosa", customerType: "FLORIST", salesperson: "Jo", isActive: false,
      updatedOn: LocalDateTime("2025-12-31T23:59:59")),
    Customer(
      id: 3, name: "Viola", customerType: "Florist", salesperson: "Ana", isActive: true,
      updatedOn: LocalDateTime("0007-01-01")),
    Customer(id: 4, name: "Iris", customerType: "Baker", salesperson: "Ana"),
    Customer(id: 5, name: "Nobody's"),
  ])
  .table

  private func words(_ fields: GroupField..., rows: RowSet? = nil) -> [String] {
    let groups = CustomerGroups(of: table, rows: rows ?? RowSet(allOf: table.count), by: fields)
    return groups.groups.map { "\($0.values.map { $0 ?? "-" }.joined(separator: "/")) \($0.count)" }
  }

  @Test func `the largest groups stand first, equal ones by name, the unknown ones last`() {
    #expect(words(.type) == ["Florist 3", "Baker 1", "- 1"])
    #expect(words(.salesperson) == ["Ana 3", "Jo 1", "- 1"])
    #expect(words(.status) == ["active 2", "- 2", "inactive 1"])
    #expect(words(.year) == ["2025 2", "- 2", "0007 1"])
    #expect(words(.month) == ["- 2", "0007-01 1", "2025-03 1", "2025-12 1"])
    #expect(words(.mine) == ["- 5"])
  }

  @Test func `several fields count together`() {
    #expect(words(.type, .salesperson) == ["Florist/Ana 2", "Baker/Ana 1", "Florist/Jo 1", "-/- 1"])
    #expect(words(.salesperson, .status, .year).count == 5)
  }

  @Test func `without a field all are one group, and nobody is none`() {
    #expect(words() == [" 5"])
    let none = CustomerGroups(of: table, rows: RowSet(rowCount: table.count), by: [.type])
    #expect(none.groups.isEmpty)
    #expect(none.total == 0)
  }

  @Test func `records say what is unknown, and hold texts as they are`() throws {
    let groups = CustomerGroups(of: table, rows: RowSet(allOf: table.count), by: [.type])
    var bytes: [UInt8] = []
    try groups.records.write(with: CustomerExport.Options(format: .json)) { bytes.append(contentsOf: $0) }
    let text = String(decoding: bytes, as: UTF8.self)
    #expect(text.contains("{\"customerType\":\"Florist\",\"customers\":3}"))
    #expect(text.contains("{\"customerType\":null,\"customers\":1}"))
  }
}
