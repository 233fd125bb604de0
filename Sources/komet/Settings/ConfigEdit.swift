import SettingsFile
import Wording

/// Settings to put into one table of a config, whose other lines stay as they are.
struct ConfigEdit {
  /// The keys that lead to the table, for example `api`.
  let table: [String]
  var settings: [(key: String, value: Value)] = []

  enum Value {
    case text(String)
    case number(Int)
  }

  /// The config's text with the settings in it.
  ///
  /// A setting takes the line of its key, else of the comment that explains it, else one at the head of the table. Throws if
  /// the file is no TOML, or written so that this does not suit it, as with a table in one line.
  func applied(to text: String, file: String) throws(SetupError) -> String {
    let (found, header) = try find(in: TOMLDocument(parsing: text, file: file, subject: .settings).root)
    var lines = text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
      .map { String(decoding: $0, as: UTF8.self) }
    var added: [String] = []
    if let found, let header {
      guard Self.isHeader(lines[header - 1]) else { throw unsuited(file) }
      let end = lines[header...].firstIndex(where: Self.isHeader) ?? lines.count
      for (key, value) in settings {
        let line = "\(key) = \(value.spelling)"
        if let placed = found.values[key] {
          lines[placed.line - 1] = line
        } else if let hint = lines[header..<end].firstIndex(where: { $0.hasPrefix("# \(key) = ") }) {
          lines[hint] = line
        } else {
          added.append(line)
        }
      }
      lines.insert(contentsOf: added, at: header)
    } else {
      let name = table.map(Self.key).joined(separator: ".")
      if lines.last?.isEmpty == true { lines.removeLast() }
      if !lines.isEmpty { lines.append("") }
      lines += ["[\(name)]"] + settings.map { "\($0.key) = \($0.value.spelling)" } + [""]
    }
    let edited = lines.joined(separator: "\n")
    // Whatever there may be in a file: only what is read again as it was meant is good.
    guard let document = try? TOMLDocument(parsing: edited, file: file, subject: .settings),
      let values = try find(in: document.root).table?.values,
      settings.allSatisfy({ values[$0.key]?.value == $0.value.setting })
    else { throw unsuited(file) }
    return edited
  }

  /// The table and the line of its header.
  private func find(in root: SettingsTable) throws(SetupError) -> (table: SettingsTable?, line: Int?) {
    var found: SettingsTable? = root
    var line: Int?
    for key in table {
      line = found?.values[key]?.line
      found = try found?.table(key)
    }
    return (found, line)
  }

  /// Names the settings without their values, which may be secrets.
  private func unsuited(_ file: String) -> SetupError {
    let keys = settings.map { "`\($0.key)`" }.joined(separator: ", ")
    return SetupError(
      .settings, "\(file): written in a way that komet can't add to without changing more",
      advice: "set \(keys) in [\(table.joined(separator: "."))] yourself")
  }

  private static func isHeader(_ line: String) -> Bool {
    line.first { $0 != " " && $0 != "\t" } == "["
  }

  /// A key as TOML wants it: bare where that is allowed.
  private static func key(_ name: String) -> String {
    let isBare =
      !name.isEmpty
      && name.unicodeScalars.allSatisfy {
        $0.isASCII && ($0.properties.isAlphabetic || ("0"..."9").contains($0) || $0 == "_" || $0 == "-")
      }
    return isBare ? name : Value.text(name).spelling
  }
}

extension ConfigEdit.Value {
  /// As it stands in TOML.
  fileprivate var spelling: String {
    switch self {
    case .number(let number): "\(number)"
    case .text(let text):
      "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
    }
  }

  fileprivate var setting: SettingValue {
    switch self {
    case .number(let number): .integer(number)
    case .text(let text): .string(text)
    }
  }
}
