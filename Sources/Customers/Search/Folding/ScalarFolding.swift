import Foundation
import Synchronization

/// How one Unicode scalar stands in folded text, in which case, accents and the like don't matter.
///
/// In this order:
/// 1. every White_Space scalar becomes a blank;
/// 2. typographic apostrophes, quotation marks and dashes become `'`, `"` and `-`;
/// 3. compatibility decomposition (NFKD, UAX #15): full-width forms, ligatures, superscripts, accents apart;
/// 4. all marks (general category M) and all Default_Ignorable_Code_Points are dropped;
/// 5. case is folded: ß is ss, final ς is σ, dotless ı is i;
/// 6. Latin letters with a stroke, hook or the like, which NFKD leaves alone, become the letter: ø o, đ d,
///    ł l; and æ becomes ae, œ oe, þ th, ð d, ŋ n.
///
/// Each scalar is folded by itself, whatever stands around it, and folding what is folded changes nothing.
enum ScalarFolding {
  /// The folded form as UTF-8: at most 72 bytes (U+FDFA becomes 18 scalars).
  static func utf8(_ scalar: Unicode.Scalar) -> [UInt8] {
    known.withLock { known in
      if let form = known[scalar] { return form }
      let form = fold(scalar).flatMap { UTF8.encode($0).map(Array.init) ?? [] }
      known[scalar] = form
      return form
    }
  }

  /// What was asked before: looking it up in Unicode's tables takes a hundred times as long.
  private static let known = Mutex<[Unicode.Scalar: [UInt8]]>([:])

  static func fold(_ scalar: Unicode.Scalar) -> [Unicode.Scalar] {
    if scalar.isASCII { return [Unicode.Scalar(foldASCII(UInt8(scalar.value)))] }
    if let sign = plainSign(of: scalar) { return [sign] }
    if isUncased(scalar) { return [scalar] }
    return withoutMarks(scalar.compatibilityDecomposition).flatMap { base in
      withoutMarks(caseFolded(base).flatMap(\.compatibilityDecomposition)).flatMap(plainLetters)
    }
  }

  /// The same for an ASCII character: lower case, and a blank for tabs, line feeds and their like.
  @inline(__always)
  static func foldASCII(_ byte: UInt8) -> UInt8 {
    if byte &- 0x41 < 26 { return byte | 0x20 }
    return byte &- 0x09 < 5 ? 0x20 : byte
  }

  /// A blank, apostrophe, quotation mark, dash or slash for whatever is only another form of it.
  private static func plainSign(of scalar: Unicode.Scalar) -> Unicode.Scalar? {
    switch scalar {
    case "\u{00B4}", "\u{02BB}", "\u{02BC}", "\u{2018}", "\u{2019}", "\u{201B}", "\u{2032}": "'"
    case "\u{201C}"..."\u{201F}": "\""
    case "\u{2010}"..."\u{2015}", "\u{2212}": "-"
    case "\u{2044}": "/"
    default: scalar.properties.isWhitespace ? " " : nil
    }
  }

  /// Whether the scalar is one of the unified ideographs, which fold to themselves: saves looking it up.
  private static func isUncased(_ scalar: Unicode.Scalar) -> Bool {
    (0x3400...0x4DBF).contains(scalar.value) || (0x4E00...0x9FFF).contains(scalar.value)
  }

  private static func withoutMarks(_ scalars: some Sequence<Unicode.Scalar>) -> [Unicode.Scalar] {
    scalars.filter { scalar in
      switch scalar.properties.generalCategory {
      case .nonspacingMark, .spacingMark, .enclosingMark: false
      default: !scalar.properties.isDefaultIgnorableCodePoint
      }
    }
  }

  /// Full case folding, by way of the mappings to upper and lower case.
  ///
  /// Lower case alone would leave ß, ς and ı; upper case alone would leave ẞ.
  private static func caseFolded(_ scalar: Unicode.Scalar) -> [Unicode.Scalar] {
    scalar.properties.lowercaseMapping.unicodeScalars.flatMap { lower in
      lower.properties.uppercaseMapping.unicodeScalars.flatMap(\.properties.lowercaseMapping.unicodeScalars)
    }
  }

  private static func plainLetters(for scalar: Unicode.Scalar) -> [Unicode.Scalar] {
    if scalar.isASCII { return [scalar] }
    switch scalar {
    case "æ": return ["a", "e"]
    case "œ": return ["o", "e"]
    case "þ": return ["t", "h"]
    case "ð": return ["d"]
    case "ŋ": return ["n"]
    case "ȷ": return ["j"]
    default: return [plainSign(of: scalar) ?? letterWithoutAddition(scalar) ?? scalar]
    }
  }

  /// `x` for a scalar whose name is LATIN SMALL LETTER X WITH something.
  private static func letterWithoutAddition(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
    let prefix = "LATIN SMALL LETTER "
    guard scalar.properties.isAlphabetic, let name = scalar.properties.name, name.hasPrefix(prefix)
    else { return nil }
    let words = name.dropFirst(prefix.count).split(separator: " ", maxSplits: 2)
    guard words.count == 3, words[0].count == 1, words[1] == "WITH" else { return nil }
    return words[0].lowercased().unicodeScalars.first
  }
}

extension Unicode.Scalar {
  /// The scalar in Unicode's normalization form KD (UAX #15).
  fileprivate var compatibilityDecomposition: String.UnicodeScalarView {
    String(self).decomposedStringWithCompatibilityMapping.unicodeScalars
  }
}
