import CustomerBrowser
import CustomerStore
import Customers
import Foundation
import KometAPI
import Wording

extension CachedAccount {
  func recordedChanges(ofCustomer id: UInt64) throws(UserFacingError) -> [CustomerChange] {
    try reading { (cache) throws(CustomerStoreError) in try cache.changes(ofCustomer: id) }
  }

  func cachedContacts(ofCustomer id: UInt64) throws(UserFacingError) -> FetchedContacts? {
    try reading { (cache) throws(CustomerStoreError) in
      guard let cached = try cache.contacts(ofCustomer: id) else { return nil }
      return FetchedContacts(
        contacts: cached.contacts, askedAt: cached.askedAt, requestsToday: try cache.requests(on: today).count
      )
    }
  }

  func customersLackingContacts(among ids: [UInt64], at now: Date) throws(UserFacingError) -> [UInt64] {
    try reading { (cache) throws(CustomerStoreError) in
      ContactRound.order(ids, dates: try cache.contactDates(), now: now)
    }
  }

  /// Throws while the server is left alone.
  func requestsLeftForContacts() throws(UserFacingError) -> Int {
    try checkPause()
    return try reading { (cache) throws(CustomerStoreError) in
      try cache.requests(on: today).leftForPatient(limit: requestLimit)
    }
  }

  func contactsFetchedToday() throws(UserFacingError) -> Int {
    try reading { (cache) throws(CustomerStoreError) in
      try cache.contactDates().values.count { LocalDate($0, in: timeZone) == today }
    }
  }

  /// Asks the server, counts the request and keeps what it told.
  ///
  /// Contacts that can't be kept are told all the same, and that they weren't is a remark.
  func fetchedContacts(ofCustomer id: UInt64) async throws(UserFacingError) -> FetchedContacts {
    do {
      let cache = try cache()
      let askedAt = Date()
      let answer = try await counted(1, \.requestCount, in: cache) { () async throws(KometAPIError) in
        try await client.contacts(ofCustomer: id)
      }
      return FetchedContacts(
        contacts: answer.contacts, askedAt: askedAt,
        remarks: keep(answer.contacts, ofCustomer: id, askedAt: askedAt, in: cache) + answer.report.remarks,
        requestsToday: try cache.requests(on: today).count)
    } catch let failure as UserFacingError {
      throw failure
    } catch let error as CustomerStoreError {
      throw UserFacingError(error)
    } catch {
      preconditionFailure("an error of another module: \(type(of: error))")
    }
  }

  /// Keeps contacts and returns what a person should know if that failed.
  private func keep(
    _ contacts: [CustomerContact], ofCustomer id: UInt64, askedAt: Date, in cache: CustomerCache
  ) -> [String] {
    do throws(CustomerStoreError) {
      contactBook.replace(contacts, ofCustomer: id)
      try cache.keep(contacts, ofCustomer: id, askedAt: askedAt)
      return []
    } catch {
      return ["\(error.what) \(error.why)"]
    }
  }
}
