/// One customer on its way into a table, its texts as borrowed UTF-8 bytes.
///
/// An empty text means that the API did not say. The bytes need to live only until the record is appended.
package struct CustomerRecord {
  package typealias Text = UnsafeBufferPointer<UInt8>

  package var id: Int64
  package var name: Text
  package var code: Text
  package var accountingCode: Text
  package var customerType: Text
  package var salesperson: Text
  package var salespersonID: Int64?
  package var isActive: Bool?
  package var updatedOn: LocalDateTime?

  package init(
    id: Int64,
    name: Text,
    code: Text = Text(start: nil, count: 0),
    accountingCode: Text = Text(start: nil, count: 0),
    customerType: Text = Text(start: nil, count: 0),
    salesperson: Text = Text(start: nil, count: 0),
    salespersonID: Int64? = nil,
    isActive: Bool? = nil,
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
    self.updatedOn = updatedOn
  }
}
