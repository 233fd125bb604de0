import Customers
import Synchronization

/// Loads all customers that the tokens at hand let through, all answers at the same time.
///
/// Which tokens a person has decides what there is:
/// - with a user token: everybody's ids and names, and which are the person's own;
/// - with a company token: every detail of all customers; "mine" are then those of the configured
///   salesperson, if there is one;
/// - with both: everything, joined on the customer's id, "mine" as the server lists them.
package struct CustomerDirectory: Sendable {
  package typealias ProgressHandler = KometClient.ProgressHandler

  private let client: KometClient

  package init(_ client: KometClient) {
    self.client = client
  }

  /// Loads everything or throws; there are no halves.
  ///
  /// `onProgress` is told of all answers together, on the network thread, and must be quick.
  package func load(onProgress: ProgressHandler? = nil) async throws(KometAPIError) -> LoadedCustomers {
    let configuration = client.configuration
    let answers = try await ask(CustomerQuestions(everythingFor: configuration), onProgress: onProgress)
    return LoadedCustomers(
      table: answers.table(salespersonID: configuration.salespersonID),
      report: answers.report,
      requestCount: answers.requestCount)
  }

  /// Asks all of the questions at once, or throws if one has no answer: of several, the first one's error.
  ///
  /// The order is that of `names`, `own` and `details`. Nothing is waited for that can't matter any more.
  /// `onProgress` is told of all answers together, on the network thread, and must be quick.
  package func ask(
    _ questions: CustomerQuestions, onProgress: ProgressHandler? = nil
  ) async throws(KometAPIError) -> CustomerAnswers {
    let requests = requests(for: questions)
    guard !requests.isEmpty else {
      throw .wrongUsage(
        why: "There is no token, so the server would tell nothing.",
        advice: "Set \(APISetting.userToken), or \(APISetting.companyToken).")
    }
    let budget = client.budget()
    let progress = onProgress.map { CommonProgress(of: requests.count, $0) }
    let outcomes = await withTaskGroup(of: (Int, Outcome).self) { group in
      for (place, request) in requests.enumerated() {
        group.addTask { (place, await outcome(of: request, budget, progress?.handler(at: place))) }
      }
      var outcomes = [Outcome?](repeating: nil, count: requests.count)
      for await (place, outcome) in group {
        outcomes[place] = outcome
        if Self.isDecided(outcomes) { group.cancelAll() }
      }
      return outcomes.compactMap(\.self)
    }
    return try answers(outcomes, to: requests)
  }

  private enum Request {
    case names
    case own
    case details(CustomerListRequest)
  }

  private typealias Outcome = Result<CustomerAnswer, KometAPIError>

  /// Whether there is an error that no other outcome can come before.
  private static func isDecided(_ outcomes: [Outcome?]) -> Bool {
    for outcome in outcomes {
      switch outcome {
      case .success?: continue
      case .failure?: return true
      case nil: return false
      }
    }
    return false
  }

  private func requests(for questions: CustomerQuestions) -> [Request] {
    var requests: [Request] = questions.asksLists ? [.names, .own] : []
    if let details = questions.details {
      var request = CustomerListRequest()
      request.includesInactive = true
      request.locationID = client.configuration.locationID
      if case .updated(let day) = details { request.updatedAsOf = day }
      requests.append(.details(request))
    }
    return requests
  }

  private func outcome(
    of request: Request, _ budget: AnswerBudget, _ onProgress: ProgressHandler?
  ) async -> Outcome {
    do throws(KometAPIError) {
      switch request {
      case .names:
        let request = CustomersByCompanyRequest(onlyOwn: false)
        return .success(try await client.customersByCompany(request, within: budget, onProgress))
      case .own:
        let request = CustomersByCompanyRequest(onlyOwn: true)
        return .success(try await client.customersByCompany(request, within: budget, onProgress))
      case .details(let request):
        return .success(try await client.customerList(request, within: budget, onProgress))
      }
    } catch {
      return .failure(error)
    }
  }

  private func answers(
    _ outcomes: [Outcome], to requests: [Request]
  ) throws(KometAPIError) -> CustomerAnswers {
    var answers = CustomerAnswers()
    var failure: KometAPIError?
    for (request, outcome) in zip(requests, outcomes) {
      switch outcome {
      case .success(let answer):
        answers.requestCount += answer.requestCount
        answers.report.add(answer.report)
        switch request {
        case .names: (answers.names, answers.unreadNames) = (answer.table, answer.report.unread)
        case .own: (answers.own, answers.unreadOwn) = (answer.table, answer.report.unread)
        case .details: (answers.details, answers.unreadDetails) = (answer.table, answer.report.unread)
        }
      case .failure(let error):
        answers.requestCount += error.requestCount
        failure = failure ?? error
      }
    }
    if let failure { throw failure.counting(answers.requestCount) }
    return answers
  }
}

/// All customers that the tokens at hand let through, from one load.
package struct LoadedCustomers: Sendable {
  package let table: CustomerTable
  /// What was wrong with the answers, all of them together.
  package let report: DecodingReport
  /// The requests sent, retries and redirects included.
  package let requestCount: Int
}

/// The progress of several transfers that run at the same time, told as that of one.
final class CommonProgress: Sendable {
  private let transfers: Mutex<[TransferProgress]>
  private let onProgress: KometClient.ProgressHandler

  init(of count: Int, _ onProgress: @escaping KometClient.ProgressHandler) {
    let nothing = TransferProgress(receivedBytes: 0, totalBytes: nil)
    transfers = Mutex(Array(repeating: nothing, count: count))
    self.onProgress = onProgress
  }

  /// What tells the progress of one of the transfers.
  func handler(at place: Int) -> KometClient.ProgressHandler {
    { progress in self.onProgress(self.sum(replacing: place, with: progress)) }
  }

  /// All of them together; the total is known once it is known of each.
  private func sum(replacing place: Int, with progress: TransferProgress) -> TransferProgress {
    transfers.withLock { transfers in
      transfers[place] = progress
      return transfers.reduce(TransferProgress(receivedBytes: 0, totalBytes: 0)) { sum, next in
        TransferProgress(
          receivedBytes: sum.receivedBytes + next.receivedBytes,
          totalBytes: sum.totalBytes.flatMap { total in next.totalBytes.map { total + $0 } })
      }
    }
  }
}

/// How far an answer has come in.
package struct TransferProgress: Equatable, Sendable {
  /// Bytes on the wire, so before decompression.
  package var receivedBytes: Int64
  /// Nil if the server did not tell.
  package var totalBytes: Int64?

  package init(receivedBytes: Int64, totalBytes: Int64?) {
    self.receivedBytes = receivedBytes
    self.totalBytes = totalBytes
  }
}

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
