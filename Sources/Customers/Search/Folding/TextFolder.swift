import CTextScan
import Foundation
import Synchronization

/// Folds many texts, one after the other, as `ScalarFolding` says.
///
/// A folded text has no blanks at its ends and one where several stood. It is valid UTF-8: what was not is
/// U+FFFD. Scalars are looked up once and remembered, so keep one for many texts; one thread at a time may
/// use it.
final class TextFolder {
  // Checking each access would take longer than the access; it is private and one thread's.
  /// Where the folded form of each scalar of the BMP stands in `forms`; 0 if it was not needed so far.
  @exclusivity(unchecked) private var places: [UInt32] = Array(repeating: 0, count: 0x1_0000)
  private var otherPlaces: [UInt32: UInt32] = [:]
  /// The folded forms: of each the length, then so many bytes of UTF-8; place 0 stays unused.
  @exclusivity(unchecked) private var forms: [UInt8] = [0]

  /// Appends the folded form of `text` to `scratch`; returns whether it surely has none of the signs of `SearchForm`.
  ///
  /// Faster where `readable` bytes from the text's start on may be read, a step more than it has.
  @discardableResult
  func fold(_ text: UnsafeBufferPointer<UInt8>, readable: Int = 0, to scratch: inout ByteBuffer) -> Bool {
    if readable >= text.count + Self.step {
      var folding = TEXT_FOLD_FAILED
      scratch.append(atMost: text.count + Self.step) { output in
        folding = text_fold_ascii(text.baseAddress, text.count, output)
        return folding == TEXT_FOLD_FAILED ? 0 : text.count
      }
      if folding != TEXT_FOLD_FAILED { return folding == TEXT_FOLD_PLAIN }
    }
    foldScalars(text, to: &scratch)
    return false
  }

  private static let step = Int(TEXT_FOLD_STEP)

  private func foldScalars(_ text: UnsafeBufferPointer<UInt8>, to scratch: inout ByteBuffer) {
    scratch.append(atMost: text.count * Self.maxGrowth) { output in
      var count = 0
      var hasBlank = false
      @inline(__always)
      func append(_ byte: UInt8) {
        if byte == Self.blank {
          hasBlank = count > 0
          return
        }
        if hasBlank {
          output[count] = Self.blank
          count += 1
        }
        hasBlank = false
        output[count] = byte
        count += 1
      }
      var index = 0
      while index < text.count {
        let byte = text[index]
        if byte < 0x80 {
          append(ScalarFolding.foldASCII(byte))
          index += 1
          continue
        }
        let (scalar, length) = Self.scalar(in: text, at: index)
        let place = place(of: scalar)
        forms.withUnsafeBufferPointer { forms in
          for index in place + 1..<place + 1 + Int(forms[place]) { append(forms[index]) }
        }
        index += length
      }
      return count
    }
  }

  /// How many bytes a folded text has at most for each of its own (U+FDFA: 72 for 3).
  private static let maxGrowth = 24
  private static let blank: UInt8 = 0x20

  /// The scalar of several bytes at a place, or what stands for an invalid one; and its length.
  @inline(__always)
  private static func scalar(
    in text: UnsafeBufferPointer<UInt8>, at index: Int
  ) -> (scalar: Unicode.Scalar, length: Int) {
    let first = text[index]
    // Most are of two bytes.
    if first & 0xE0 == 0xC0, first >= 0xC2, index + 1 < text.count, text[index + 1] & 0xC0 == 0x80 {
      let value = UInt16(first & 0x1F) << 6 | UInt16(text[index + 1] & 0x3F)
      return (Unicode.Scalar(value) ?? "\u{FFFD}", 2)
    }
    var parser = Unicode.UTF8.ForwardParser()
    var bytes = text[index...].makeIterator()
    switch parser.parseScalar(from: &bytes) {
    case .valid(let encoded): return (UTF8.decode(encoded), encoded.count)
    case .error(let length): return ("\u{FFFD}", length)
    case .emptyInput: return ("\u{FFFD}", 1)
    }
  }

  private func place(of scalar: Unicode.Scalar) -> Int {
    let value = scalar.value
    let known = value < 0x1_0000 ? places[Int(value)] : otherPlaces[value, default: 0]
    guard known == 0 else { return Int(known) }
    let place = forms.count
    let form = ScalarFolding.utf8(scalar)
    forms.append(UInt8(form.count))
    forms.append(contentsOf: form)
    if value < 0x1_0000 { places[Int(value)] = UInt32(place) } else { otherPlaces[value] = UInt32(place) }
    return place
  }
}

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
