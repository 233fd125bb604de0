import Customers
import Testing

@testable import CustomerStore

@Suite struct FieldChangeTests {
  private static let old = Customer.sample(1, "Bella Rosa")

  private static let table: [(edit: @Sendable (inout Customer) -> Void, changes: [String])] = [
    ({ _ in }, []),
    ({ $0.name = "Bella" }, ["renamed name: Bella Rosa → Bella"]),
    ({ $0.isActive = false }, ["deactivated active: yes → no"]),
    ({ $0.isActive = nil }, ["edited active: yes → ?"]),
    ({ $0.salespersonID = 12 }, ["reassigned salesperson_id: 11 → 12"]),
    ({ $0.salesperson = "Ana T." }, ["edited salesperson: Ana Tran → Ana T."]),
    ({ $0.code = nil }, ["edited code: C1 → ?"]),
    ({ $0.isMine = true }, ["edited mine: ? → yes"]),
    (
      { $0.updatedOn = LocalDateTime("2026-01-07T01:02:03") },
      ["edited updated: 2026-01-05T12:00:00 → 2026-01-07T01:02:03"]
    ),
    (
      {
        $0.customerType = "Wholesaler"
        $0.updatedOn = nil
      }, ["edited type: Retailer → Wholesaler"]
    ),
    (
      {
        $0.salesperson = "Bo"
        $0.salespersonID = 12
      }, ["reassigned salesperson: Ana Tran → Bo", "reassigned salesperson_id: 11 → 12"]
    ),
  ]

  @Test(arguments: table.indices)
  func `each field that differs is named`(index: Int) {
    var new = Self.old
    Self.table[index].edit(&new)
    #expect(FieldChange.all(from: Self.old, to: new).map(\.text) == Self.table[index].changes)
  }

  @Test func `an inactive customer is reactivated even if its status becomes unknown`() {
    var inactive = Self.old
    inactive.isActive = false
    for status in [true, nil] {
      var new = inactive
      new.isActive = status
      #expect(FieldChange.all(from: inactive, to: new).map(\.kind) == [.reactivated])
    }
  }

  @Test func `without ids another name is another salesperson`() {
    var (old, new) = (Self.old, Self.old)
    old.salespersonID = nil
    new.salespersonID = nil
    new.salesperson = "Bo"
    #expect(FieldChange.all(from: old, to: new).map(\.kind) == [.reassigned])
  }
}

extension FieldChange {
  fileprivate var text: String {
    "\(kind.rawValue) \(field.rawValue): \(oldValue ?? "?") → \(newValue ?? "?")"
  }
}
