import TerminalText
import TerminalUI

extension Frame {
  /// The frame as an SVG element, which may stand alone or inside another one at `x`, `y`.
  ///
  /// A cell is 8 by 17 units. Each piece of text says which columns it takes, so rows stay aligned in any
  /// monospaced font; lines and blocks are shapes, so that they meet. `colors` stand for those that a
  /// terminal would decide on. The same frame gives the same bytes.
  package func svg(in colors: TerminalColors, x: Int = 0, y: Int = 0) -> String {
    var picture = FramePicture(colors: colors, base: colors.shown(base).background)
    for number in 0..<gridSize.rows { picture.add(row(number), number: number) }
    if let cursor { picture.addCursor(at: cursor, color: colors.shown(base).foreground) }
    return picture.svg(size: gridSize, x: x, y: y)
  }
}

/// Collects what is drawn in each style while the rows of a frame go by.
struct FramePicture {
  static let cellWidth = 8
  static let cellHeight = 17
  /// Makes letters 8 units wide in the usual fonts, whose letters are 0.602 of their height wide.
  private static let fontSize = "13.3"
  private static let baseline = 13
  static let fonts = "ui-monospace, Menlo, Consolas, 'DejaVu Sans Mono', monospace"

  private let colors: TerminalColors
  private let base: Color
  /// Elements by colour or style, in the order in which those first came up.
  private var grounds = OrderedPieces<Color>()
  private var texts = OrderedPieces<Style>()
  private var shapes = OrderedPieces<Color>()
  private var cursor = ""

  /// Text of one style on one row, without two blanks in a row.
  private struct Run {
    var text = ""
    var style = Style()
    var start = 0
    var columns = 0
    var isWide = false
  }

  init(colors: TerminalColors, base: Color) {
    self.colors = colors
    self.base = base
  }

  mutating func add(_ cells: ArraySlice<Cell>, number: Int) {
    addGrounds(of: cells, row: number)
    var run = Run()
    for (column, cell) in cells.enumerated() where !cell.glyph.isContinuation {
      let style = textStyle(of: cell.style)
      if let shape = Self.shape(of: cell.glyph) {
        finish(&run, row: number)
        let place = "M\(column * Self.cellWidth) \(number * Self.cellHeight)"
        shapes.append(place + shape, to: style.foreground ?? base)
        continue
      }
      let isWide = cell.glyph.width > 1
      let isSecondBlank = cell.glyph == .blank && run.text.last == " "
      if style != run.style || isWide || run.isWide || isSecondBlank { finish(&run, row: number) }
      if run.columns == 0 {
        if cell.glyph == .blank { continue }
        run = Run(style: style, start: column, isWide: isWide)
      }
      cell.glyph.write(to: &run.text)
      run.columns += cell.glyph.width
    }
    finish(&run, row: number)
  }

  mutating func addCursor(at place: Position, color: Color) {
    cursor = Self.rectangle(
      x: place.column * Self.cellWidth, y: place.row * Self.cellHeight, width: 2, height: Self.cellHeight,
      attributes: " fill=\"\(color)\"")
  }

  func svg(size: Size, x: Int, y: Int) -> String {
    let width = size.columns * Self.cellWidth
    let height = size.rows * Self.cellHeight
    var lines = [
      "<svg xmlns=\"http://www.w3.org/2000/svg\" x=\"\(x)\" y=\"\(y)\" width=\"\(width)\" height=\"\(height)\""
        + " font-family=\"\(Self.fonts)\" font-size=\"\(Self.fontSize)\">",
      Self.rectangle(x: 0, y: 0, width: width, height: height, attributes: " fill=\"\(base)\""),
    ]
    for (color, pieces) in grounds.all {
      lines += ["<g fill=\"\(color)\" shape-rendering=\"crispEdges\">"] + pieces + ["</g>"]
    }
    for (color, pieces) in shapes.all { lines.append("<path fill=\"\(color)\" d=\"\(pieces.joined())\"/>") }
    for (style, pieces) in texts.all { lines += ["<g\(Self.attributes(of: style))>"] + pieces + ["</g>"] }
    if !cursor.isEmpty { lines.append(cursor) }
    return (lines + ["</svg>"]).joined(separator: "\n")
  }

