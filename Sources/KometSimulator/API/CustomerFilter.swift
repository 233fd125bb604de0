import Customers

/// Which customers an answer holds; all conditions must be met.
struct CustomerFilter: Sendable {
  var id: Int?
  var name: LikePattern?
  /// In capitals.
  var code: String?
  var salespersonID: Int?
  var includesInactive = false
  var locationID: Int?
  var updatedSince: LocalDate?
  /// Only those that `customer.list` knows.
  var detailedOnly = false

  /// Whether a customer belongs to the answer; reads its texts only if they are asked about.
  ///
  /// `scratch` is memory to be used again for the next customer.
  func accepts(_ customer: SampleCustomer, of customers: SampleCustomers, scratch: inout [UInt8]) -> Bool {
    guard includesInactive || customer.isActive, !detailedOnly || customer.hasDetails else { return false }
    if let id, customer.id != id { return false }
    if let salespersonID {
      guard customer.hasSalespersonID, customers.team.members[customer.salesperson].id == salespersonID else {
        return false
      }
    }
    if let locationID, SampleLocation.all[customer.location].id != locationID { return false }
    if let updatedSince {
      guard let updatedOn = customer.updatedOn, updatedOn >= updatedSince.firstSecond else { return false }
    }
    if let code {
      customers.readCode(of: customer, into: &scratch)
      guard scratch.elementsEqual(code.utf8) else { return false }
    }
    guard let name else { return true }
    customers.readName(of: customer, into: &scratch)
    return name.matches(scratch)
  }
}
