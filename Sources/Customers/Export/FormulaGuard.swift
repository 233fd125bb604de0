/// Tells which cells a spreadsheet would run as formulas.
///
/// It is the first character that can be seen that counts, in whatever width it is written: spreadsheets drop blanks,
/// and people would not notice others. Besides, no cell may begin with a tab or a line break. Plain numbers such as
/// `-12.5` are left alone.
///
/// Source: OWASP, "CSV Injection".
enum FormulaGuard {
  /// Whether a cell, which must not be empty, needs an apostrophe in front.
  @inline(__always)
  static func isNeeded(for text: UnsafeBufferPointer<UInt8>) -> Bool {
    switch text[0] {
    case UInt8(ascii: "="), UInt8(ascii: "@"), UInt8(ascii: "+"), UInt8(ascii: "-"): isFormula(text)
    case 0x21..<0x7F: false
    default: isFormula(text)
    }
  }

  @inline(never)
  private static func isFormula(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    switch text[0] {
    // A tab, LF or CR.
    case 0x09, 0x0A, 0x0D: return true
    default: break
    }
    var rest = text[...]
    while let (scalar, length) = first(of: rest), isInvisible(scalar) { rest = rest.dropFirst(length) }
    guard let (scalar, length) = first(of: rest) else { return false }
    switch scalar {
    case "=", "@", "\u{FF1D}", "\u{FF20}", "\u{FF0B}", "\u{FF0D}": return true
    case "+", "-": return !isPlainNumber(rest.dropFirst(length))
    default: return false
    }
  }

  /// The first character and how many bytes it has; nil at the end.
  private static func first(
    of text: Slice<UnsafeBufferPointer<UInt8>>
  ) -> (scalar: Unicode.Scalar, length: Int)? {
    guard let byte = text.first else { return nil }
    guard byte >= 0x80 else { return (Unicode.Scalar(byte), 1) }
    var decoder = Unicode.UTF8.ForwardParser()
    var bytes = text.prefix(4).makeIterator()
    guard case .valid(let encoded) = decoder.parseScalar(from: &bytes) else { return ("\u{FFFD}", 1) }
    return (Unicode.UTF8.decode(encoded), encoded.count)
  }

  private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
    guard !scalar.isASCII else { return scalar.value <= 0x20 || scalar.value == 0x7F }
    let properties = scalar.properties
    switch properties.generalCategory {
    case .control, .format, .spaceSeparator, .lineSeparator, .paragraphSeparator: return true
    // The blank of Braille is a sign of its own.
    default: return properties.isDefaultIgnorableCodePoint || scalar == "\u{2800}"
    }
  }

  private static func isPlainNumber(_ text: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    let parts = text.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    return parts.count <= 2
      && parts.allSatisfy { part in
        !part.isEmpty && part.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
      }
  }
}
