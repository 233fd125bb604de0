import Customers

/// The marked customers.
///
/// They are bits over the rows of the snapshot at hand, so that marking all of a million costs nothing;
/// `moved(to:)` carries them to the next snapshot by customer id.
package struct Marks: Equatable, Sendable {
  package private(set) var rows: RowSet
  /// Marked customers that the snapshot at hand does not hold; they count again once it does.
  private var absentIDs: Set<UInt64>

  package init(rowCount: Int) {
    rows = RowSet(rowCount: rowCount)
    absentIDs = []
  }

  package var count: Int { rows.count }
  package var isEmpty: Bool { rows.isEmpty && absentIDs.isEmpty }

  package func contains(_ row: Int) -> Bool { rows.contains(row) }

  package mutating func toggle(_ row: Int) {
    if rows.contains(row) { rows.remove(row) } else { rows.insert(row) }
  }

  package mutating func insert(_ marked: some Sequence<UInt32>) {
    for row in marked { rows.insert(Int(row)) }
  }

  /// Marks what was not marked among `shown`, and the other way round.
  package mutating func invert(_ shown: some Sequence<UInt32>) {
    var flipped = RowSet(rowCount: rows.rowCount)
    for row in shown { flipped.insert(Int(row)) }
    rows.formSymmetricDifference(flipped)
  }

  /// The same customers as rows of another table; nil stands for none being at hand.
  package func moved(from old: CustomerTable?, to new: CustomerTable?) -> Marks {
    let (ids, newIDs) = (old?.ids ?? [], new?.ids ?? [])
    if ids == newIDs { return self }
    var moved = Marks(rowCount: newIDs.count)
    for id in absentIDs {
      if let row = new?.row(ofID: id) { moved.rows.insert(row) } else { moved.absentIDs.insert(id) }
    }
    // Both tables stand by ascending id, so that one pass finds all of a million.
    var newRow = 0
    for row in rows where row < ids.count {
      while newRow < newIDs.count, newIDs[newRow] < ids[row] { newRow += 1 }
      if newRow < newIDs.count, newIDs[newRow] == ids[row] {
        moved.rows.insert(newRow)
      } else {
        moved.absentIDs.insert(ids[row])
      }
    }
    return moved
  }
}
