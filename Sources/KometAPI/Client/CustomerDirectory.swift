import Customers

/// Loads all customers that the tokens at hand let through, one answer after the other.
///
/// Which tokens a person has decides what there is:
/// - with a user token: everybody's ids and names, and which are the person's own;
/// - with a company token: every detail of all customers; "mine" are then those of the configured
///   salesperson, if there is one;
/// - with both: everything, joined on the customer's id, "mine" as the server lists them.
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
    let answers = try await ask(CustomerQuestions(everythingFor: configuration), onProgress: onProgress)
    return LoadedCustomers(
      table: answers.table(salespersonID: configuration.salespersonID),
      report: answers.report,
      requestCount: answers.requestCount)
  }

  /// Asks all of the questions, or throws at the first that has no answer.
  ///
  /// `onProgress` is called on the network thread and must be quick.
  package func ask(
    _ questions: CustomerQuestions, onProgress: ProgressHandler? = nil
  ) async throws(KometAPIError) -> CustomerAnswers {
    guard questions.answerCount > 0 else {
      throw .wrongUsage(
        why: "There is no token, so the server would tell nothing.",
        advice: "Set \(APISetting.userToken), or \(APISetting.companyToken).")
    }
    var load = Load(answerCount: questions.answerCount, onProgress: onProgress)
    if questions.asksLists {
      load.answers.names = try await load.next { (progress) async throws(KometAPIError) in
        try await client.customersByCompany(CustomersByCompanyRequest(onlyOwn: false), onProgress: progress)
      }
      load.answers.own = try await load.next { (progress) async throws(KometAPIError) in
        try await client.customersByCompany(CustomersByCompanyRequest(onlyOwn: true), onProgress: progress)
      }
    }
    if let details = questions.details {
      var request = CustomerListRequest()
      request.includesInactive = true
      request.locationID = client.configuration.locationID
      if case .updated(let day) = details { request.updatedAsOf = day }
      load.answers.details = try await load.next { [request] (progress) async throws(KometAPIError) in
        try await client.customerList(request, onProgress: progress)
      }
    }
    return load.answers
  }
}

/// The answers so far.
private struct Load {
  let answerCount: Int
  let onProgress: CustomerDirectory.ProgressHandler?
  var answers = CustomerAnswers()
  private var number = 0

  init(answerCount: Int, onProgress: CustomerDirectory.ProgressHandler?) {
    self.answerCount = answerCount
    self.onProgress = onProgress
  }

  mutating func next(
    _ ask: (KometClient.ProgressHandler?) async throws(KometAPIError) -> CustomerAnswer
  ) async throws(KometAPIError) -> CustomerTable {
    number += 1
    let progress = onProgress.map { [number, answerCount] tell -> KometClient.ProgressHandler in
      { tell(LoadProgress(answer: number, answers: answerCount, transfer: $0)) }
    }
    do {
      let answer = try await ask(progress)
      answers.requestCount += answer.requestCount
      answers.report.add(answer.report)
      return answer.table
    } catch {
      throw error.counting(answers.requestCount + error.requestCount)
    }
  }
}
