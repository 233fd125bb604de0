import TerminalUI

/// What the colours that a terminal decides on look like in a picture.
package struct TerminalColors: Sendable {
  let foreground: Color
  let background: Color
  /// The first 16 places of the palette.
  private let palette: [Color]

  private init(foreground: UInt32, background: UInt32, palette: [UInt32]) {
    self.foreground = Color(hex: foreground)
    self.background = Color(hex: background)
    self.palette = palette.map(Color.init(hex:))
  }

  /// A terminal with light text on black; the palette is Tango's.
  package static let dark = TerminalColors(
    foreground: 0xd3d7cf, background: 0x121212,
    palette: [
      0x2e3436, 0xef4d4d, 0x4e9a06, 0xc4a000, 0x3465a4, 0xc58fbf, 0x06989a, 0xd3d7cf,
      0x555753, 0xff6b6b, 0x8ae234, 0xfce94f, 0x729fcf, 0xe0a8d8, 0x34e2e2, 0xeeeeec,
    ])

  /// A terminal with dark text on white; the palette is Tango's.
  package static let light = TerminalColors(
    foreground: 0x2e3436, background: 0xffffff,
    palette: [
      0x2e3436, 0xcc0000, 0x4e9a06, 0xc4a000, 0x3465a4, 0x75507b, 0x06989a, 0xd3d7cf,
      0x555753, 0xef2929, 0x8ae234, 0xfce94f, 0x729fcf, 0xad7fa8, 0x34e2e2, 0xeeeeec,
    ])

  /// The two colours in which a cell is seen, dimmed and reversed as its style says.
  func shown(_ style: Style) -> (foreground: Color, background: Color) {
    let background = style.background.map { color($0, default: self.background) } ?? self.background
    var foreground = style.foreground.map { color($0, default: self.foreground) } ?? self.foreground
    if style.attributes.contains(.dim) { foreground = foreground.dimmed(on: background) }
    return style.attributes.contains(.reverse) ? (background, foreground) : (foreground, background)
  }

  private func color(_ color: Color, default terminalDefault: Color) -> Color {
    switch color {
    case .terminalDefault: terminalDefault
    case .indexed(let index) where Int(index) < palette.count: palette[Int(index)]
    case .indexed, .rgb: color.asRGB
    }
  }
}

extension Color {
  /// Two parts of the colour and one of its ground, as terminals show dim text.
  fileprivate func dimmed(on ground: Color) -> Color {
    guard let components, let groundComponents = ground.components else { return self }
    return Color(components: zip(components, groundComponents).map { (2 * $0 + $1) / 3 })
  }

  fileprivate var asRGB: Color { components.map(Color.init(components:)) ?? self }

  fileprivate init(hex: UInt32) {
    self.init(components: [hex >> 16, hex >> 8 & 0xff, hex & 0xff].map { Int($0) })
  }

  /// Red, green and blue, 0–255.
  private init(components: [Int]) {
    self = .rgb(
      red: UInt8(clamping: components[0]), green: UInt8(clamping: components[1]),
      blue: UInt8(clamping: components[2]))
  }
}
