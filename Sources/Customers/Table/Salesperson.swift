/// A salesperson as customers name them: by name, by id, by both.
package struct Salesperson: Hashable, Sendable {
  /// Empty if the API did not say.
  package let name: String
  package let id: UInt64?

  package init(name: String, id: UInt64?) {
    self.name = name
    self.id = id
  }
}
