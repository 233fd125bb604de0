import Customers
import Foundation

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
