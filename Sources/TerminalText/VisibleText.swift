/// The text as it may be written to a terminal: one row, without anything that drives the terminal.
///
/// Hidden and control characters become visible placeholders; see `GlyphSequence`.
package func visibleText(_ text: String, in charset: Charset = .unicode) -> String {
  var shown = ""
  for (glyph, _) in GlyphSequence(text: text, charset: charset) { glyph.write(to: &shown) }
  return shown
}

/// No screen is taken to have more columns.
package let maxScreenColumns = 2_048

/// How many columns `visibleText(text)` takes; counted no further than `limit`, which no screen has.
package func displayWidth(
  of text: String, in charset: Charset = .unicode, upTo limit: Int = maxScreenColumns
) -> Int {
  var columns = 0
  for (glyph, _) in GlyphSequence(text: text, charset: charset) {
    columns += glyph.width
    if columns >= limit { break }
  }
  return columns
}

/// Whether `visibleText(text)` takes no more columns than that.
package func fits(_ text: String, width: Int, in charset: Charset = .unicode) -> Bool {
  // No scalar takes more columns than bytes.
  text.utf8.count <= width || displayWidth(of: text, in: charset, upTo: width + 1) <= width
}

/// The visible text, cut to at most `width` columns; `…` stands for what is cut off.
package func truncated(_ text: String, toWidth width: Int, in charset: Charset = .unicode) -> String {
  var shown = ""
  var columns = 0
  var shortened = ""
  for (glyph, _) in GlyphSequence(text: text, charset: charset) {
    guard columns + glyph.width <= width else {
      return width < 1 ? "" : shortened + visibleText("…", in: charset)
    }
    columns += glyph.width
    glyph.write(to: &shown)
    if columns < width { shortened = shown }
  }
  return shown
}

/// The visible text followed by blanks up to `width` columns; one that is wider stays whole.
package func padded(_ text: String, toWidth width: Int, in charset: Charset = .unicode) -> String {
  let missing = width - displayWidth(of: text, in: charset)
  return visibleText(text, in: charset) + String(repeating: " ", count: max(0, missing))
}

/// How a scalar of a text is shown on a terminal.
enum ShownScalar {
  case spacing(Unicode.Scalar, width: Int)
  /// Sits on the glyph before it.
  case mark(Unicode.Scalar)

  /// Nil for what changes nothing but the looks of the emoji before it, and is left out.
  init?(_ scalar: Unicode.Scalar) {
    switch scalar.value {
    case 0x20..<0x7f:
      self = .spacing(scalar, width: 1)
    case Self.latinLetters, Self.linesAndBlocks:
      self = .spacing(scalar, width: 1)
    case ..<0x20:
      self = Self.placeholder(Self.controlPictures + scalar.value)
    case 0x7f:
      self = .spacing("␡", width: 1)
    case 0xfe00...0xfe0f, 0xe_0100...0xe_01ef, Self.enclosingKeycap:
      return nil
    case Self.regionalIndicators:
      self = Self.placeholder(UInt32(UInt8(ascii: "A")) + scalar.value - Self.regionalIndicators.lowerBound)
    default:
      self.init(category: scalar.properties.generalCategory, of: scalar)
    }
  }

  private init(category: Unicode.GeneralCategory, of scalar: Unicode.Scalar) {
    switch category {
    case .lineSeparator, .paragraphSeparator:
      self = .spacing("␤", width: 1)
    case .control, .surrogate, .privateUse, .unassigned:
      self = .spacing("\u{fffd}", width: 1)
    case .format:
      self = .spacing("·", width: 1)
    case .spaceSeparator where scalar != Self.ideographicSpace:
      self = .spacing(" ", width: 1)
    default:
      self.init(visible: scalar)
    }
  }

  private init(visible scalar: Unicode.Scalar) {
    guard !scalar.properties.isDefaultIgnorableCodePoint else {
      self = .spacing("·", width: 1)
      return
    }
    switch ScalarWidth.columns(of: scalar) {
    case nil: self = .spacing("\u{fffd}", width: 1)
    case 0?: self = .mark(scalar)
    case let width?: self = .spacing(scalar, width: width)
    }
  }

  /// The glyph of the scalar when nothing stands before it.
  var glyph: Glyph {
    switch self {
    case .spacing(let scalar, let width):
      return Glyph(scalar, width: width)
    case .mark(let scalar):
      var glyph = Glyph("◌", width: 1)
      glyph.add(scalar)
      return glyph
    }
  }

  /// What is frequent beside ASCII and always visible, which is faster than asking for the properties of each.
  private static let latinLetters: ClosedRange<UInt32> = 0xc0...0x24f
  private static let linesAndBlocks: ClosedRange<UInt32> = 0x2500...0x259f
  private static let controlPictures: UInt32 = 0x2400
  private static let enclosingKeycap: UInt32 = 0x20e3
  private static let regionalIndicators: ClosedRange<UInt32> = 0x1_f1e6...0x1_f1ff
  private static let ideographicSpace: Unicode.Scalar = "\u{3000}"

  private static func placeholder(_ value: UInt32) -> ShownScalar {
    .spacing(Unicode.Scalar(value) ?? "\u{fffd}", width: 1)
  }
}

extension Unicode.Scalar {
  static let zeroWidthJoiner: Unicode.Scalar = "\u{200d}"

  /// Whether it is an emoji by itself or by a selector; digits and the like don't count.
  var isPictograph: Bool { !isASCII && properties.isEmoji && !properties.isEmojiModifier }

  /// Whether it is one of the invisible letters that name the flag of a region.
  var isTag: Bool { (0xe_0020...0xe_007f).contains(value) }
}
