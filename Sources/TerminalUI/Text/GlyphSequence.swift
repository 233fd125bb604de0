import CustomerBrowser

/// The glyphs that stand for a text on a screen, each with where it starts in the text.
///
/// Whatever the text holds, the glyphs stay on one row, drive no terminal and take the columns they say:
/// control and other invisible characters become placeholders, joined emoji are shown by their first one, flags
/// by their two letters. Reads no further than asked, and no more than 256 scalars for one glyph: further marks stand
/// beside it.
struct GlyphSequence: Sequence {
  let text: String
  let charset: Charset

  struct Iterator: IteratorProtocol {
    private let scalars: String.UnicodeScalarView
    private let charset: Charset
    private var index: String.Index

    init(_ sequence: GlyphSequence) {
      scalars = sequence.text.unicodeScalars
      charset = sequence.charset
      index = scalars.startIndex
    }

    private static let mostAbsorbed = 256

    mutating func next() -> (glyph: Glyph, start: String.Index)? {
      while index < scalars.endIndex {
        let start = index
        let scalar = scalars[index]
        index = scalars.index(after: index)
        guard let shown = ShownScalar(scalar) else { continue }
        var glyph = shown.glyph
        absorbRest(into: &glyph, startingWith: scalar)
        return (glyph.shown(in: charset), start)
      }
      return nil
    }

    /// Takes what follows `first` and belongs to it: marks, and the rest of an emoji sequence.
    private mutating func absorbRest(into glyph: inout Glyph, startingWith first: Unicode.Scalar) {
      for _ in 0..<Self.mostAbsorbed where index < scalars.endIndex {
        let scalar = scalars[index]
        if scalar.isASCII { return }
        switch ShownScalar(scalar) {
        case nil:
          break
        case .mark:
          glyph.add(scalar)
        default:
          guard let end = endOfEmojiPart(after: first) else { return }
          index = end
          continue
        }
        index = scalars.index(after: index)
      }
    }

    /// Where the part of an emoji sequence that begins at `index` ends, or nil if none begins there.
    private func endOfEmojiPart(after first: Unicode.Scalar) -> String.Index? {
      guard first.isPictograph else { return nil }
      let scalar = scalars[index]
      let next = scalars.index(after: index)
      if scalar.properties.isEmojiModifier || scalar.isTag { return next }
      guard scalar == .zeroWidthJoiner, next < scalars.endIndex, scalars[next].isPictograph else {
        return nil
      }
      return scalars.index(after: next)
    }
  }

  func makeIterator() -> Iterator { Iterator(self) }
}

/// A text broken into lines of at most so many columns, at blanks where there are any.
///
/// Of a text that is longer than anybody reads the last line tells how much is left out, so that it costs no more than
/// what can be shown of it.
package struct WrappedText {
  package let lines: [String]

  package init(_ text: String, width: Int) {
    let shown = text.firstLetters(DetailField.shownLetters)
    var lines: [String] = []
    var line = ""
    var columns = 0
    for word in shown.split(separator: " ", omittingEmptySubsequences: true) {
      let word = String(word)
      let wordColumns = displayWidth(of: word)
      if !line.isEmpty, columns + 1 + wordColumns > width {
        lines.append(line)
        line = ""
      }
      if line.isEmpty {
        (line, columns) = Self.broken(word, width: width, into: &lines)
      } else {
        line += " " + word
        columns += 1 + wordColumns
      }
    }
    if !line.isEmpty || lines.isEmpty { lines.append(line) }
    let shownCount = shown.utf8.count
    if shownCount < text.utf8.count {
      var text = text
      let hiddenCount = text.withUTF8 { $0[shownCount...].count { !UTF8.isContinuation($0) } }
      lines.append("… \(hiddenCount.grouped) more letters")
    }
    self.lines = lines
  }

  /// Appends the lines that a word fills, and returns the rest of it with its columns.
  private static func broken(
    _ word: String, width: Int, into lines: inout [String]
  ) -> (rest: String, columns: Int) {
    var start = word.startIndex
    var columns = 0
    for (glyph, index) in GlyphSequence(text: word, charset: .unicode) {
      if columns > 0, columns + glyph.width > width {
        lines.append(String(word[start..<index]))
        start = index
        columns = 0
      }
      columns += glyph.width
    }
    return (String(word[start...]), columns)
  }
}
