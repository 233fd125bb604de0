import Customers

/// A method of the Komet API that answers a list.
enum APIMethod: String, Sendable {
  case customerList = "customer.list"
  case customersByCompany = "customer.by.company.list"
  case contactList = "customer.contact.list"

  /// What the list holds.
  var listed: String { self == .contactList ? "contacts" : "customers" }

  /// What to look at when the server refuses.
  var settingsToCheck: String {
    switch self {
    case .customerList:
      "Check the company's or vendor's token: \(APISetting.companyToken)."
    case .customersByCompany:
      "Check your company's id (\(APISetting.account)) and the user token (\(APISetting.userToken))."
    case .contactList:
      "Check the company's token: \(APISetting.companyToken)."
    }
  }
}

/// What is asked of `customer.list`; the default asks for every active customer.
package struct CustomerListRequest: Sendable {
  /// Exact match.
  package var id: UInt64?
  /// An SQL LIKE pattern (`%` and `_`), at most 200 characters; case doesn't matter.
  package var name: String?
  /// The characters that a code has at most.
  package static let longestCode = 10

  /// Exact match but for case, at most `longestCode` characters.
  package var code: String?
  package var salespersonID: UInt64?
  /// Also the deactivated ones.
  package var includesInactive = false
  /// One location of a company in multi-location mode.
  package var locationID: UInt64?
  /// Only customers updated on that day or later.
  package var updatedAsOf: LocalDate?

  package init() {}

  /// Whether it is no wonder if no customer answers to it.
  var isNarrowed: Bool {
    id != nil || name != nil || code != nil || salespersonID != nil || updatedAsOf != nil
  }
}

/// What is asked of `customer.by.company.list`.
package struct CustomersByCompanyRequest: Sendable {
  /// Only the customers of the user whose token asks; otherwise all.
  package var onlyOwn: Bool

  package init(onlyOwn: Bool) {
    self.onlyOwn = onlyOwn
  }
}
