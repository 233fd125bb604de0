import Foundation

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
  var isTerminalsOwn: Bool {
    switch self {
    case .terminalDefault, .indexed(..<16): true
    case .indexed, .rgb: false
    }
  }
}
