/// One way to go on with what is being typed in the filter bar.
package struct QueryCompletion: Equatable, Sendable {
  /// What it offers, as people would say it: `type:`, `Wholesaler`, `marked`.
  package let label: String
  /// The whole text of the filter bar with the completion in it.
  package let text: String
  /// Where the cursor stands then, in characters.
  package let cursor: Int
}
