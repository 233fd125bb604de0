import ArgumentParser
import CustomerBrowser
import Customers
import Foundation
import TerminalUI
import Wording

/// `komet contacts`: fetches the contacts that are not here yet.
struct ContactsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "contacts",
    abstract: "Fetch contacts that are not on this machine yet, one request a customer.",
    discussion: """
      Customers whose contacts were never asked for go first: starred ones, then those looked at lately, then marked ones, \
      then by name; contacts older than 30 days are asked for again. What was fetched is kept at once, so that the next \
      run goes on where this one ended. A fifth of the day's requests stays for refreshing. From then on the filter finds \
      customers by the number or address of a contact. Examples:
        komet contacts --scope mine --budget 100
        komet contacts type:wholesale
      """)

  @Argument(
    help: ArgumentHelp(
      "Whose contacts to fetch, as in the browser's filter; without it everybody's.", valueName: "query"),
    completion: QueryCompletionWords.kind)
  var query: [String] = []

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The most requests to send.", valueName: "count"))
  var budget = 100

  @OptionGroup(title: "Which customers") var view: ViewOptions
  @OptionGroup(title: "Account") var connection: ConnectionOptions

  mutating func validate() throws {
    guard budget > 0 else { throw ValidationError("--budget must be 1 or more.") }
  }

  func run() throws {
    let query = try CustomerQuery(arguments: query)
    let session = try Session(connection, view: view)
    defer { session.close() }
    guard let account = session.account else { throw UserFacingError.nothingKept }
    guard !session.settings.browser.isOffline else {
      throw UserFacingError(.usage, what: "--offline forbids what contacts does.", advice: "Leave it out.")
    }
    if let obstacle = account.obstacle { throw obstacle }
    let ids = try customers(matching: query, in: session)
    guard !ids.isEmpty else {
      let words = query.text.allSatisfy(\.isWhitespace) ? "" : " \(query.text)"
      StandardError.write(line: "komet: No customer matches\(words).")
      throw ExitStatus.noCustomerMatched
    }
    let outcome = fetch(ids, from: account)
    try session.finishSync()
    let round = try outcome.get()
    session.tell(
      round.failures.map { "Customer \($0.customerID) was passed over: \($0.failure.what) \($0.failure.why)" }
    )
    try StandardOutput.write(words(of: round, account))
    switch round.end {
    case .done: return
    case .cancelled: throw ExitStatus.interrupted
    case .failed(let failure): throw failure
    case .requestsUsedUp:
      let failure = UserFacingError.requestsKept(limit: account.requestLimit)
      guard round.fetchedCount > 0 else { throw failure }
      StandardError.write(failure)
    }
  }

  /// The customers whom the query finds in the view, the most wanted first.
  private func customers(matching query: CustomerQuery, in session: Session) throws -> [UInt64] {
    let settings = session.settings.browser
    let table = try session.freshCustomers(refreshing: false).table
    guard settings.scope == .all || table.mine != nil else { throw UserFacingError.mineUnknown }
    let snapshot = CustomerSnapshot(table, contacts: session.customers.contactBook)
    let ids = ContactRound.candidates(
      in: snapshot, query: query, scope: settings.scope, status: settings.status,
      sort: view.sort?.order ?? CustomerOrder(.name),
      priorities: ContactPriorities(recalled: session.memory, notes: try session.notes()))
    guard let ids else { throw ExitStatus.interrupted }
    return ids
  }

  /// Fetches until the budget is spent; ^C ends it at once, with all kept that came.
  private func fetch(_ ids: [UInt64], from account: CachedAccount) -> Result<ContactRound, UserFacingError> {
    let line = ProgressLine()
    let outcome = AwaitedValue<Result<ContactRound, UserFacingError>>()
    let task = Task.detached { [budget] in
      do throws(UserFacingError) {
        let round = try await ContactRound(of: ids, budget: budget, from: account) { fetched, wanted in
          line.show("Fetching contacts \(fetched.grouped) of \(wanted.grouped)")
        }
        outcome.fill(.success(round))
      } catch {
        outcome.fill(.failure(error))
      }
    }
    let interrupt = Interrupt { task.cancel() }
    let result = withExtendedLifetime(interrupt) { outcome.wait() }
    line.clear()
    return result
  }

  private func words(of round: ContactRound, _ account: CachedAccount) -> String {
    // While the server is left alone there are none, which is told below.
    let left = (try? account.requestsLeftForContacts()).map {
      "; \($0.grouped) of today's requests left for contacts"
    }
    return "\(round.words)\(left ?? "")\n"
  }
}

extension UserFacingError {
  /// The rest of today's requests is not for contacts.
  static func requestsKept(limit: Int) -> UserFacingError {
    UserFacingError(
      .refused, what: "No more contacts are fetched today.",
      why:
        "The last fifth of the \(limit.grouped) requests that the company has a day is kept for refreshing.",
      advice: "Go on tomorrow, or raise `daily_requests` in [api] of the config if your company has more.")
  }
}
