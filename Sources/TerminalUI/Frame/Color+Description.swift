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
