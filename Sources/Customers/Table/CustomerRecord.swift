/// One customer on its way into a table: its own texts as borrowed UTF-8 bytes, others as the builder's codes.
///
/// An empty text means that the API did not say. The bytes need to live only until the record is appended.
package struct CustomerRecord {
  package typealias Text = UnsafeBufferPointer<UInt8>

  package var id: UInt64
  package var name: Text
  package var code: Text
  package var accountingCode: Text
  /// The builder's codes.
  package var typeCode: UInt32
  package var salespersonCode: UInt32
  package var isActive: Bool?
  package var updatedOn: LocalDateTime?

  package init(
    id: UInt64,
    name: Text,
    code: Text = Text(start: nil, count: 0),
    accountingCode: Text = Text(start: nil, count: 0),
    typeCode: UInt32,
    salespersonCode: UInt32,
    isActive: Bool? = nil,
    updatedOn: LocalDateTime? = nil
  ) {
    self.id = id
    self.name = name
    self.code = code
    self.accountingCode = accountingCode
    self.typeCode = typeCode
    self.salespersonCode = salespersonCode
    self.isActive = isActive
    self.updatedOn = updatedOn
  }
}
