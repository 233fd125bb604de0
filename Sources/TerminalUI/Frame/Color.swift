import Foundation

/// A colour that a terminal can be asked for.
package enum Color: Hashable, Sendable {
  /// What the terminal uses when nobody asks for a colour.
  case terminalDefault
  /// A place of the palette of 256: 0–15 are the terminal's own, 16–255 the usual cube and greys.
  case indexed(UInt8)
  case rgb(red: UInt8, green: UInt8, blue: UInt8)
}

extension Color: CustomStringConvertible {
  /// As in a theme file: `default`, a name, 16–255, or `#rrggbb`.
  package var description: String {
    switch self {
    case .terminalDefault:
      return "default"
    case .indexed(let index):
      return Int(index) < Self.names.count ? Self.names[Int(index)] : String(index)
    case .rgb(let red, let green, let blue):
      return "#"
        + [red, green, blue].map { component in
          let digits = String(component, radix: 16)
          return digits.count < 2 ? "0" + digits : digits
        }.joined()
    }
  }

  /// The names of the first 16 places of the palette.
  package static let names = [
    "black", "red", "green", "yellow", "blue", "magenta", "cyan", "white",
    "bright_black", "bright_red", "bright_green", "bright_yellow", "bright_blue", "bright_magenta",
    "bright_cyan", "bright_white",
  ]
}

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

extension Color {
  /// How well one of the colours can be read on the other: 1, not at all, to 21; nil if the terminal decides how
  /// either looks.
  ///
  /// Source: WCAG 2.1, contrast ratio.
  package func contrast(to other: Color) -> Double? {
    guard let luminance, let otherLuminance = other.luminance else { return nil }
    let brighter = max(luminance, otherLuminance)
    let darker = min(luminance, otherLuminance)
    return (brighter + Self.flare) / (darker + Self.flare)
  }

  /// The light that every screen throws back (WCAG 2.1).
  private static let flare = 0.05

  /// Black is 0 and white 1; nil for the terminal's own colours (WCAG 2.1, relative luminance).
  private var luminance: Double? {
    guard !isTerminalsOwn, let components else { return nil }
    let linear = components.map { component in
      let share = Double(component) / 255
      return share <= 0.03928 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4)
    }
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
  }

  /// Whether the terminal's settings say how it looks.
  package var isTerminalsOwn: Bool {
    switch self {
    case .terminalDefault, .indexed(..<16): true
    case .indexed, .rgb: false
    }
  }
}
