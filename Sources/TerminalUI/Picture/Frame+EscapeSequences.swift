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

extension Style {
  /// Replaces whatever style was in force.
  fileprivate var escapeSequence: String {
    let codes: [(Attributes, String)] = [
      (.bold, "1"), (.dim, "2"), (.italic, "3"), (.underline, "4"), (.reverse, "7"),
    ]
    var parts = ["0"] + codes.filter { attributes.contains($0.0) }.map(\.1)
    if let foreground { parts += foreground.codes(base: 30) }
    if let background { parts += background.codes(base: 40) }
    return "\u{1B}[" + parts.joined(separator: ";") + "m"
  }
}

extension Color {
  /// The numbers of the colour; `base` is 30 for a foreground, 40 for a background.
  fileprivate func codes(base: Int) -> [String] {
    switch self {
    case .terminalDefault: []
    case .indexed(let index) where index < 8: ["\(base + Int(index))"]
    case .indexed(let index) where index < 16: ["\(base + 60 + Int(index) - 8)"]
    case .indexed(let index): ["\(base + 8)", "5", "\(index)"]
    case .rgb(let red, let green, let blue): ["\(base + 8)", "2", "\(red)", "\(green)", "\(blue)"]
    }
  }
}
