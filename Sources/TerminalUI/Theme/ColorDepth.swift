/// How many colours a terminal shows.
package enum ColorDepth: Int, CaseIterable, Comparable, Sendable {
  /// Attributes only.
  case none
  case eight
  case sixteen
  /// The palette of 256.
  case palette
  case direct

  package static func < (first: ColorDepth, second: ColorDepth) -> Bool {
    first.rawValue < second.rawValue
  }
}

extension ColorDepth {
  /// How many colours to write to a terminal that isn't driven by ncurses, by the variables `NO_COLOR`,
  /// `COLORTERM` and `TERM`.
  package init(noColor: String?, colorTerm: String?, term: String?) {
    let term = term ?? ""
    if noColor != nil || term.isEmpty || term == "dumb" {
      self = .none
    } else if ["truecolor", "24bit"].contains(colorTerm) || term.hasSuffix("-direct") {
      self = .direct
    } else {
      self = term.contains("256color") ? .palette : .eight
    }
  }
}

extension Color {
  /// The nearest colour that the terminal has; nil without colours.
  package func quantised(to depth: ColorDepth) -> Color? {
    switch depth {
    case .none: nil
    case .eight: quantisedToEight
    case .sixteen: quantisedToSixteen
    case .palette: quantisedToPalette
    case .direct: self
    }
  }

  private var quantisedToEight: Color {
    guard case .indexed(let index) = quantisedToSixteen else { return .terminalDefault }
    // Plain blue is much darker than bright blue, too dark on black; cyan isn't.
    return .indexed(index == 12 ? 6 : index % 8)
  }

  /// Keeps the hue of what has one, since the 16 colours stand far apart.
  private var quantisedToSixteen: Color {
    if case .indexed(0..<16) = self { return self }
    guard let components else { return .terminalDefault }
    let greatest = components.max() ?? 0
    let chroma = greatest - (components.min() ?? 0)
    let hasHue = chroma >= Self.leastChromaOfHue && chroma * Self.leastShareOfHue >= greatest
    guard hasHue, greatest >= Self.leastBrightnessOfHue else {
      return Self.grey(components.reduce(0, +) / 3)
    }
    let plain = Self.hueOrder[Self.sextant(of: components, greatest: greatest, chroma: chroma)]
    let bright = plain + 8
    let isBrightNearer =
      Self.distance(components, Self.xtermColors[Int(bright)])
      < Self.distance(components, Self.xtermColors[Int(plain)])
    return .indexed(isBrightNearer ? bright : plain)
  }

  private var quantisedToPalette: Color {
    guard case .rgb = self, let components else { return self }
    let cube = components.map(Self.nearestCubeStep)
    let cubeLevels = cube.map { Self.cubeLevels[$0] }
    let grey = min(23, max(0, (components.reduce(0, +) / 3 - 3) / 10))
    let greyLevels = Array(repeating: 8 + 10 * grey, count: 3)
    if Self.distance(components, greyLevels) < Self.distance(components, cubeLevels) {
      return .indexed(UInt8(Self.firstGrey + grey))
    }
    return .indexed(UInt8(16 + 36 * cube[0] + 6 * cube[1] + cube[2]))
  }

  /// Red, green and blue, 0–255, as xterm has them; nil for the terminal's default.
  package var components: [Int]? {
    switch self {
    case .terminalDefault:
      return nil
    case .rgb(let red, let green, let blue):
      return [Int(red), Int(green), Int(blue)]
    case .indexed(let index):
      let index = Int(index)
      if index < 16 { return Self.xtermColors[index] }
      if index >= Self.firstGrey { return Array(repeating: 8 + 10 * (index - Self.firstGrey), count: 3) }
      return [(index - 16) / 36, (index - 16) / 6 % 6, (index - 16) % 6].map { Self.cubeLevels[$0] }
    }
  }

  private static let cubeLevels = [0, 95, 135, 175, 215, 255]
  private static let firstGrey = 232
  /// Below this a colour counts as grey among the 16.
  private static let leastChromaOfHue = 48
  /// One in so many parts of a colour must be its hue, or it is the off-white of a theme's text.
  private static let leastShareOfHue = 4
  /// Below this it is nearer to black than to any hue.
  private static let leastBrightnessOfHue = 96
  /// Red, yellow, green, cyan, blue, magenta.
  private static let hueOrder: [UInt8] = [1, 3, 2, 6, 4, 5]

  private static let xtermColors = [
    [0, 0, 0], [205, 0, 0], [0, 205, 0], [205, 205, 0], [0, 0, 238], [205, 0, 205], [0, 205, 205],
    [229, 229, 229], [127, 127, 127], [255, 0, 0], [0, 255, 0], [255, 255, 0], [92, 92, 255],
    [255, 0, 255], [0, 255, 255], [255, 255, 255],
  ]

