/// Rows of cells that a `RowWriter` can write, several of them at a time.
protocol CellSource {
  var rowCount: Int { get }

  /// Says that the row at `place` is the next of those in `places` to be written.
  func announce(_ place: Int, of places: Range<Int>)

  /// Spells the cell of a row in the column of that index.
  func append(column: Int, ofRow place: Int, to bytes: inout ByteBuffer)
}

extension CellSource {
  func announce(_ place: Int, of places: Range<Int>) {}
}
