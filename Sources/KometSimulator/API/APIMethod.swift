import NIOHTTP1

/// The methods of the API that the sample server speaks; the raw values are their names in the path.
enum APIMethod: String, CaseIterable {
  case customerList = "customer.list"
  case customerByCompanyList = "customer.by.company.list"
  case login
  case locationList = "location.list"
  case customerContactList = "customer.contact.list"

  static let basePath = "/api"

  var httpMethod: HTTPMethod { self == .login ? .POST : .GET }

  /// The method with a path such as `/api/customer.list`.
  init?(path: some StringProtocol) {
    let prefix = Self.basePath + "/"
    guard path.hasPrefix(prefix) else { return nil }
    self.init(rawValue: String(path.dropFirst(prefix.count)))
  }
}
