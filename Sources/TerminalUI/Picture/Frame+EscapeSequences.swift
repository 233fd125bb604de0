extension Frame {
  /// The rows as lines for a terminal, coloured by escape sequences (ECMA-48, SGR); each line begins and ends plain.
  ///
  /// The styles should be of a theme that is quantised to what the terminal shows.
  package var escapedText: String {
    (0..<gridSize.rows).map { number in
      var line = ""
      var style = Style()
      for cell in row(number) {
        if cell.style != style {
          style = cell.style
          line += style.escapeSequence
        }
        cell.glyph.write(to: &line)
      }
      return line + Style().escapeSequence
    }.joined(separator: "\n")
  }
}
