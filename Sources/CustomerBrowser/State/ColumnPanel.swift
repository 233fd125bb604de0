import Customers

/// All columns in the order in which the list would show them.
package struct ColumnPanel: Equatable, Sendable {
  package internal(set) var order: [CustomerColumn]
  package internal(set) var selected = 0

  /// The shown columns first, then the others.
  init(shown: [CustomerColumn]) {
    order = shown + CustomerColumn.allCases.filter { !shown.contains($0) }
  }

  mutating func move(to place: Int) {
    selected = min(max(place, 0), order.count - 1)
  }

  /// Moves the chosen column to another place, if there is one.
  mutating func shift(by steps: Int) {
    guard order.indices.contains(selected + steps) else { return }
    order.swapAt(selected, selected + steps)
    selected += steps
  }
}
