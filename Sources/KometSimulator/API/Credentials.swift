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

/// Whom a token stands for; each API method takes some kinds only.
enum TokenKind: String {
  case user
  case company
  case vendor

  /// The kind of a sample token; nil for a text that is none.
  init?(token: String) {
    switch token {
    case SampleCredentials.userToken: self = .user
    case SampleCredentials.companyToken: self = .company
    case SampleCredentials.vendorToken: self = .vendor
    default: return nil
    }
  }
}

extension Parameters {
  /// Checks the `authenticationToken`: it must be there, known, and of a kind that `method` takes.
  func requireToken(_ kinds: [TokenKind], for method: String) throws(Refusal) {
    guard let token = try text("authenticationToken", limit: 50), !token.isEmpty else {
      throw Refusal(message: "The parameter authenticationToken is missing.")
    }
    guard let kind = TokenKind(token: token) else {
      throw Refusal(message: "The authentication token is not valid.")
    }
    guard kinds.contains(kind) else {
      let wanted = kinds.map(\.rawValue).joined(separator: " or ")
      throw Refusal(message: "\(method) needs a \(wanted) token; this is a \(kind.rawValue) token.")
    }
  }
}

extension APIRequest {
  /// Checks the header `X-SALES-CHANNEL`: it must be there and one of the documented ones.
  func requireSalesChannel() throws(Refusal) {
    let channels = ["WEB_APP", "MOBILE_APP", "K2K", "ECOMMERCE_LITE"]
    guard let channel = headers["X-SALES-CHANNEL"] else {
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

  /// Checks the header `X-ACCOUNT`: it must be there and the account of the token's company.
  func requireAccount() throws(Refusal) {
    guard let account = headers["X-ACCOUNT"] else {
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
