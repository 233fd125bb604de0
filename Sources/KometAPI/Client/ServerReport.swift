import Foundation

/// What a server tells without being asked for customers.
package struct ServerReport: Equatable, Sendable {
  package let host: String
  /// Its clock when it answered; nil if it did not tell.
  package let date: Date?
  /// Nil on this machine, where nothing need be encrypted.
  package let identity: ServerIdentity?
}
