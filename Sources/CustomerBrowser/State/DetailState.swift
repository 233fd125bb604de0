import Customers
import Foundation

/// Whose details show, and where the person is in them.
package struct DetailState: Equatable, Sendable {
  package internal(set) var customerID: UInt64?
  /// What the recorded syncs changed about the customer, the latest first.
  package internal(set) var changes: [CustomerChange] = []
  package internal(set) var cursor = FieldCursor()
  package internal(set) var find: DetailFind?
  /// The sync that `changes` reach up to.
  var asOf: Date?
}

/// A text that is being looked for in the details.
package struct DetailFind: Equatable, Sendable {
  package internal(set) var line = EditLine()
  /// Whether keys are still text, rather than commands.
  package internal(set) var isTyping = true
  /// The field from which the text is looked for.
  var origin: Int

  package var finder: TextFinder { TextFinder(line.text) }
}
