/// What the sample server takes for valid; fixed, and no secret.
package enum SampleCredentials {
  /// The token of the salesperson Julian Mejía (id 1819), for `customer.by.company.list`.
  package static let userToken = "SAMPLE-USER-TOKEN"
  /// The company's token, for `customer.list`, `location.list` and `customer.contact.list`.
  package static let companyToken = "SAMPLE-COMPANY-TOKEN"
  /// A vendor's token, for `customer.list`.
  package static let vendorToken = "SAMPLE-VENDOR-TOKEN"
  /// For the header `X-ACCOUNT`.
  package static let account = 1042
  /// For the header `X-SALES-CHANNEL`; the other documented ones are valid too.
  package static let salesChannel = "WEB_APP"
  /// The `salesPersonId` of the user token's salesperson.
  package static let salespersonID = 1819
  package static let userName = "julian"
  package static let password = "flowers"
}
