extension Color {
  /// Reads `#rrggbb`, `default`, or one of the 16 names; nil for anything else.
  init?(parsing text: String) {
    if text == "default" {
      self = .terminalDefault
    } else if let index = Self.names.firstIndex(of: text) {
      self = .indexed(UInt8(index))
    } else {
      let digits = text.dropFirst()
      guard text.first == "#", digits.count == 6, digits.allSatisfy(\.isHexDigit),
        let value = UInt32(digits, radix: 16)
      else { return nil }
      self = .rgb(
        red: UInt8(value >> 16), green: UInt8(value >> 8 & 0xff), blue: UInt8(value & 0xff))
    }
  }
}
