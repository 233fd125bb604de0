/// One thing that happened to a customer while the server ran.
package struct CustomerChange: Sendable, Equatable, Encodable {
  /// What happened.
  package enum Kind: String, Sendable, Encodable, CaseIterable {
    case appeared
    case renamed
    case reassigned
    case deactivated
    case activated
    case vanished
  }

  /// The step of the churn, from 1 on.
  package let step: Int
  package let customerID: Int
  package let kind: Kind
}
