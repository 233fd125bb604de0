import Customers

/// A call of an API method, checked and ready for the transport.
struct WireRequest: Sendable {
  let method: APIMethod
  let token: Secret
  private(set) var parameters: [(name: String, value: String)] = []
  var headers: [String] = []

  init(_ method: APIMethod, token: Secret) {
    self.method = method
    self.token = token
  }

  mutating func add(_ name: String, _ value: String?) {
    guard let value else { return }
    parameters.append((name, value))
  }

  /// The URL below `base`, with the token in the query as the API wants it.
  func url(below base: String) -> Secret {
    let query = [("authenticationToken", token.value)] + parameters.map { ($0.name, $0.value) }
    let encoded = query.map { "\($0.0)=\(PercentEncoding.encoded($0.1))" }
    return Secret("\(base)/\(method.rawValue)?\(encoded.joined(separator: "&"))")
  }
}

extension WireRequest {
  /// What the API takes at most.
  private enum Limit {
    static let name = 200
    static let code = CustomerListRequest.longestCode
    static let account = 20
  }

  /// `customer.list`; needs a company or vendor token.
  static func customerList(
    _ request: CustomerListRequest, _ configuration: APIConfiguration
  ) throws(KometAPIError) -> WireRequest {
    let token = try companyToken(for: .customerList, configuration)
    try check(request.name, "name", limit: Limit.name)
    try check(request.code, "code", limit: Limit.code)
    var wire = WireRequest(.customerList, token: token)
    wire.add("id", request.id.map(String.init))
    wire.add("name", request.name)
    wire.add("code", request.code)
    wire.add("salesPersonId", request.salespersonID.map(String.init))
    wire.add("includeInactive", request.includesInactive ? "true" : nil)
    wire.add("locationId", request.locationID.map(String.init))
    wire.add("updateAsOf", request.updatedAsOf?.description)
    return wire
  }

  /// `customer.by.company.list`; needs a user token and the company's account.
  static func customersByCompany(
    _ request: CustomersByCompanyRequest, _ configuration: APIConfiguration
  ) throws(KometAPIError) -> WireRequest {
    guard let token = configuration.userToken else {
      throw .wrongUsage(
        why: "There is no user token, which customer.by.company.list needs.",
        advice: "Set \(APISetting.userToken).")
    }
    guard let account = configuration.account else {
      throw .wrongUsage(
        why: "Your company's id is missing, which goes with a user token.",
        advice: "Komet Sales gives it to you; set \(APISetting.account).")
    }
    var wire = WireRequest(.customersByCompany, token: token)
    wire.add("showSalespersonCustomers", request.onlyOwn ? "true" : "false")
    wire.headers = ["X-SALES-CHANNEL: \(configuration.salesChannel.rawValue)", "X-ACCOUNT: \(account)"]
    return wire
  }

  /// `customer.contact.list`; needs a company token.
  static func contactList(
    ofCustomer id: UInt64, _ configuration: APIConfiguration
  ) throws(KometAPIError) -> WireRequest {
    var wire = WireRequest(.contactList, token: try companyToken(for: .contactList, configuration))
    wire.add("customerId", String(id))
    return wire
  }

  private static func companyToken(
    for method: APIMethod, _ configuration: APIConfiguration
  ) throws(KometAPIError) -> Secret {
    guard let token = configuration.companyToken else {
      throw .wrongUsage(
        why: "There is no company token, which \(method.rawValue) needs.",
        advice: "Set \(APISetting.companyToken).")
    }
    return token
  }

  /// Refuses an account that is no integer.
  static func check(account: String) throws(KometAPIError) {
    let isInteger = account.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    guard isInteger, !account.isEmpty, account.utf8.count <= Limit.account else {
      throw .wrongUsage(
        why: "Your company's id must be a whole number of at most \(Limit.account) digits.",
        advice: "Komet Sales gives it to you; set \(APISetting.account).")
    }
  }

  private static func check(_ value: String?, _ name: String, limit: Int) throws(KometAPIError) {
    guard let value else { return }
    guard value.unicodeScalars.count <= limit else {
      throw .wrongUsage(
        why: "The \(name) to look for is longer than the \(limit) characters that customer.list takes.",
        advice: "Look for a shorter one.")
    }
  }
}

/// Percent-encoding of query values (RFC 3986).
enum PercentEncoding {
  /// The text with every byte of its UTF-8 encoded that is not unreserved.
  static func encoded(_ text: String, uppercase: Bool = true) -> String {
    var encoded = ""
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
        UInt8(ascii: "~"):
        encoded.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        let digits = String(byte, radix: 16, uppercase: uppercase)
        encoded += digits.utf8.count == 1 ? "%0\(digits)" : "%\(digits)"
      }
    }
    return encoded
  }
}

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
