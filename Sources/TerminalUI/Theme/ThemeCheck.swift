/// How well a theme can be read: the contrast of each role on each ground that it may stand on.
///
/// Measured in direct colours and, where those are good enough, in the palette of 256 that many terminals have.
package struct ThemeCheck: Sendable {
  package enum Finding: Equatable, Sendable {
    /// The role is hard to read on the ground.
    case faint(Role, on: Role, foreground: Color, background: Color, least: Double, depth: ColorDepth)
    /// The role looks like the text around it.
    case indistinct(Role)
  }

  /// What should be better, ground by ground.
  package private(set) var findings: [Finding] = []
  /// How many pairs of role and ground were measured.
  package private(set) var measuredCount = 0
  /// How many could not be, since the terminal decides how they look.
  package private(set) var unmeasuredCount = 0

  /// WCAG 2.1, success criterion 1.4.3, level AA.
  package static let leastOfText = 4.5
  /// WCAG 2.1, success criterion 1.4.6, level AAA.
  package static let leastOfHighContrast = 7.0
  /// WCAG 2.1, success criterion 1.4.11.
  package static let leastOfLines = 3.0

  /// Checks a theme; text must have the contrast `leastOfText` everywhere.
  package init(_ theme: Theme, leastOfText: Double = leastOfText) {
    let palette = theme.quantised(to: .palette)
    for ground in Self.grounds {
      for role in Role.allCases where role.mayStand(on: ground) {
        let least = role.isLine ? Self.leastOfLines : leastOfText
        if let finding = Self.finding(role, on: ground, of: theme, least: least, depth: .direct) {
          findings.append(finding)
        } else if let finding = Self.finding(role, on: ground, of: palette, least: least, depth: .palette) {
          findings.append(finding)
        }
        let isMeasured = Self.colors(of: role, on: ground, in: theme).contrast != nil
        measuredCount += isMeasured ? 1 : 0
        unmeasuredCount += isMeasured ? 0 : 1
      }
    }
    findings += [Role.cursor, .match].filter { theme.base.overlaid(by: theme[$0]) == theme.base }
      .map { .indistinct($0) }
  }

  private static let grounds: [Role] = [.text, .cursor, .cursorUnfocused, .popup]

  private static func finding(
    _ role: Role, on ground: Role, of theme: Theme, least: Double, depth: ColorDepth
  ) -> Finding? {
    let (foreground, background, contrast) = colors(of: role, on: ground, in: theme)
    guard let contrast, contrast < least else { return nil }
    return .faint(
      role, on: ground, foreground: foreground, background: background, least: least, depth: depth)
  }

  /// The colours of a role laid over a ground as the screens do; reversing them changes no contrast.
  private static func colors(
    of role: Role, on ground: Role, in theme: Theme
  ) -> (foreground: Color, background: Color, contrast: Double?) {
    let style = theme.base.overlaid(by: theme[ground]).overlaid(by: theme[role])
    let foreground = style.foreground ?? .terminalDefault
    let background = style.background ?? .terminalDefault
    return (foreground, background, foreground.contrast(to: background))
  }
}

extension Role {
  fileprivate var isLine: Bool { self == .border || self == .borderFocus }

  /// Whether something in this role is ever drawn on a ground.
  ///
  /// Lines stand beside rows rather than on them, and popups have the line of what is focused.
  func mayStand(on ground: Role) -> Bool {
    switch self {
    case .cursor, .cursorUnfocused, .popup: false
    case .border: ground == .text
    case .borderFocus: ground == .text || ground == .popup
    default: true
    }
  }
}

extension ThemeCheck.Finding: CustomStringConvertible {
  /// `hint on cursor: 3.9:1, should be 4.5:1 or more (#616e88 on #434c5e)`.
  package var description: String {
    switch self {
    case .faint(let role, let ground, let foreground, let background, let least, let depth):
      let contrast = foreground.contrast(to: background) ?? 1
      let place = depth == .palette ? " in 256 colours" : ""
      return "\(role.rawValue) on \(ground.rawValue): \(Self.ratio(contrast))\(place), should be "
        + "\(Self.ratio(least)) or more (\(foreground) on \(background))"
    case .indistinct(let role):
      return "\(role.rawValue) looks like text"
    }
  }

  /// Rounded down, so that it never looks as good as what it falls short of.
  private static func ratio(_ contrast: Double) -> String {
    let tenths = Int(contrast * 10)
    return tenths % 10 == 0 ? "\(tenths / 10):1" : "\(tenths / 10).\(tenths % 10):1"
  }
}
