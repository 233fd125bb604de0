/// One text, folded, with the way back to the characters it came from.
struct FoldedText {
  /// The folded text in UTF-8, the same that `TextFolder` makes.
  private(set) var bytes: [UInt8] = []
  /// For each byte where in the text's UTF-8 the scalar begins that it came from.
  private(set) var origins: [Int] = []

  /// Folds `text`; blanks at its ends are dropped only if `trimming`.
  init(_ text: String, trimming: Bool = true) {
    bytes.reserveCapacity(text.utf8.count)
    origins.reserveCapacity(text.utf8.count)
    var blank: Int?
    var place = 0
    for scalar in text.unicodeScalars {
      if scalar.isASCII {
        append(ScalarFolding.foldASCII(UInt8(scalar.value)), from: place, blank: &blank, trimming: trimming)
        place += 1
      } else {
        for byte in ScalarFolding.utf8(scalar) {
          append(byte, from: place, blank: &blank, trimming: trimming)
        }
        place += UTF8.width(scalar)
      }
    }
    if !trimming { append(blank: &blank) }
  }

  private mutating func append(_ byte: UInt8, from place: Int, blank: inout Int?, trimming: Bool) {
    if byte == UInt8(ascii: " ") {
      if blank == nil, !bytes.isEmpty || !trimming { blank = place }
    } else {
      append(blank: &blank)
      bytes.append(byte)
      origins.append(place)
    }
  }

  private mutating func append(blank: inout Int?) {
    guard let place = blank else { return }
    bytes.append(UInt8(ascii: " "))
    origins.append(place)
    blank = nil
  }
}
