import CustomerBrowser
import Customers
import Foundation
import KometAPI
import Synchronization
import Wording

/// The customers straight from the server, keeping nothing: for the sample server of `--demo`.
final class UncachedAccount: CustomerSource {
  private let client: KometClient
  private let requestCount = Atomic(0)

  init(_ configuration: APIConfiguration) throws(UserFacingError) {
    do {
      client = try KometClient(configuration)
    } catch {
      throw UserFacingError(error)
    }
  }

  func firstCustomers() throws(UserFacingError) -> FirstPage? { nil }

  func cachedCustomers() throws(UserFacingError) -> FetchedCustomers? { nil }

  func syncedCustomers(
    full: Bool, acceptsLosses: Bool, isAsked: Bool, progress: @escaping @Sendable (FetchProgress) -> Void,
    arrived: @escaping @Sendable (FetchedCustomers) -> Void
  ) async throws(UserFacingError) -> FetchedCustomers {
    let loaded = try await counted { () async throws(KometAPIError) in
      try await CustomerDirectory(client).load(onProgress: ThrottledProgress(progress).show)
    }
    return FetchedCustomers(
      table: loaded.table, syncedAt: Date(), remarks: loaded.report.remarks,
      requestsToday: count(loaded.requestCount))
  }

  func recordedChanges(ofCustomer id: UInt64) throws(UserFacingError) -> [CustomerChange] { [] }

  func cachedContacts(ofCustomer id: UInt64) throws(UserFacingError) -> FetchedContacts? { nil }

  func fetchedContacts(ofCustomer id: UInt64) async throws(UserFacingError) -> FetchedContacts {
    let askedAt = Date()
    let answer = try await counted { () async throws(KometAPIError) in
      try await client.contacts(ofCustomer: id)
    }
    return FetchedContacts(
      contacts: answer.contacts, askedAt: askedAt, remarks: answer.report.remarks,
      requestsToday: count(answer.requestCount))
  }

  private func counted<Answer>(
    _ ask: () async throws(KometAPIError) -> Answer
  ) async throws(UserFacingError) -> Answer {
    do {
      return try await ask()
    } catch {
      throw UserFacingError(error, requestsToday: count(error.requestCount))
    }
  }

  /// Adds to the requests of the session, and returns how many there are.
  private func count(_ added: Int) -> Int {
    requestCount.add(added, ordering: .relaxed).newValue
  }
}

/// Notes that last as long as the program, since sample customers are nobody's.
final class UnkeptNotes: NoteSource {
  private let all = Mutex(CustomerNotes())

  func notes() throws(UserFacingError) -> (notes: CustomerNotes, remarks: [String]) {
    (all.withLock { $0 }, [])
  }

  func keep(_ change: NoteChange) throws(UserFacingError) -> NoteOutcome {
    all.withLock { all in
      if case .apart(let others, let isApart) = change.kind {
        let pairs = others.compactMap { CustomerPair(change.customerID, $0) }
        all = CustomerNotes(all.byID, apart: isApart ? all.apart.union(pairs) : all.apart.subtracting(pairs))
        return .kept(all)
      }
      guard let note = change.applied(to: all[change.customerID]) else { return .changedElsewhere(all) }
      var byID = all.byID
      byID[change.customerID] = note
      all = CustomerNotes(byID, apart: all.apart)
      return .kept(all)
    }
  }
}

/// Passes progress on, but not more often than anybody can read it.
final class ThrottledProgress: Sendable {
  private let progress: @Sendable (FetchProgress) -> Void
  private let nextTime = Mutex(ContinuousClock.now)

  private static let interval = Duration.milliseconds(100)

  init(_ progress: @escaping @Sendable (FetchProgress) -> Void) {
    self.progress = progress
  }

  func show(_ transfer: TransferProgress) {
    let now = ContinuousClock.now
    let isDue = nextTime.withLock { time in
      guard now >= time else { return false }
      time = now + Self.interval
      return true
    }
    guard isDue else { return }
    progress(
      FetchProgress(
        receivedBytes: Int(transfer.receivedBytes), totalBytes: transfer.totalBytes.map(Int.init)))
  }
}
