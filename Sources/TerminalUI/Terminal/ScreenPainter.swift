import CNcurses
import TerminalText

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

  /// Whether the next frame is written as a whole, for want of colours.
  var isAboutToForget: Bool { pairs.isExhausted }

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

/// Makes what ncurses writes for a frame shorter, by a quarter or so; the screen gets the same.
///
/// ncurses resets the style and the charset, then sets each attribute and colour by itself, whatever was there. Here
/// one sequence leads from the style of a text to that of the next one, past blanks between them, and one that names the
/// column alone moves the cursor ahead in a row. What is not understood stays as it is.
struct SequenceMerger {
  private var output: [UInt8] = []
  /// The style that the terminal has; nil if that isn't known.
  private var style: Style?
  /// The style that the next text is to have; nil if that of the terminal.
  private var wanted: Style?
  /// The last sequence that chose the letters, of each kind.
  private var charsets: [Charset: ArraySlice<UInt8>] = [:]

  /// How letters are chosen: by naming the main set, or by shifting between it and the other one (ECMA-35).
  private enum Charset {
    case named
    case shifted
  }

  /// The row that the cursor is in, and a column that it is not beyond, even if each byte of a text takes one; nil if
  /// that isn't known.
  private var position: (row: Int, column: Int)?
  private let namesColumns: Bool

  private init(namesColumns: Bool) {
    self.namesColumns = namesColumns
  }

  /// `namesColumns` says that the terminal can move the cursor within its row (CHA in ECMA-48).
  static func merged(_ bytes: [UInt8], namesColumns: Bool) -> [UInt8] {
    var merger = SequenceMerger(namesColumns: namesColumns)
    merger.output.reserveCapacity(bytes.count)
    var pieces = EscapeSequences(bytes)
    while let piece = pieces.next() { merger.take(piece) }
    merger.writeStyle()
    return merger.output
  }

  private mutating func take(_ piece: EscapeSequences.Piece) {
    switch piece.kind {
    case .style(let codes):
      // A sequence that begins with a reset tells all.
      let before = wanted ?? style ?? (codes.first == 0 ? Style() : nil)
      if let after = before?.applying(codes) {
        wanted = after
      } else {
        write(piece.bytes)
        style = nil
      }
    case .charset: choose(.named, by: piece.bytes)
    case .shift: choose(.shifted, by: piece.bytes)
    // Terminals to which the style would matter here are no longer about.
    case .move(let row?, let column?): move(toRow: row, column: column, by: piece.bytes)
    case .move:
      position = nil
      output += piece.bytes
    case .text:
      position?.column += piece.bytes.count
      write(text: piece.bytes)
    case .other:
      // Erasing leaves the cursor where it is.
      if !Self.erasing.contains(piece.bytes.last ?? 0) { position = nil }
      write(piece.bytes)
    }
  }

  /// The last letters of the sequences ED, EL and ECH.
  private static let erasing = "JKX".utf8

  private mutating func move(toRow row: Int, column: Int, by bytes: ArraySlice<UInt8>) {
    if namesColumns, let position, position.row == row, position.column <= column {
      output += "\u{1B}[\(column)G".utf8
    } else {
      output += bytes
    }
    position = (row, column)
  }

  private mutating func choose(_ charset: Charset, by bytes: ArraySlice<UInt8>) {
    guard charsets[charset] != bytes else { return }
    charsets[charset] = bytes
    write(bytes)
  }

  /// The blanks at its start may keep the style of before if they show none of it.
  private mutating func write(text: ArraySlice<UInt8>) {
    let keepsStyle = style.flatMap { wanted?.looksAlikeOnBlanks(as: $0) } ?? false
    let blanks = keepsStyle ? text.prefix { $0 == UInt8(ascii: " ") } : []
    output += blanks
    if blanks.count < text.count { write(text.dropFirst(blanks.count)) }
  }

  private mutating func write(_ bytes: ArraySlice<UInt8>) {
    writeStyle()
    output += bytes
  }

  private mutating func writeStyle() {
    guard let wanted else { return }
    output += (style.map(wanted.escapeSequence(replacing:)) ?? wanted.escapeSequence).utf8
    style = wanted
    self.wanted = nil
  }
}
