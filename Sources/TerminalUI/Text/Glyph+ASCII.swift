extension Glyph {
  /// The ASCII character that comes nearest, of one column; `?` if none does.
  var foldedToASCII: Glyph {
    guard !base.isASCII || hasMarks else { return self }
    return Glyph(base.foldedToASCII, width: 1)
  }
}

extension Unicode.Scalar {
  fileprivate var foldedToASCII: Unicode.Scalar {
    if isASCII { return self }
    if let variant = Self.asciiVariants[self] { return variant }
    if Self.fullWidthForms.contains(value) {
      return Unicode.Scalar(value - Self.fullWidthOffset) ?? "?"
    }
    return latinLetter ?? "?"
  }

  /// The letter that a letter with an accent, stroke or hook is named after: é is "LATIN SMALL LETTER E WITH ACUTE".
  private var latinLetter: Unicode.Scalar? {
    let words = properties.name?.split(separator: " ") ?? []
    guard words.count > 3, words[0] == "LATIN", words[2] == "LETTER", words[3].count <= 2,
      let letter = words[3].unicodeScalars.first
    else { return nil }
    return words[1] == "SMALL" ? letter.properties.lowercaseMapping.unicodeScalars.first : letter
  }

  private static let fullWidthForms: ClosedRange<UInt32> = 0xff01...0xff5e
  private static let fullWidthOffset: UInt32 = 0xfee0

  /// The signs that the screens draw, and the punctuation that people paste.
  private static let asciiVariants: [Unicode.Scalar: Unicode.Scalar] = [
    "─": "-", "│": "|", "┌": "+", "┐": "+", "└": "+", "┘": "+", "├": "+", "┤": "+", "┬": "+", "┴": "+",
    "▌": ">", "█": "#", "░": ":", "┃": "#", "━": "=", "▲": "^", "▼": "v", "✓": "*", "●": "*", "○": "o",
    "›": ">", "‹": "<",
    "≈": "~", "…": "~", "·": "-", "•": "*", "×": "x", "↑": "^", "↓": "v", "←": "<", "→": ">",
    "‘": "'", "’": "'", "‚": ",", "“": "\"", "”": "\"", "„": "\"", "«": "\"", "»": "\"",
    "‐": "-", "‑": "-", "–": "-", "—": "-", "−": "-", "ß": "s", "ı": "i", "€": "E", "£": "L",
    "\u{3000}": " ",
  ]
}
