import Customers
import Foundation
import Wording

/// Where customers come from: a cache on this machine, and the server behind it.
package protocol CustomerSource: Sendable {
  /// What the list begins with as of the last sync, much sooner than all customers; nil if that isn't known.
  ///
  /// Waits for the disk.
  func firstCustomers() throws(UserFacingError) -> FirstPage?

  /// The customers as of the last sync, without the network; nil if there was none.
  ///
  /// Waits for the disk.
  func cachedCustomers() throws(UserFacingError) -> FetchedCustomers?

  /// Asks the server for what changed, or for everything, and returns all customers as they are now.
  ///
  /// If many customers are missing in the answer, and `acceptsLosses` is false, nothing changes and the failure is
  /// of kind `suddenLoss`. Cancelling the task ends it at once. `progress` and `arrived` are called from any thread; `arrived` at
  /// most once, with the customers as soon as they are here, where keeping them takes a while. What nobody `isAsked` for may
  /// be cheaper, and is not sent while the server wants to be left alone.
  func syncedCustomers(
    full: Bool, acceptsLosses: Bool, isAsked: Bool, progress: @escaping @Sendable (FetchProgress) -> Void,
    arrived: @escaping @Sendable (FetchedCustomers) -> Void
  ) async throws(UserFacingError) -> FetchedCustomers

  /// What the recorded syncs changed about a customer, the latest first.
  ///
  /// Waits for the disk.
  func recordedChanges(ofCustomer id: UInt64) throws(UserFacingError) -> [CustomerChange]

  /// The contacts that are known, for searches; always the same book.
  var contactBook: ContactBook { get }

  /// The contacts of a customer as they were told last, without the network; nil if they never were.
  ///
  /// Waits for the disk.
  func cachedContacts(ofCustomer id: UInt64) throws(UserFacingError) -> FetchedContacts?

  /// Asks the server for the contacts of a customer.
  ///
  /// Cancelling the task ends it at once.
  func fetchedContacts(ofCustomer id: UInt64) async throws(UserFacingError) -> FetchedContacts

  /// Those of some customers whose contacts should be asked for, the most wanted first.
  ///
  /// Waits for the disk.
  func customersLackingContacts(among ids: [UInt64], at now: Date) throws(UserFacingError) -> [UInt64]

  /// How many requests may still be sent today for contacts that nobody is waiting for.
  ///
  /// Waits for the disk.
  func requestsLeftForContacts() throws(UserFacingError) -> Int

  /// Of how many customers the contacts were asked for today.
  ///
  /// Waits for the disk.
  func contactsFetchedToday() throws(UserFacingError) -> Int
}

/// A source that keeps no contacts.
extension CustomerSource {
  package var contactBook: ContactBook { ContactBook() }

  package func customersLackingContacts(
    among ids: [UInt64], at now: Date
  ) throws(UserFacingError) -> [UInt64] { [] }

  package func requestsLeftForContacts() throws(UserFacingError) -> Int { 0 }

  package func contactsFetchedToday() throws(UserFacingError) -> Int { 0 }
}

/// All customers that the person may see, active or not, as of one sync.
package struct FetchedCustomers: Sendable {
  package let table: CustomerTable
  /// When the server was asked.
  package let syncedAt: Date
  /// The customers that the latest sync changed, ascending.
  package let changedIDs: [UInt64]
  /// What a person should know: what was repaired or left out, each as a sentence.
  package let remarks: [String]
  /// The requests sent today.
  package let requestsToday: Int
  /// How many customers had each kind of change; nil if nothing was compared.
  package let changes: [CustomerChange.Kind: Int]?
  /// What all recorded syncs changed; nil if nothing is recorded.
  package let history: ChangeHistory?
  /// Whether the very same customers were told by `arrived` before.
  package let haveArrived: Bool

  package init(
    table: CustomerTable, syncedAt: Date, changedIDs: [UInt64] = [], remarks: [String] = [],
    requestsToday: Int = 0, changes: [CustomerChange.Kind: Int]? = nil, history: ChangeHistory? = nil,
    haveArrived: Bool = false
  ) {
    self.table = table
    self.syncedAt = syncedAt
    self.changedIDs = changedIDs
    self.remarks = remarks
    self.requestsToday = requestsToday
    self.changes = changes
    self.history = history
    self.haveArrived = haveArrived
  }
}

/// What the list begins with, known before all customers are loaded: the first active ones by name.
package struct FirstPage: Sendable {
  package let table: CustomerTable
  /// The rows of the table by name.
  package let rows: [UInt32]
  /// How many customers the list will have.
  package let count: Int
  /// When the server was asked.
  package let syncedAt: Date

  package init(table: CustomerTable, rows: [UInt32], count: Int, syncedAt: Date) {
    self.table = table
    self.rows = rows
    self.count = count
    self.syncedAt = syncedAt
  }
}

/// The contacts of one customer, as the server told them.
package struct FetchedContacts: Equatable, Sendable {
  package let contacts: [CustomerContact]
  /// When the server was asked.
  package let askedAt: Date
  /// What a person should know: what was repaired or left out, each as a sentence.
  package let remarks: [String]
  /// The requests sent today.
  package let requestsToday: Int

  package init(
    contacts: [CustomerContact], askedAt: Date, remarks: [String] = [], requestsToday: Int = 0
  ) {
    self.contacts = contacts
    self.askedAt = askedAt
    self.remarks = remarks
    self.requestsToday = requestsToday
  }
}
