extension Theme {
  /// The theme in the colours that a terminal has.
  ///
  /// A role that can't be told by its colour any more gets the attributes that it has in `mono`.
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
    let isGroundLost = stoodOut && style.background == ground
    let isForegroundLost = original.foreground != nil && style.foreground == (style.background ?? ground)
    if isGroundLost { style.background = nil }
    if isForegroundLost { style.foreground = nil }
    if isGroundLost || isForegroundLost { style.attributes.formUnion(Theme.mono[role].attributes) }
    // Reversing the colours of a style that lost one would show a patch of the other.
    if style.attributes.contains(.reverse), isGroundLost { style.foreground = nil }
    return style
  }
}
