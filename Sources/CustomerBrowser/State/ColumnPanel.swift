import Customers

/// All columns in the order in which the list would show them.
package struct ColumnPanel: Equatable, Sendable {
  package internal(set) var order: [CustomerColumn]
  package internal(set) var cursor = ListCursor()

  /// The shown columns first, then the others.
  init(shown: [CustomerColumn]) {
    order = shown + CustomerColumn.allCases.filter { !shown.contains($0) }
  }

  /// Moves the chosen column to another place, if there is one.
  mutating func shift(by steps: Int, height: Int) {
    let place = cursor.index + steps
    guard order.indices.contains(place) else { return }
    order.swapAt(cursor.index, place)
    cursor.move(to: place, count: order.count, height: height)
  }
}
