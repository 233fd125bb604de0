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
      "\(rawValue) needs a company or vendor token: check \(APISetting.companyToken)."
    case .customersByCompany:
      "\(rawValue) needs a user token and its company's account: check \(APISetting.userToken), and "
        + "\(APISetting.account)."
    case .contactList:
      "\(rawValue) needs a company token: check \(APISetting.companyToken)."
    }
  }
}
