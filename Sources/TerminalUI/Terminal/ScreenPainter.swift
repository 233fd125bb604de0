import CNcurses

/// Puts frames on the screen through ncurses, row by row where they differ.
struct ScreenPainter {
  private var pairs: ColorPairs
  /// What the screen shows; nil if that is not known.
  private var shown: Frame?
  /// Reused for each row.
  private var cells: [cchar_t] = []
  /// Reused for each cell: the base, the marks, 0.
  private var scalars: [wchar_t] = Array(repeating: 0, count: Glyph.markLimit + 2)

  init(usesColor: Bool) {
    pairs = ColorPairs(usesColor: usesColor)
    // Pending keys must not put off the painting: the main loop has already read them all.
    typeahead(-1)
    leaveok(komet_stdscr(), false)
    scrollok(komet_stdscr(), false)
  }

  var colorDepth: ColorDepth { pairs.colorDepth }

  mutating func paint(_ frame: Frame, on size: Size) {
    let window = komet_stdscr()
    if pairs.isExhausted {
      pairs.reset()
      forget()
    }
    if shown?.gridSize != frame.gridSize { shown = nil }
    for row in 0..<min(frame.gridSize.rows, size.rows) where shown?.row(row) != frame.row(row) {
      paint(frame.row(row).prefix(size.columns), row: row, on: window)
    }
    if let cursor = frame.cursor {
      wmove(window, Int32(cursor.row), Int32(cursor.column))
    }
    curs_set(frame.cursor == nil ? 0 : 1)
    wrefresh(window)
    shown = frame
  }

  /// Makes the next frame be written as a whole, over whatever the screen holds.
  mutating func forget() {
    shown = nil
    let window = komet_stdscr()
    // Rewriting every line, without the clearing that ncurses has in mind, doesn't flicker.
    clearok(komet_curscr(), false)
    wredrawln(window, 0, komet_lines())
  }

  private mutating func paint(
    _ row: ArraySlice<Cell>, row number: Int, on window: UnsafeMutablePointer<WINDOW>?
  ) {
    cells.removeAll(keepingCapacity: true)
    var style = Style()
    var attributes: attr_t = 0
    var pair: Int32 = 0
    for cell in row where !cell.glyph.isContinuation {
      if cell.style != style {
        style = cell.style
        attributes = Self.attributes(of: style)
        pair = pairs.pair(for: style)
      }
      cells.append(self.cell(cell.glyph, attributes: attributes, pair: pair))
    }
    mvwadd_wchnstr(window, Int32(number), 0, cells, Int32(cells.count))
  }

  private mutating func cell(_ glyph: Glyph, attributes: attr_t, pair: Int32) -> cchar_t {
    scalars[0] = wchar_t(glyph.base.value)
    var count = 1
    if glyph.hasMarks {
      for mark in glyph.marks {
        scalars[count] = wchar_t(mark.value)
        count += 1
      }
    }
    scalars[count] = 0
    var cell = cchar_t()
    komet_setcchar(&cell, scalars, attributes, pair)
    return cell
  }

  private static func attributes(of style: Style) -> attr_t {
    var attributes: attr_t = 0
    if style.attributes.contains(.bold) { attributes |= komet_bold() }
    if style.attributes.contains(.dim) { attributes |= komet_dim() }
    if style.attributes.contains(.italic) { attributes |= komet_italic() }
    if style.attributes.contains(.underline) { attributes |= komet_underline() }
    if style.attributes.contains(.reverse) { attributes |= komet_reverse() }
    return attributes
  }
}
