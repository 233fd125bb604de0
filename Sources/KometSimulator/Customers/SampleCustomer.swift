/// What is known about one customer of the sample company, but for its texts.
struct SampleCustomer: Sendable {
  /// The place in the sample company, from 0 on.
  let index: Int
  let id: Int
  var isActive: Bool
  /// Place in the sales team.
  var salesperson: Int
  /// Whether the record says who the salesperson is.
  var namesSalesperson: Bool
  var hasSalespersonID: Bool
  /// Place in `SampleCustomers.types`; nil if unknown or documented.
  var type: Int?
  /// Seconds since 1970 on the server's wall clock; nil if unknown.
  var updatedOn: Int?
  /// Place in `SampleCustomers.locations`.
  var location: Int
  var spelling: RecordSpelling
  /// How often the customer has been renamed.
  var nameGeneration = 0
  /// False for one that only `customer.by.company.list` knows.
  var hasDetails = true

  var documented: DocumentedCustomer? {
    index < DocumentedCustomer.all.count ? DocumentedCustomer.all[index] : nil
  }
}
