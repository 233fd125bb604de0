/// What to look for in a snapshot.
package struct SearchRequest: Equatable, Sendable {
  package var query: CustomerQuery
  package var scope: CustomerScope
  package var status: StatusFilter
  /// nil: by relevance while something is typed, else by name.
  package var sort: CustomerOrder?
  /// The marked rows of the snapshot, for `is:marked` and `onlyMarked`.
  package var marked: RowSet
  package var onlyMarked: Bool
  /// The rows that the last sync changed, for `is:new`; nil: nothing tells, so none is.
  package var changed: RowSet?
  /// How many rows are wanted at once, the first ones; nil: all.
  ///
  /// With few matches there may be more. For the others ask again with nil.
  package var firstRows: Int?

  package init(
    query: CustomerQuery, scope: CustomerScope, status: StatusFilter, sort: CustomerOrder?,
    marked: RowSet, onlyMarked: Bool, changed: RowSet? = nil, firstRows: Int? = nil
  ) {
    self.query = query
    self.scope = scope
    self.status = status
    self.sort = sort
    self.marked = marked
    self.onlyMarked = onlyMarked
    self.changed = changed
    self.firstRows = firstRows
  }
}
