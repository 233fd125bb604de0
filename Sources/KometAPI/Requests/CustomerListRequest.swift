import Customers

/// What is asked of `customer.list`; the default asks for every active customer.
package struct CustomerListRequest: Sendable {
  /// Exact match.
  package var id: UInt64?
  /// An SQL LIKE pattern (`%` and `_`), at most 200 characters; case doesn't matter.
  package var name: String?
  /// The characters that a code has at most.
  package static let longestCode = 10

  /// Exact match but for case, at most `longestCode` characters.
  package var code: String?
  package var salespersonID: UInt64?
  /// Also the deactivated ones.
  package var includesInactive = false
  /// One location of a company in multi-location mode.
  package var locationID: UInt64?
  /// Only customers updated on that day or later.
  package var updatedAsOf: LocalDate?

  package init() {}

  /// Whether it is no wonder if no customer answers to it.
  var isNarrowed: Bool {
    id != nil || name != nil || code != nil || salespersonID != nil || updatedAsOf != nil
  }
}
