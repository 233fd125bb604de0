/// All rows of a table in an order, and where each of them stands.
struct RowOrder: Sendable {
  let rows: [UInt32]
  /// For each row its place in `rows`.
  let places: [UInt32]

  init(_ rows: [UInt32], _ urgency: ParallelWork.Urgency = .urgent) {
    self.rows = rows
    places = [UInt32](unsafeUninitializedCapacity: rows.count) { places, count in
      for (place, row) in rows.enumerated() {
        urgency.giveWay(at: place)
        places[Int(row)] = UInt32(place)
      }
      count = rows.count
    }
  }

  /// The first `count` of some rows.
  func first(_ count: Int, of some: [UInt32]) -> [UInt32] {
    var found = some.map { places[Int($0)] }
    // Sorts those in front only, by dealing all out to parts of the order.
    let placesPerPart = UInt32(rows.count / Self.parts + 1)
    var partCounts = [Int](repeating: 0, count: Self.parts)
    for place in found { partCounts[Int(place / placesPerPart)] += 1 }
    var total = 0
    if let last = partCounts.firstIndex(where: { partCount in
      total += partCount
      return total >= count
    }) {
      found.removeAll { $0 / placesPerPart > last }
    }
    return found.sorted().prefix(count).map { rows[Int($0)] }
  }

  private static let parts = 1_024
}
