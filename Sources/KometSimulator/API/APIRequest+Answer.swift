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

  private func requireSalesChannel() throws(Refusal) {
    let channels = ["WEB_APP", "MOBILE_APP", "K2K", "ECOMMERCE_LITE"]
    guard let channel = headers.first(name: "X-SALES-CHANNEL") else {
      throw Refusal(message: "The header X-SALES-CHANNEL is missing.")
    }
    guard channel.count <= 20 else {
      throw Refusal(message: "The header X-SALES-CHANNEL is longer than 20 characters.")
    }
    guard channels.contains(channel) else {
      throw Refusal(
        message: "The header X-SALES-CHANNEL must be one of \(channels.joined(separator: ", ")).")
    }
  }

  private func requireAccount() throws(Refusal) {
    guard let account = headers.first(name: "X-ACCOUNT") else {
      throw Refusal(message: "The header X-ACCOUNT is missing.")
    }
    guard let number = Int(account) else {
      throw Refusal(message: "The header X-ACCOUNT must be an integer.")
    }
    guard number == SampleCredentials.account else {
      throw Refusal(message: "The header X-ACCOUNT does not belong to the authentication token's company.")
    }
  }
}
