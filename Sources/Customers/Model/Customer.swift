/// One customer of the company, as far as the API told.
///
/// A value is built only for a row that is shown or exported; everything else works on `CustomerTable`.
/// `nil` means that the API did not say.
package struct Customer: Equatable, Sendable {
  package var id: UInt64
  package var name: String
  package var code: String?
  package var accountingCode: String?
  package var customerType: String?
  package var salesperson: String?
  package var salespersonID: UInt64?
  package var isActive: Bool?
  package var isMine: Bool?
  package var updatedOn: LocalDateTime?

  package init(
    id: UInt64,
    name: String,
    code: String? = nil,
    accountingCode: String? = nil,
    customerType: String? = nil,
    salesperson: String? = nil,
    salespersonID: UInt64? = nil,
    isActive: Bool? = nil,
    isMine: Bool? = nil,
    updatedOn: LocalDateTime? = nil
  ) {
    self.id = id
    self.name = name
    self.code = code
    self.accountingCode = accountingCode
    self.customerType = customerType
    self.salesperson = salesperson
    self.salespersonID = salespersonID
    self.isActive = isActive
    self.isMine = isMine
    self.updatedOn = updatedOn
  }
}
