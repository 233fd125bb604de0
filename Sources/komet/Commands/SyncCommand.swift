import ArgumentParser
import CustomerBrowser
import CustomerStore
import Customers
import Foundation
import Wording

/// `komet sync`: refreshes the cache.
struct SyncCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sync",
    abstract: "Refresh the cache, and say what changed.",
    discussion: """
      Examples:
        komet sync
        komet sync --full
        komet sync --quiet   # for cron
        komet sync --accept-losses
      """)

  @Flag(help: "Ask for everything rather than for what changed.")
  var full = false

  @Flag(
    help: ArgumentHelp(
      "Let customers go that are missing from the server's list, however many they are.",
      discussion: "Without it, if they are more than twenty and more than a tenth of all, nothing changes."))
  var acceptLosses = false

  @Flag(
    help: ArgumentHelp(
      "Say nothing unless something is wrong, as cron wants it.",
      discussion: "While the server wants to be left alone, it is not asked."))
  var quiet = false

  @OptionGroup(title: "Account") var connection: ConnectionOptions

  func run() throws {
    let session = try Session(connection)
    defer { session.close() }
    guard let account = session.account else { throw UserFacingError.nothingKept }
    guard !session.settings.browser.isOffline else {
      throw UserFacingError(.usage, what: "--offline forbids what sync does.", advice: "Leave it out.")
    }
    let (summary, customers) = try session.waitingWithProgress {
      [full, acceptLosses, quiet] (progress) async throws(UserFacingError) in
      // Nobody stands behind cron who would know better than the server when to ask.
      if quiet { try account.checkPause() }
      return try await account.sync(
        full: full, acceptsLosses: acceptLosses, isAsked: true, progress: progress)
    }
    if let obstacle = account.obstacle { throw obstacle }
    _ = session.told(customers)
    let contacts = contacts(of: customers, session)
    guard !quiet else { return }
    let count = customers.table.count
    let requests =
      "\((contacts.requestsToday ?? customers.requestsToday).grouped) of \(session.settings.browser.dailyRequestLimit.grouped)"
    try StandardOutput.write(
      "\(count.grouped) customer\(count == 1 ? "" : "s"): \(summary.words); \(requests) requests today\(contacts.words)\n"
    )
  }
}

extension SyncCommand {
  /// Fetches as many contacts as the config wants a day; what fails is told, and the sync was done all the same.
  private func contacts(
    of customers: FetchedCustomers, _ session: Session
  ) -> (words: String, requestsToday: Int?) {
    let daily = session.settings.browser.dailyContacts
    guard daily > 0 else { return ("", nil) }
    let source = session.customers
    // What can't be read is told where notes are asked for.
    let notes = (try? session.noteSource.notes().notes) ?? CustomerNotes()
    let priorities = ContactPriorities(recalled: session.memory, notes: notes)
    let result = waiting { () async -> Result<ContactRound?, UserFacingError> in
      do throws(UserFacingError) {
        let snapshot = CustomerSnapshot(customers.table, contacts: source.contactBook)
        return .success(try await ContactRound.daily(daily, in: snapshot, priorities, from: source))
      } catch {
        return .failure(error)
      }
    }
    switch result {
    case .success(nil): return ("", nil)
    case .success(let round?):
      if case .failed(let failure) = round.end { StandardError.write(failure) }
      return ("; contacts of \(round.fetchedCount.grouped) fetched", round.requestsToday)
    case .failure(let failure):
      StandardError.write(failure)
      return ("", nil)
    }
  }
}

extension SyncSummary {
  /// What the sync changed, in words.
  fileprivate var words: String {
    if isFirst { return "all fetched for the first time" }
    if isSuperseded { return "another komet was quicker" }
    return counts.words
  }
}

extension UserFacingError {
  /// The sample server's customers are not cached.
  static let nothingKept = UserFacingError(
    .usage, what: "With --demo nothing is kept, so there is no cache to work on.",
    advice: "Run komet simulate in another shell, and set what it prints.")
}
