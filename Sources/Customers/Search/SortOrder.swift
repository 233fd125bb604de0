/// By which column rows are sorted, and in which direction.
package struct SortOrder: Equatable, Sendable {
  package var column: CustomerColumn
  package var isDescending: Bool

  package init(_ column: CustomerColumn, descending: Bool = false) {
    self.column = column
    isDescending = descending
  }
}
