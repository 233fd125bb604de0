extension Frame {
  /// The rows as plain text, without the blanks at their ends.
  package var text: String { rows { cells, _ in cells } }

  /// The rows as plain text, each change of style written before the cells that have it: `{bold fg=red}ROSES{}`.
  package var styledText: String {
    rows { text, style in style == base ? text : "{\(style)}\(text){}" }
  }

  private func rows(_ written: (String, Style) -> String) -> String {
    (0..<gridSize.rows).map { number in
      var line = ""
      var run = ""
      var style = base
      for cell in row(number) {
        if cell.style != style {
          if !run.isEmpty { line += written(run, style) }
          run = ""
          style = cell.style
        }
        cell.glyph.write(to: &run)
      }
      line += run.isEmpty ? "" : written(run, style)
      while line.last == " " { line.removeLast() }
      return line
    }.joined(separator: "\n")
  }
}
