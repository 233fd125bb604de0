/// A few rows of a table, ascending.
struct AscendingRows {
  let rows: [UInt32]

  /// Those of them that stand in `range`.
  func rows(in range: Range<Int>) -> some Sequence<Int> {
    rows[firstPlace(atLeast: range.lowerBound)..<firstPlace(atLeast: range.upperBound)].lazy.map(Int.init)
  }

  private func firstPlace(atLeast row: Int) -> Int {
    var low = 0
    var high = rows.count
    while low < high {
      let middle = (low + high) / 2
      if Int(rows[middle]) < row { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
