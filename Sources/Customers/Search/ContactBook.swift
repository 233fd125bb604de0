import Synchronization
import Threading

/// The contacts that are known: those that were kept, read when somebody first asks, and the latest.
///
/// Safe to share between threads and between snapshots.
package final class ContactBook: Sendable {
  private let read: @Sendable () -> ContactIndex
  private let readReaches: @Sendable () -> ContactReaches
  private let state: Mutex<State>

  fileprivate struct State {
    var kept: Deferred<ContactIndex>
    var reaches: Deferred<ContactReaches>
    /// How often what is known may have changed.
    var changeCount = 0
    /// What was told since, by customer, and the same as it is searched.
    var latest: [UInt64: [CustomerContact]] = [:]
    var latestIndex: ContactIndex?
  }

  /// `read`, for searches, and `readReaches`, for columns, may take a while; they run in the background.
  package init(
    _ read: @escaping @Sendable () -> ContactIndex = { ContactIndex() },
    reaches readReaches: @escaping @Sendable () -> ContactReaches = { ContactReaches() }
  ) {
    self.read = read
    self.readReaches = readReaches
    state = Mutex(State(kept: Deferred(hasLowPriority: true, read), reaches: Deferred(readReaches)))
  }

  /// Reads what is kept before somebody asks.
  package func prepare() {
    _ = state.withLock(\.kept).made()
  }

  /// Lets the kept ones be read once more when somebody asks, since others may have changed them.
  package func reload() {
    state.withLock { state in
      state.kept = Deferred(hasLowPriority: true, read)
      state.reaches = Deferred(readReaches)
      state.changeCount += 1
    }
  }

  /// Puts contacts in the place of those that the customer had.
  package func replace(_ contacts: [CustomerContact], ofCustomer id: UInt64) {
    state.withLock { state in
      state.latest[id] = contacts
      state.latestIndex = nil
      state.changeCount += 1
    }
  }

  /// Changes whenever what is known may have.
  package var changeCount: Int { state.withLock(\.changeCount) }

  /// How to reach the contacts of each customer; waits until that is read.
  package func reaches() -> ContactReaches {
    let (kept, latest) = state.withLock { ($0.reaches, $0.latest) }
    return kept.made().replacing(latest)
  }

  /// The customers who have a contact that `pattern` matches, some more than once; nil if cancelled.
  func customers(matching pattern: ContactPattern, isCancelled: () -> Bool) -> [UInt64]? {
    customers(isCancelled) { $0.customers(matching: pattern) }
  }

  /// The customers who have a contact of whom one of `fields` is known, some more than once; nil if cancelled.
  func customers(having fields: ContactTexts, isCancelled: () -> Bool) -> [UInt64]? {
    customers(isCancelled) { $0.customers(having: fields) }
  }

  /// What every customer is reached by, as duplicates are found by it; waits for what is kept.
  func duplicateKeys() -> [ContactKey] {
    let kept = state.withLock(\.kept).made()
    let (latest, latestIndex) = state.withLock { ($0.latest, $0.indexOfLatest()) }
    return kept.duplicateKeys.filter { latest[$0.customer] == nil } + latestIndex.duplicateKeys
  }

  private func customers(
    _ isCancelled: () -> Bool, in find: (ContactIndex) -> [UInt64]
  ) -> [UInt64]? {
    let kept = state.withLock(\.kept)
    guard let index = kept.value(isCancelled: isCancelled) else { return nil }
    let (latest, latestIndex) = state.withLock { ($0.latest, $0.indexOfLatest()) }
    return find(index).filter { latest[$0] == nil } + find(latestIndex)
  }
}

extension ContactBook.State {
  fileprivate mutating func indexOfLatest() -> ContactIndex {
    if let latestIndex { return latestIndex }
    var builder = ContactIndex.Builder(contactCount: latest.count)
    for (id, contacts) in latest {
      for contact in contacts { builder.append(contact, ofCustomer: id) }
    }
    let index = builder.finish()
    latestIndex = index
    return index
  }
}
