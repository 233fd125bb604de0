/// By which column rows are sorted, and in which direction.
///
/// Texts sort as people count: case, accents and blanks around them don't matter, and digits count by their
/// value, `2-14` before `10`. Empty and unknown values stand last in both directions. False is before
/// true. Equal values stand by the further columns, if there are any, then by name, and equal names by their
/// exact text, then by id, always ascending.
package struct CustomerOrder: Hashable, Sendable {
  package var column: CustomerColumn
  package var isDescending: Bool
  /// What decides between equal values, one after the other.
  package var further: [CustomerOrder] = []

  package init(_ column: CustomerColumn, descending: Bool = false) {
    self.column = column
    isDescending = descending
  }
}
