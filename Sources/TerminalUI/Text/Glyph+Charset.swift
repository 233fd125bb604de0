import Foundation

extension Glyph {
  /// The glyph that stands for this one in a charset.
  func shown(in charset: Charset) -> Glyph {
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
