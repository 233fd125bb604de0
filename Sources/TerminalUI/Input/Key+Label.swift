extension Key {
  /// What hints and help call the key: `^S`, `F2`, `Space`, `↑`, `Alt-B`, `Shift-Tab`.
  package func label(in charset: Charset = .unicode) -> String {
    if modifiers == .control, case .character(let character) = code, character != " " {
      return "^" + character.uppercased()
    }
    var prefix = ""
    if modifiers.contains(.control) { prefix += "Ctrl-" }
    if modifiers.contains(.alt) { prefix += "Alt-" }
    if modifiers.contains(.shift) { prefix += "Shift-" }
    guard case .character(let character) = code, character != " " else { return prefix + name(in: charset) }
    guard !modifiers.isEmpty else { return String(character) }
    return prefix + (character.isUppercase ? "Shift-" : "") + character.uppercased()
  }

  private func name(in charset: Charset) -> String {
    let isUnicode = charset == .unicode
    switch code {
    case .up: return isUnicode ? "↑" : "Up"
    case .down: return isUnicode ? "↓" : "Down"
    case .left: return isUnicode ? "←" : "Left"
    case .right: return isUnicode ? "→" : "Right"
    case .home: return "Home"
    case .end: return "End"
    case .pageUp: return "PgUp"
    case .pageDown: return "PgDn"
    case .insert: return "Ins"
    case .delete: return "Del"
    case .enter: return "Enter"
    case .tab: return "Tab"
    case .escape: return "Esc"
    case .backspace: return "Backspace"
    case .function(let number): return "F\(number)"
    case .character: return "Space"
    }
  }
}
