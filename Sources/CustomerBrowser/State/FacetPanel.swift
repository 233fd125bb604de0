import Customers

/// The customers in view, counted by one of their facets.
package struct FacetPanel: Equatable, Sendable {
  /// The facet in which a group is chosen.
  package internal(set) var facet = Facet.salesperson
  /// The place of the chosen group.
  package internal(set) var cursor = ListCursor()
  /// nil until they have been counted for the first time.
  package internal(set) var counts: FacetCounts?

  package var values: [FacetCounts.Value] { counts?[facet] ?? [] }

  mutating func turn(by steps: Int) {
    let all = Facet.allCases
    guard let place = all.firstIndex(of: facet) else { return }
    turn(to: all[(place + steps + all.count) % all.count])
  }

  mutating func turn(to new: Facet) {
    guard new != facet else { return }
    facet = new
    cursor = ListCursor()
  }

  /// Takes new counts in; the same group stays chosen, if it is still there.
  mutating func show(_ new: FacetCounts, height: Int) {
    let chosen = values.indices.contains(cursor.index) ? values[cursor.index] : nil
    counts = new
    let place = chosen.flatMap { chosen in values.firstIndex { $0.label == chosen.label } } ?? cursor.index
    cursor.move(to: place, count: values.count, height: height)
  }
}
