/// All rows of a table in an order, and where each of them stands.
struct RowOrder: Sendable {
  let rows: [UInt32]
  /// For each row its place in `rows`.
  let places: [UInt32]

  init(_ rows: [UInt32]) {
    self.rows = rows
    places = [UInt32](unsafeUninitializedCapacity: rows.count) { places, count in
      for (place, row) in rows.enumerated() { places[Int(row)] = UInt32(place) }
      count = rows.count
    }
  }
}