  private mutating func addGrounds(of cells: ArraySlice<Cell>, row: Int) {
    var start = 0
    var color = base
    func piece(upTo end: Int) -> String {
      Self.rectangle(
        x: start * Self.cellWidth, y: row * Self.cellHeight, width: (end - start) * Self.cellWidth,
        height: Self.cellHeight)
    }
    for (column, cell) in cells.enumerated() {
      let ground = colors.shown(cell.style).background
      if ground == color { continue }
      if color != base { grounds.append(piece(upTo: column), to: color) }
      start = column
      color = ground
    }
    if color != base { grounds.append(piece(upTo: cells.count), to: color) }
  }

  /// Adds a run that has text in it, and begins a new one.
  private mutating func finish(_ run: inout Run, row: Int) {
    defer { run = Run() }
    if run.text.last == " " {
      run.text.removeLast()
      run.columns -= 1
    }
    guard run.columns > 0 else { return }
    var x = run.start * Self.cellWidth
    var fit = ""
    if run.isWide {
      // Wide signs come from whatever font has them.
      x += Self.cellWidth
      fit = " text-anchor=\"middle\""
    } else if run.columns > 1 {
      fit = " textLength=\"\(run.columns * Self.cellWidth)\""
    }
    // Unlike the rest of a style, this isn't inherited from the group.
    if run.style.attributes.contains(.underline) { fit += " text-decoration=\"underline\"" }
    let y = row * Self.cellHeight + Self.baseline
    texts.append("<text x=\"\(x)\" y=\"\(y)\"\(fit)>\(run.text.escapedForXML)</text>", to: run.style)
  }

  /// What tells how letters appearance: their final colour, and the attributes that change their form.
  private func textStyle(of style: Style) -> Style {
    Style(
      foreground: colors.shown(style).foreground,
      attributes: style.attributes.intersection([.bold, .italic, .underline]))
  }

  private static func attributes(of style: Style) -> String {
    var text = style.foreground.map { " fill=\"\($0)\"" } ?? ""
    if style.attributes.contains(.bold) { text += " font-weight=\"bold\"" }
    if style.attributes.contains(.italic) { text += " font-style=\"italic\"" }
    return text
  }

  private static func rectangle(
    x: Int, y: Int, width: Int, height: Int, attributes: String = ""
  ) -> String {
    "<rect x=\"\(x)\" y=\"\(y)\" width=\"\(width)\" height=\"\(height)\"\(attributes)/>"
  }

  /// The outline of a sign that must meet its neighbours, from the top left of its cell; nil for other signs.
  private static func shape(of glyph: Glyph) -> String? {
    switch glyph.base {
    case "─": "m0 8h8v1h-8z"
    case "│": "m4 0h1v17h-1z"
    case "┃": "m3 0h3v17h-3z"
    case "▌": "h4v17h-4z"
    case "┌": "m4 8h4v1h-3v8h-1z"
    case "┐": "m0 8h5v9h-1v-8h-4z"
    case "└": "m4 0h1v8h3v1h-4z"
    case "┘": "m4 0h1v9h-5v-1h4z"
    default: nil
    }
  }
}

/// Pieces of text by a key, the keys in the order in which they came up.
private struct OrderedPieces<Key: Hashable> {
  private var keys: [Key] = []
  private var pieces: [Key: [String]] = [:]

  var all: [(key: Key, pieces: [String])] { keys.map { ($0, pieces[$0] ?? []) } }

  mutating func append(_ piece: String, to key: Key) {
    if pieces[key] == nil { keys.append(key) }
    pieces[key, default: []].append(piece)
  }
}

extension String {
  /// The text as it may stand in an XML element.
  var escapedForXML: String {
    replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
  }
}
