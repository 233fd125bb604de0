/// The queries that have a name, no two the same one.
package struct NamedFilters: Equatable, Sendable {
  /// By name.
  package private(set) var all: [NamedFilter] = []

  /// Where both have a name, that of `configured` counts.
  package init(configured: [NamedFilter], saved: [NamedFilter]) {
    for filter in configured + saved where self.filter(named: filter.name) == nil { all.append(filter) }
    sort()
  }

  package func filter(named name: String) -> NamedFilter? {
    all.first { $0.isCalled(name) }
  }

  /// Adds a filter, in the place of one that has its name.
  mutating func save(_ filter: NamedFilter) {
    delete(named: filter.name)
    all.append(filter)
    sort()
  }

  mutating func delete(named name: String) {
    all.removeAll { $0.isCalled(name) }
  }

  private mutating func sort() {
    all.sort { ($0.name.lowercased(), $0.name) < ($1.name.lowercased(), $1.name) }
  }
}
