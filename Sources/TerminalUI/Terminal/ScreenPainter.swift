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

/// The colour pairs of ncurses, given out as styles ask for them.
struct ColorPairs {
  /// Two colours as ncurses numbers them; -1 is the terminal's own.
  private struct Colors: Hashable {
    let foreground: Int32
    let background: Int32
  }

  private let depth: ColorDepth
  /// Whether ncurses knows the terminal's own colours, as -1.
  private let hasDefaults: Bool
  private let limit: Int
  private var pairs: [Colors: Int32] = [:]
  /// Whether a pair was wanted when there were no more.
  private(set) var isExhausted = false

  /// Starts the colours of the terminal that ncurses drives.
  init(usesColor: Bool) {
    guard usesColor, has_colors(), start_color() == OK else {
      depth = .none
      hasDefaults = false
      limit = 0
      return
    }
    hasDefaults = use_default_colors() == OK
    limit = Int(komet_color_pairs())
    depth = Self.depth(colors: Int(komet_colors()), isDirect: tigetflag("RGB") > 0)
  }

  var colorDepth: ColorDepth { depth }

  /// The pair for the style's colours; 0, the terminal's own, if there is none.
  mutating func pair(for style: Style) -> Int32 {
    guard depth > .none else { return 0 }
    let colors = Colors(
      foreground: number(of: style.foreground, standard: 7),
      background: number(of: style.background, standard: 0))
    if colors == Colors(foreground: -1, background: -1) { return 0 }
    if let pair = pairs[colors] { return pair }
    let pair = Int32(pairs.count + 1)
    guard pair < limit else {
      isExhausted = true
      return 0
    }
    guard init_extended_pair(pair, colors.foreground, colors.background) == OK else { return 0 }
    pairs[colors] = pair
    return pair
  }

  /// Takes all pairs back; everything must be painted anew.
  mutating func reset() {
    reset_color_pairs()
    pairs = [:]
    isExhausted = false
  }

  /// What ncurses calls the colour; `standard` stands for the default where that has no number.
  private func number(of color: Color?, standard: Int32) -> Int32 {
    switch color?.quantised(to: depth) {
    case nil, .terminalDefault: return hasDefaults ? -1 : standard
    case .rgb(let red, let green, let blue): return Self.directNumber([red, green, blue])
    case .indexed(let index):
      guard depth == .direct, index >= Self.paletteOfDirect, let components = color?.components else {
        return Int32(index)
      }
      return Self.directNumber(components.map { UInt8($0) })
    }
  }

  /// With direct colours the first eight numbers still mean the terminal's palette (terminfo, xterm+direct).
  private static let paletteOfDirect = 8

  private static func directNumber(_ components: [UInt8]) -> Int32 {
    let number = components.reduce(0) { $0 << 8 | Int32($1) }
    return max(number, Int32(paletteOfDirect))
  }

  static func depth(colors: Int, isDirect: Bool) -> ColorDepth {
    if isDirect { return .direct }
    if colors >= 256 { return .palette }
    if colors >= 16 { return .sixteen }
    return colors >= 8 ? .eight : .none
  }
}