  private static func nearestCubeStep(_ component: Int) -> Int {
    cubeLevels.indices.min { abs(cubeLevels[$0] - component) < abs(cubeLevels[$1] - component) } ?? 0
  }

  private static func grey(_ level: Int) -> Color {
    let nearest = [0, 8, 7, 15].min { abs(xtermColors[$0][0] - level) < abs(xtermColors[$1][0] - level) }
    return .indexed(UInt8(nearest ?? 0))
  }

  /// Which of the six hues is nearest, red being 0 and yellow 1.
  private static func sextant(of components: [Int], greatest: Int, chroma: Int) -> Int {
    let (red, green, blue) = (Double(components[0]), Double(components[1]), Double(components[2]))
    let hue: Double
    switch greatest {
    case components[0]: hue = (green - blue) / Double(chroma)
    case components[1]: hue = 2 + (blue - red) / Double(chroma)
    default: hue = 4 + (red - green) / Double(chroma)
    }
    return (Int(hue.rounded()) + 6) % 6
  }

  private static func distance(_ first: [Int], _ second: [Int]) -> Int {
    zip(first, second).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
  }
}

/// How the 16 colours, which stand far apart, can be read, as far as a terminal shows them as xterm does.
extension Color {
  /// WCAG 2.1, for text and for what is large or no text.
  private static let leastOfText = 4.5
  private static let leastOfAll = 3.0
  /// What themes of high contrast promise.
  private static let highContrast = 7.0

  /// This one, its lighter or darker sister, or nil if neither can be read.
  fileprivate func readable(on ground: Color, whereItHad contrast: Double, _ depth: ColorDepth) -> Color? {
    let least = contrast >= Self.highContrast ? Self.leastOfText : min(contrast, Self.leastOfAll)
    guard let own = xtermContrast(to: ground), own < Self.leastOfText else { return self }
    guard depth == .sixteen, case .indexed(let index) = self, ![0, 7, 8, 15].contains(index) else {
      return own < least ? nil : self
    }
    let sister = Color.indexed((index + 8) % 16)
    let other = sister.xtermContrast(to: ground) ?? 0
    return max(own, other) < least ? nil : other > own ? sister : self
  }

  /// Whether text can be read on this ground.
  fileprivate func isReadable(under text: Color) -> Bool {
    text.xtermContrast(to: self).map { $0 >= Self.leastOfText } ?? true
  }

  /// Nil if one is the terminal's default.
  func xtermContrast(to other: Color) -> Double? {
    xterm.flatMap { color in other.xterm.flatMap { color.contrast(to: $0) } }
  }

  private var xterm: Color? {
    components.map { .rgb(red: UInt8($0[0]), green: UInt8($0[1]), blue: UInt8($0[2])) }
  }
}

extension Role {
  /// Grounds of rows, on which any other role may stand.
  fileprivate static let rows: [Role] = [.cursor, .cursorUnfocused, .popup]
}

extension Theme {
  /// The theme in the colours that a terminal has.
  ///
  /// A role that can't be told by its colour any more, or not be read, gets the attributes that it has in `mono`.
  package func quantised(to depth: ColorDepth) -> Theme {
    var quantised = self
    for role in Role.allCases { quantised.setStyle(style(of: role, quantisedTo: depth), of: role) }
    return quantised
  }

  private func style(of role: Role, quantisedTo depth: ColorDepth) -> Style {
    let original = role == .text ? base : self[role]
    let ground = base.background?.quantised(to: depth)
    var style = original
    style.foreground = original.foreground?.quantised(to: depth)
    style.background = original.background?.quantised(to: depth)
    guard role != .text else { return style }

    let stoodOut = original.background != nil && original.background != base.background
    var isGroundLost = stoodOut && style.background == ground
    var isForegroundLost = original.foreground != nil && style.foreground == (style.background ?? ground)
    if depth == .sixteen || depth == .eight {
      if Role.rows.contains(role), let text = base.foreground?.quantised(to: depth) {
        isGroundLost = isGroundLost || style.background?.isReadable(under: text) == false
      }
      let contrast = original.foreground?.contrast(
        to: original.background ?? base.background ?? .terminalDefault)
      if let contrast, let color = style.foreground, let ground = style.background ?? ground {
        style.foreground = color.readable(on: ground, whereItHad: contrast, depth)
        isForegroundLost = isForegroundLost || style.foreground == nil
      }
    }
    if isGroundLost { style.background = nil }
    if isForegroundLost { style.foreground = nil }
    if isGroundLost || isForegroundLost { style.attributes.formUnion(Theme.mono[role].attributes) }
    // Reversing the colours of a style that lost one would show a patch of the other.
    if style.attributes.contains(.reverse), isGroundLost { style.foreground = nil }
    return style
  }
}
