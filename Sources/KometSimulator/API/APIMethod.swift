/// The methods of the API that the sample server speaks; the raw values are their names in the path.
enum APIMethod: String, CaseIterable {
  case customerList = "customer.list"
  case customerByCompanyList = "customer.by.company.list"
  case login
  case locationList = "location.list"
  case customerContactList = "customer.contact.list"

  static let basePath = "/api"

  var httpMethod: String { self == .login ? "POST" : "GET" }

  /// The method with a path such as `/api/customer.list`.
  init?(path: some StringProtocol) {
    let prefix = Self.basePath + "/"
    guard path.hasPrefix(prefix) else { return nil }
    self.init(rawValue: String(path.dropFirst(prefix.count)))
  }
}

/// A request to the API, as far as the methods look at it.
struct APIRequest {
  let method: APIMethod
  let parameters: Parameters
  let headers: HTTPHeaders
}

extension APIRequest {
  /// What the API answers about `company`, by its document; `fault` spoils only what lists hold.
  func answer(about company: Company, fault: SimulatorFault.Kind?) -> Answer {
    do throws(Refusal) {
      switch method {
      case .customerList: return try customerList(of: company, fault: fault)
      case .customerByCompanyList: return try customerByCompanyList(of: company, fault: fault)
      case .login: return try login()
      case .locationList: return try locationList()
      case .customerContactList: return try contactList(of: company)
      }
    } catch {
      return .refusal(error.message)
    }
  }

  private func customerList(of company: Company, fault: SimulatorFault.Kind?) throws(Refusal) -> Answer {
    try parameters.requireToken([.company, .vendor], for: method.rawValue)
    let filter = CustomerFilter(
      id: try parameters.integer("id"),
      name: try parameters.text("name", limit: 200).map(LikePattern.init),
      code: try parameters.text("code", limit: 10)?.uppercased(),
      salespersonID: try parameters.integer("salesPersonId"),
      includesInactive: try parameters.flag("includeInactive") ?? false,
      locationID: try parameters.integer("locationId"),
      updatedSince: try parameters.day("updateAsOf"),
      detailedOnly: true
    )
    return list(of: company, filter: filter, form: .details, fault: fault)
  }

  private func customerByCompanyList(
    of company: Company, fault: SimulatorFault.Kind?
  ) throws(Refusal) -> Answer {
    try requireSalesChannel()
    try requireAccount()
    try parameters.requireToken([.user], for: method.rawValue)
    let isMineOnly = try parameters.flag("showSalespersonCustomers") ?? false
    let filter = CustomerFilter(salespersonID: isMineOnly ? SampleCredentials.salespersonID : nil)
    return list(of: company, filter: filter, form: .idsAndNames, fault: fault)
  }

  private func list(
    of company: Company, filter: CustomerFilter, form: CustomerAnswer.Form, fault: SimulatorFault.Kind?
  ) -> Answer {
    let answer = CustomerAnswer(
      company: company, filter: filter, form: form, flaw: fault?.recordFlaw,
      isEndless: fault == .huge
    )
    return Answer(body: .customers(answer))
  }
}

/// The methods around the two lists.
extension APIRequest {
  private struct LoginDocument: Encodable {
    let status = "1"
    let message = "OK"
    let apiKey = SampleCredentials.userToken
  }

  private struct LocationsDocument: Encodable {
    let status = "1"
    let message = "OK"
    let locations: [SampleLocation]
  }

  private struct ContactsDocument: Encodable {
    let status = "1"
    let message = "OK"
    let contacts: [SampleContact]
  }

  fileprivate func login() throws(Refusal) -> Answer {
    guard let userName = try parameters.text("username", limit: 200),
      let password = try parameters.text("password", limit: 200)
    else { throw Refusal(message: "The parameters username and password are required.") }
    guard userName == SampleCredentials.userName, password == SampleCredentials.password else {
      throw Refusal(message: "The user name or the password is not right.")
    }
    return .json(LoginDocument())
  }

  fileprivate func locationList() throws(Refusal) -> Answer {
    try parameters.requireToken([.company], for: method.rawValue)
    let id = try parameters.integer("id")
    let name = try parameters.text("name", limit: 200).map(LikePattern.init)
    let code = try parameters.text("code", limit: 10)?.uppercased()
    let locations = SampleLocation.all.filter { location in
      (id == nil || location.id == id) && (code == nil || location.code == code)
        && name?.matches(Array(location.name.utf8)) != false
    }
    return .json(LocationsDocument(locations: locations))
  }

  fileprivate func contactList(of company: Company) throws(Refusal) -> Answer {
    try parameters.requireToken([.company], for: method.rawValue)
    guard let id = try parameters.integer("customerId") else {
      throw Refusal(message: "The parameter customerId is missing.")
    }
    guard let index = company.customers.index(ofID: id), let customer = company.customer(at: index) else {
      throw Refusal(message: "There is no customer with this customerId.")
    }
    let contacts = SampleContact.contacts(of: customer, seed: company.customers.seed)
    return .json(ContactsDocument(contacts: contacts))
  }
}
