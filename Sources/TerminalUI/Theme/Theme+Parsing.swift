import SettingsFile
import TerminalText
import Wording

extension Theme {
  /// Reads a theme file; roles that it doesn't name look as in the default theme.
  package init(contentsOf path: String, name: String) throws(SetupError) {
    try self.init(TOMLDocument(contentsOf: path, subject: .theme), name: name)
  }

  /// Reads a theme; errors call its source `file`.
  package init(parsing source: String, name: String, file: String) throws(SetupError) {
    try self.init(TOMLDocument(parsing: source, file: file, subject: .theme), name: name)
  }

  init(_ document: TOMLDocument, name: String) throws(SetupError) {
    let root = document.root
    try root.requireKeys(["palette", "roles"], called: "table")
    var palette: [String: Color] = [:]
    if let table = try root.table("palette") {
      for key in table.keys { palette[key] = try table.color(key, palette: [:]) }
    }
    self = Theme.default.renamed(name)
    guard let roles = try root.table("roles") else { return }
    try roles.requireKeys(Role.allCases.map(\.rawValue), called: "role")
    for role in Role.allCases {
      guard let table = try roles.table(role.rawValue) else { continue }
      try table.requireKeys(["fg", "bg", "attributes"])
      let style = Style(
        foreground: try table.color("fg", palette: palette),
        background: try table.color("bg", palette: palette),
        attributes: try table.attributes("attributes"))
      setStyle(style, of: role)
    }
  }
}

extension SettingsTable {
  /// A colour: `#rrggbb`, 0–255, `default`, one of the 16 names, or a name of the palette, which goes first.
  fileprivate func color(_ key: String, palette: [String: Color]) throws(SetupError) -> Color? {
    switch values[key]?.value {
    case nil:
      return nil
    case .integer(let index):
      guard let place = UInt8(exactly: index) else {
        throw notAColor(String(index), at: key, palette: palette)
      }
      return .indexed(place)
    case .string(let text):
      guard let color = palette[text] ?? Color(parsing: text) else {
        throw notAColor(text, at: key, palette: palette)
      }
      return color
    case let value?:
      throw notAColor(value.kind, at: key, palette: palette)
    }
  }

  private func notAColor(_ text: String, at key: String, palette: [String: Color]) -> SetupError {
    let names = palette.keys.sorted() + ["default"] + Color.names
    let forms = "a colour is `#rrggbb`, 0–255, " + names.map { "`\($0)`" }.joined(separator: ", ")
    let guess = nearestName(to: text, among: names).map { "did you mean `\($0)`?" }
    return error(at: key, "`\(visibleText(text))` is not a colour", advice: guess ?? forms)
  }

  fileprivate func attributes(_ key: String) throws(SetupError) -> Style.Attributes {
    var attributes: Style.Attributes = []
    let known = Style.Attributes.names
    for name in try strings(key) ?? [] {
      guard let attribute = known.first(where: { $0.name == name })?.attribute else {
        throw error(
          at: key, "`\(visibleText(name))` is not an attribute",
          advice: nameAdvice(for: name, among: known.map(\.name)))
      }
      attributes.insert(attribute)
    }
    return attributes
  }
}
