/// A query that somebody gave a name.
package struct NamedFilter: Equatable, Sendable {
  package enum Origin: Sendable {
    /// Written into the config; only there it can be changed.
    case config
    /// Saved from the program.
    case program
  }

  package let name: String
  package let query: String
  package let origin: Origin

  package init(name: String, query: String, origin: Origin) {
    self.name = name
    self.query = query
    self.origin = origin
  }

  /// Whether a name means this filter; case makes no difference.
  func isCalled(_ other: String) -> Bool { name.lowercased() == other.lowercased() }
}
