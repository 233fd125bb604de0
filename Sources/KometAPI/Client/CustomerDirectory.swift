import Customers

/// Loads all customers that the tokens at hand let through.
///
/// Which tokens a person has decides what is asked, one answer after the other:
/// - a user token: everybody's ids and names, then the person's own;
/// - a company token: every detail of all customers, the inactive ones included; "mine" are then those of
///   the configured salesperson, if there is one;
/// - both: all three, joined on the customer's id, "mine" as the server lists them.
package struct CustomerDirectory: Sendable {
  package typealias ProgressHandler = @Sendable (LoadProgress) -> Void

  private let client: KometClient

  package init(_ client: KometClient) {
    self.client = client
  }

  /// Loads everything or throws; there are no halves.
  ///
  /// `onProgress` is called on the network thread and must be quick.
  package func load(onProgress: ProgressHandler? = nil) async throws(KometAPIError) -> LoadedCustomers {
    let configuration = client.configuration
    let hasUserToken = configuration.userToken != nil
    let hasCompanyToken = configuration.companyToken != nil
    guard hasUserToken || hasCompanyToken else {
      throw .wrongUsage(
        why: "There is no token, so the server would tell nothing.",
        advice: "Set \(APISetting.userToken), or \(APISetting.companyToken).")
    }
    var load = Load(answers: (hasUserToken ? 2 : 0) + (hasCompanyToken ? 1 : 0), onProgress: onProgress)
    var names: CustomerTable?
    var details: CustomerTable?
    var ownership = configuration.salespersonID.map { Ownership.salesperson($0) } ?? .unknown
    if hasUserToken {
      names = try await load.next { (progress) async throws(KometAPIError) in
        try await client.customersByCompany(CustomersByCompanyRequest(onlyOwn: false), onProgress: progress)
      }
      ownership = .listed(
        try await load.next { (progress) async throws(KometAPIError) in
          try await client.customersByCompany(CustomersByCompanyRequest(onlyOwn: true), onProgress: progress)
        })
    }
    if hasCompanyToken {
      var request = CustomerListRequest()
      request.includesInactive = true
      request.locationID = configuration.locationID
      details = try await load.next { [request] (progress) async throws(KometAPIError) in
        try await client.customerList(request, onProgress: progress)
      }
    }
    return LoadedCustomers(
      table: CustomerTable.joining(details: details, names: names, ownership: ownership),
      report: load.report,
      requestCount: load.requestCount)
  }
}

/// The answers of one load so far.
private struct Load {
  let answers: Int
  let onProgress: CustomerDirectory.ProgressHandler?
  var answer = 0
  var report = DecodingReport()
  var requestCount = 0

  init(answers: Int, onProgress: CustomerDirectory.ProgressHandler?) {
    self.answers = answers
    self.onProgress = onProgress
  }

  mutating func next(
    _ ask: (KometClient.ProgressHandler?) async throws(KometAPIError) -> CustomerAnswer
  ) async throws(KometAPIError) -> CustomerTable {
    answer += 1
    let (number, answers) = (answer, answers)
    let progress = onProgress.map { tell -> KometClient.ProgressHandler in
      { tell(LoadProgress(answer: number, answers: answers, transfer: $0)) }
    }
    do {
      let answered = try await ask(progress)
      requestCount += answered.requestCount
      report.add(answered.report)
      return answered.table
    } catch {
      throw error.counting(requestCount + error.requestCount)
    }
  }
}
