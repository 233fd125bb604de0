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
