import Customers

/// What to ask the server in one go.
package struct CustomerQuestions: Equatable, Sendable {
  /// What to ask `customer.list`, always with the inactive customers included.
  package enum Details: Equatable, Sendable {
    case all
    /// Only customers updated on this day or later.
    case updated(asOf: LocalDate)
  }

  /// Needs a company or vendor token.
  package var details: Details?
  /// Whether to ask `customer.by.company.list`, for everybody's ids and names and for the person's own; needs
  /// a user token.
  package var asksLists: Bool

  package init(details: Details?, asksLists: Bool) {
    self.details = details
    self.asksLists = asksLists
  }

  /// How many requests they take if all goes well.
  package var requestCount: Int { (asksLists ? 2 : 0) + (details == nil ? 0 : 1) }

  /// Everything that the tokens at hand let through.
  init(everythingFor configuration: APIConfiguration) {
    self.init(
      details: configuration.companyToken == nil ? nil : .all, asksLists: configuration.userToken != nil)
  }
}

/// What the server answered to all of them.
package struct CustomerAnswers: Sendable {
  package internal(set) var details: CustomerTable?
  /// Everybody's ids and names.
  package internal(set) var names: CustomerTable?
  /// The person's own ids and names.
  package internal(set) var own: CustomerTable?
  /// What of each of them could not be read.
  package internal(set) var unreadDetails = UnreadParts()
  package internal(set) var unreadNames = UnreadParts()
  package internal(set) var unreadOwn = UnreadParts()
  /// What was wrong with the answers, all of them together.
  package internal(set) var report = DecodingReport()
  /// The requests sent, retries and redirects included.
  package internal(set) var requestCount = 0

  /// All customers in one table; without the person's own list, "mine" are those of the salesperson.
  package func table(salespersonID: UInt64?) -> CustomerTable {
    let ownership = own.map { Ownership.listed($0) } ?? salespersonID.map { .salesperson($0) } ?? .unknown
    return CustomerTable.joining(details: details, names: names, ownership: ownership)
  }
}

/// One whole answer of the server, decoded.
package struct CustomerAnswer: Sendable {
  package let table: CustomerTable
  package let report: DecodingReport
  /// The requests sent to get it, retries and redirects included.
  package let requestCount: Int
}

/// The contacts of one customer, as the server told them.
package struct ContactAnswer: Sendable {
  package let contacts: [CustomerContact]
  package let report: DecodingReport
  /// The requests sent to get it, retries and redirects included.
  package let requestCount: Int
}
