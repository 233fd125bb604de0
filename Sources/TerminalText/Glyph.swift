import Foundation

/// What one or two columns show: one scalar that takes space and up to four marks on it.
///
/// A glyph is safe to send to a terminal: only `GlyphSequence` makes them from text.
///
/// This room says how a text looks on a terminal and how many columns that takes. In reading order: scalars (`ScalarWidth`,
/// `ShownScalar`), glyphs (`GlyphSequence`, below), and texts cut to a width (`VisibleText`: `visibleText`, `truncated`,
/// `padded`).
package struct Glyph: Hashable, Sendable {
  package static let markLimit = 4
  private static let scalarBits: UInt64 = 21
  private static let scalarMask: UInt64 = 1 << scalarBits - 1
  private static let marksPerWord = 2

  /// The base and two marks, 21 bits each; a mark that is 0 is none.
  private var baseAndMarks: UInt64
  /// Two more marks, then the width.
  private var marksAndWidth: UInt64

  package init(_ base: Unicode.Scalar, width: Int) {
    baseAndMarks = UInt64(base.value)
    marksAndWidth = UInt64(width) << (Self.scalarBits * UInt64(Self.marksPerWord))
  }

  package static let blank = Glyph(" ", width: 1)
  /// Stands in the second column of a wide glyph.
  package static let continuation = Glyph("\0", width: 0)

  /// How many columns it takes: 1 or 2, and 0 for a continuation.
  package var width: Int { Int(marksAndWidth >> (Self.scalarBits * UInt64(Self.marksPerWord))) }

  package var base: Unicode.Scalar { Self.scalar(baseAndMarks) ?? " " }

  package var isContinuation: Bool { width == 0 }

  package var marks: [Unicode.Scalar] {
    let words = [
      baseAndMarks >> Self.scalarBits, baseAndMarks >> (2 * Self.scalarBits),
      marksAndWidth, marksAndWidth >> Self.scalarBits,
    ]
    return words.compactMap { $0 & Self.scalarMask == 0 ? nil : Self.scalar($0) }
  }

  package var hasMarks: Bool { baseAndMarks >> Self.scalarBits != 0 }

  /// Adds a mark above those that are there; the fifth and later ones are left out.
  package mutating func add(_ mark: Unicode.Scalar) {
    let value = UInt64(mark.value)
    switch marks.count {
    case 0: baseAndMarks |= value << Self.scalarBits
    case 1: baseAndMarks |= value << (2 * Self.scalarBits)
    case 2: marksAndWidth |= value
    case 3: marksAndWidth |= value << Self.scalarBits
    default: break
    }
  }

  /// Appends the scalars to `text`; a continuation appends nothing.
  package func write(to text: inout String) {
    guard !isContinuation else { return }
    text.unicodeScalars.append(base)
    guard hasMarks else { return }
    text.unicodeScalars.append(contentsOf: marks)
  }

  private static func scalar(_ word: UInt64) -> Unicode.Scalar? {
    Unicode.Scalar(UInt32(word & scalarMask))
  }
}

/// What the terminal can show.
package enum Charset: Sendable {
  case unicode
  /// Unicode without the signs that are one column wide on some terminals and two on others: narrow ones that
  /// look alike stand for them, so that the columns stay where they are whatever the terminal makes of it.
  case narrow
  /// Printable ASCII only: everything else is shown as a similar ASCII character or `?`.
  case ascii
}

extension Glyph {
  /// The glyph that stands for this one in a charset.
  package func shown(in charset: Charset) -> Glyph {
    switch charset {
    case .unicode: self
    case .narrow: narrowed
    case .ascii: foldedToASCII
    }
  }

  /// A glyph that is as wide on every terminal: é as e with a mark on it, else the ASCII that comes nearest.
  private var narrowed: Glyph {
    guard AmbiguousWidth.contains(base) else { return self }
    let parts = String(base).decomposedStringWithCanonicalMapping.unicodeScalars
    guard let first = parts.first, !AmbiguousWidth.contains(first) else { return foldedToASCII }
    var glyph = Glyph(first, width: width)
    for mark in parts.dropFirst() { glyph.add(mark) }
    for mark in marks { glyph.add(mark) }
    return glyph
  }
}

extension Glyph {
  /// The ASCII character that comes nearest, of one column; `?` if none does.
  package var foldedToASCII: Glyph {
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
    "★": "*", "✎": "&", "⏎": "/",
    "‐": "-", "‑": "-", "–": "-", "—": "-", "−": "-", "ß": "s", "ı": "i", "€": "E", "£": "L",
    "\u{3000}": " ",
  ]
}

/// The glyphs that stand for a text on a screen, each with where it starts in the text.
///
/// Whatever the text holds, the glyphs stay on one row, drive no terminal and take the columns they say:
/// control and other invisible characters become placeholders, joined emoji are shown by their first one, flags
/// by their two letters. Reads no further than asked, and no more than 256 scalars for one glyph: further marks stand
/// beside it.
package struct GlyphSequence: Sequence {
  let text: String
  let charset: Charset

  package init(text: String, charset: Charset) {
    self.text = text
    self.charset = charset
  }

  package struct Iterator: IteratorProtocol {
    private let text: String
    private let charset: Charset
    private var index: String.Index

    init(_ sequence: GlyphSequence) {
      text = sequence.text
      charset = sequence.charset
      index = text.startIndex
    }

    private var scalars: String.UnicodeScalarView { text.unicodeScalars }

    private static let maxAbsorbed = 256

    package mutating func next() -> (glyph: Glyph, start: String.Index)? {
      while index < scalars.endIndex {
        let start = index
        if let letter = plainLetter() { return (Glyph(letter, width: 1), start) }
        let scalar = scalars[index]
        index = scalars.index(after: index)
        guard let shown = ShownScalar(scalar) else { continue }
        var glyph = shown.glyph
        absorbRest(into: &glyph, startingWith: scalar)
        return (glyph.shown(in: charset), start)
      }
      return nil
    }

    /// Takes the letter at `index` if it is one of ASCII with no mark on it, as most are: each looks the same everywhere.
    private mutating func plainLetter() -> Unicode.Scalar? {
      let bytes = text.utf8
      let byte = bytes[index]
      guard 0x20..<0x7F ~= byte else { return nil }
      let next = bytes.index(after: index)
      guard next == bytes.endIndex || UTF8.isASCII(bytes[next]) else { return nil }
      index = next
      return Unicode.Scalar(byte)
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
