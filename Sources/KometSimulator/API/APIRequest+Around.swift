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

  func login() throws(Refusal) -> Answer {
    guard let userName = try parameters.text("username", limit: 200),
      let password = try parameters.text("password", limit: 200)
    else { throw Refusal(message: "The parameters username and password are required.") }
    guard userName == SampleCredentials.userName, password == SampleCredentials.password else {
      throw Refusal(message: "The user name or the password is not right.")
    }
    return .json(LoginDocument())
  }

  func locationList() throws(Refusal) -> Answer {
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

  func contactList(of company: Company) throws(Refusal) -> Answer {
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
