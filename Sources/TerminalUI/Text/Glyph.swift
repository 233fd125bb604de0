/// What one or two columns show: one scalar that takes space and up to four marks on it.
///
/// A glyph is safe to send to a terminal: only `GlyphSequence` makes them from text.
package struct Glyph: Hashable, Sendable {
  static let markLimit = 4
  private static let scalarBits: UInt64 = 21
  private static let scalarMask: UInt64 = 1 << scalarBits - 1
  private static let marksPerWord = 2

  /// The base and two marks, 21 bits each; a mark that is 0 is none.
  private var baseAndMarks: UInt64
  /// Two more marks, then the width.
  private var marksAndWidth: UInt64

  init(_ base: Unicode.Scalar, width: Int) {
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

  var hasMarks: Bool { baseAndMarks >> Self.scalarBits != 0 }

  /// Adds a mark above those that are there; the fifth and later ones are left out.
  mutating func add(_ mark: Unicode.Scalar) {
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
