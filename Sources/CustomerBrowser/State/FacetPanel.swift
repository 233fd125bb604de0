import Customers

/// The customers in view, counted by one of their facets.
package struct FacetPanel: Equatable, Sendable {
  package internal(set) var facet = Facet.salesperson
  /// The place of the chosen group.
  package internal(set) var selected = 0
  /// nil until they have been counted for the first time.
  package internal(set) var counts: FacetCounts?

  package var values: [FacetCounts.Value] { counts?[facet] ?? [] }

  mutating func move(to place: Int) {
    selected = min(max(place, 0), max(values.count - 1, 0))
  }

  mutating func turn(by steps: Int) {
    let all = Facet.allCases
    guard let place = all.firstIndex(of: facet) else { return }
    facet = all[(place + steps + all.count) % all.count]
    selected = 0
  }

  /// Takes new counts in; the same group stays chosen, if it is still there.
  mutating func show(_ new: FacetCounts) {
    let label = values.indices.contains(selected) ? values[selected].label : nil
    counts = new
    move(to: values.firstIndex { $0.label == label } ?? selected)
  }
}
