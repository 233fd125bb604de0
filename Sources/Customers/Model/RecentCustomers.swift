/// The customers at whom the person looked lately, by their ids.
package struct RecentCustomers: Equatable, Sendable {
  /// The latest first, each once.
  package private(set) var ids: [UInt64]

  /// More are forgotten.
  package static let maxCount = 200

  /// Makes them of ids, the latest first; what comes twice counts where it comes first.
  package init(_ ids: [UInt64] = []) {
    var seen: Set<UInt64> = []
    self.ids = Array(ids.filter { seen.insert($0).inserted }.prefix(Self.maxCount))
  }

  /// Puts a customer before all others.
  package mutating func look(at id: UInt64) {
    guard ids.first != id else { return }
    ids.removeAll { $0 == id }
    ids.insert(id, at: 0)
    if ids.count > Self.maxCount { ids.removeLast() }
  }

  /// Their rows in a table, the latest first; those whom it lacks are left out.
  func rows(of table: CustomerTable) -> [UInt32] {
    ids.compactMap(table.row(ofID:)).map(UInt32.init)
  }
}
