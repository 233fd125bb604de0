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

  /// The marks of customers who are not at hand yet.
  package init(ids: some Sequence<UInt64>) {
    rows = RowSet(rowCount: 0)
    absentIDs = Set(ids)
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

  /// Marks whoever is marked in only one of the two; both are about the same table.
  mutating func formSymmetricDifference(_ other: Marks) {
    rows.formSymmetricDifference(other.rows)
    absentIDs.formSymmetricDifference(other.absentIDs)
  }

  /// The ids of the marked customers, ascending.
  func ids(in table: CustomerTable?) -> [UInt64] {
    let present = rows.compactMap { table?.ids[$0] }
    return absentIDs.isEmpty ? present : (present + absentIDs).sorted()
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

/// Each change of the marks, so that it can be undone and made again.
struct MarksHistory: Sendable {
  /// The customers whose mark a change turned round.
  private enum Change: Sendable {
    case few([UInt64])
    /// As marks of the table at hand.
    case many(Marks)
  }

  /// The latest at the end.
  private var done: [Change] = []
  private var undone: [Change] = []

  private static let maxChanges = 1_000
  /// Changes of more customers than this take a bit for each row of the table.
  private static let maxFew = 1_000
  /// So many bits are kept, since a refresh moves them; at a million customers, 16 changes of many at once.
  private static let maxBits = 16_000_000

  /// Takes in what a command changed.
  mutating func record(from before: Marks, to after: Marks, in table: CustomerTable?) {
    var difference = before
    difference.formSymmetricDifference(after)
    let ids = difference.count <= Self.maxFew ? difference.ids(in: table) : []
    done.append(difference.count <= Self.maxFew ? .few(ids) : .many(difference))
    undone = []
    var bits = 0
    let kept = done.reversed().prefix { change in
      if case .many(let marks) = change { bits += marks.rows.rowCount }
      return bits <= Self.maxBits
    }
    done = kept.prefix(Self.maxChanges).reversed()
  }

  /// Undoes the last change; false if there is none.
  mutating func undo(_ marks: inout Marks, in table: CustomerTable?) -> Bool {
    Self.step(from: &done, to: &undone, &marks, table)
  }

  /// Makes the change again that was undone last; false if there is none.
  mutating func redo(_ marks: inout Marks, in table: CustomerTable?) -> Bool {
    Self.step(from: &undone, to: &done, &marks, table)
  }

  private static func step(
    from: inout [Change], to: inout [Change], _ marks: inout Marks, _ table: CustomerTable?
  ) -> Bool {
    guard let change = from.popLast() else { return false }
    to.append(change)
    switch change {
    case .few(let ids): marks.formSymmetricDifference(Marks(ids: ids).moved(from: nil, to: table))
    case .many(let difference): marks.formSymmetricDifference(difference)
    }
    return true
  }

  /// The same changes, for another table.
  mutating func move(from old: CustomerTable?, to new: CustomerTable?) {
    func moved(_ change: Change) -> Change {
      guard case .many(let marks) = change else { return change }
      return .many(marks.moved(from: old, to: new))
    }
    done = done.map(moved)
    undone = undone.map(moved)
  }
}
