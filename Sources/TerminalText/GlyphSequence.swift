/// The glyphs that stand for a text on a screen, each with where it starts in the text.
///
/// Whatever the text holds, the glyphs stay on one row, drive no terminal and take the columns they say:
/// control and other invisible characters become placeholders, joined emoji are shown by their first one, flags
/// by their two letters. Reads no further than asked, and no more than 256 scalars for one glyph: further marks stand
/// beside it.
///
/// This room says how a text looks on a terminal and how many columns that takes: scalars (`ScalarWidth`, `ShownScalar`),
/// glyphs, and texts cut to a width (`visibleText`, `truncated`, `padded`).
package struct GlyphSequence: Sequence {
  let text: String
  let charset: Charset

  package init(text: String, charset: Charset) {
    self.text = text
    self.charset = charset
  }

  package struct Iterator: IteratorProtocol {
    private let scalars: String.UnicodeScalarView
    private let charset: Charset
    private var index: String.Index

    init(_ sequence: GlyphSequence) {
      scalars = sequence.text.unicodeScalars
      charset = sequence.charset
      index = scalars.startIndex
    }

    private static let maxAbsorbed = 256

    package mutating func next() -> (glyph: Glyph, start: String.Index)? {
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
      for _ in 0..<Self.maxAbsorbed where index < scalars.endIndex {
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

  package func makeIterator() -> Iterator { Iterator(self) }
}
