import TerminalUI

/// Rows as aligned columns of text, for people and for `awk`.
struct AlignedTable<Rows: RandomAccessCollection<[String]>> {
  let titles: [String]
  let rows: Rows
  /// The width to stay within, or nil to cut nothing.
  let width: Int?

  /// The columns' widths are measured on this many rows.
  private var measuredRows: Int { 1_000 }
  private var gap: String { "  " }
  private var narrowest: Int { 6 }
  /// A column gets no wider for longer cells, or one of a megabyte would add as many blanks to each other row.
  private var widest: Int { 200 }

  /// Writes the table; returns how many columns on the right were left out for want of room.
  func write(to sink: (String) throws -> Void) rethrows -> Int {
    let widths = widths
    try sink(line(titles.map { $0.uppercased() }, widths))
    for row in rows { try sink(line(row, widths)) }
    return titles.count - widths.count
  }

  private func line(_ cells: [String], _ widths: [Int]) -> String {
    var line = ""
    for (index, cell) in cells.prefix(widths.count).enumerated() {
      let text = width == nil ? visibleText(cell) : truncated(cell, toWidth: widths[index])
      // The last column needs no blanks after it.
      line += index == widths.count - 1 ? text : padded(text, toWidth: widths[index]) + gap
    }
    return line + "\n"
  }

  private var widths: [Int] {
    var widths = titles.map(\.count)
    for row in rows.prefix(measuredRows) {
      for (index, cell) in row.enumerated() {
        widths[index] = max(widths[index], displayWidth(of: cell, upTo: widest))
      }
    }
    guard let width else { return widths }
    while widths.count > 1, total(widths.map { min($0, narrowest) }) > width { widths.removeLast() }
    // The widest columns give way until the line fits.
    while total(widths) > width,
      let widest = widths.indices.max(by: { widths[$0] < widths[$1] }), widths[widest] > narrowest
    {
      widths[widest] -= 1
    }
    return widths
  }

  private func total(_ widths: [Int]) -> Int {
    widths.reduce(0, +) + gap.count * (widths.count - 1)
  }
}
