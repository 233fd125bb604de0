import TerminalText
import Wording

/// A table of a settings file, whose getters say in plain words what is wrong and in which line.
///
/// A getter returns nil if the key is not there, and throws if the value is of another kind.
package struct SettingsTable: Sendable {
  /// The keys that lead to it from the top of the file.
  package let path: [String]
  /// Where its own key stands; nil for the table around all.
  let line: Int?
  package let values: [String: SettingValue.Placed]
  package let file: String
  let subject: SetupError.Subject

  /// The keys, as they stand in the file from top to bottom.
  package var keys: [String] {
    values.keys.sorted { (line(of: $0) ?? 0, $0) < (line(of: $1) ?? 0, $1) }
  }

  package func string(_ key: String) throws(SetupError) -> String? {
    guard let value = values[key]?.value else { return nil }
    guard case .string(let string) = value else { throw wrongKind(of: key, expected: "a string") }
    return string
  }

  package func integer(_ key: String) throws(SetupError) -> Int? {
    guard let value = values[key]?.value else { return nil }
    guard case .integer(let integer) = value else { throw wrongKind(of: key, expected: "a whole number") }
    return integer
  }

  package func boolean(_ key: String) throws(SetupError) -> Bool? {
    guard let value = values[key]?.value else { return nil }
    guard case .boolean(let boolean) = value else { throw wrongKind(of: key, expected: "true or false") }
    return boolean
  }

  package func strings(_ key: String) throws(SetupError) -> [String]? {
    guard let value = values[key]?.value else { return nil }
    guard case .array(let items) = value else { throw wrongKind(of: key, expected: "a list of strings") }
    var strings: [String] = []
    for item in items {
      guard case .string(let string) = item else {
        throw error(at: key, "`\(key)` must be a list of strings, but it holds \(item.kind)")
      }
      strings.append(string)
    }
    return strings
  }

  /// A list of strings, or a single one in its place.
  package func stringOrStrings(_ key: String) throws(SetupError) -> [String]? {
    guard let value = values[key]?.value else { return nil }
    if case .string(let string) = value { return [string] }
    guard case .array = value else { throw wrongKind(of: key, expected: "a string or a list of strings") }
    return try strings(key)
  }

  package func table(_ key: String) throws(SetupError) -> SettingsTable? {
    guard let value = values[key]?.value else { return nil }
    guard case .table(let values) = value else { throw wrongKind(of: key, expected: "a table") }
    return SettingsTable(
      path: path + [key], line: line(of: key), values: values, file: file, subject: subject)
  }

  /// The tables of a list, `[[key]]`.
  package func tables(_ key: String) throws(SetupError) -> [SettingsTable]? {
    guard let value = values[key]?.value else { return nil }
    guard case .array(let items) = value else {
      throw error(at: key, "`\(key)` must be a list of tables, not \(value.kind)", advice: "write [[\(key)]]")
    }
    var tables: [SettingsTable] = []
    for item in items {
      guard case .table(let values) = item else {
        throw error(at: key, "`\(key)` must be a list of tables, but it holds \(item.kind)")
      }
      let line = values.values.map(\.line).min() ?? line(of: key)
      tables.append(
        SettingsTable(path: path + [key], line: line, values: values, file: file, subject: subject))
    }
    return tables
  }

  /// One of the words that a setting may be.
  package func choice<Choice: RawRepresentable<String> & CaseIterable>(
    _ key: String, of type: Choice.Type
  ) throws(SetupError) -> Choice? {
    guard let word = try string(key) else { return nil }
    if let choice = Choice(rawValue: word) { return choice }
    throw error(
      at: key, "`\(key)` can't be `\(visibleText(word))`",
      advice: nameAdvice(for: word, among: type.allCases.map(\.rawValue)))
  }

  /// Throws for the first key that is not one of `known`; `noun` says what they are.
  package func requireKeys(_ known: [String], called noun: String = "setting") throws(SetupError) {
    for key in keys where !known.contains(key) {
      let place = path.isEmpty ? "at the top level" : "of [\(path.joined(separator: "."))]"
      throw error(
        at: key, "`\(visibleText(key))` is not \(Self.article(for: noun)) \(noun) \(place)",
        advice: nameAdvice(for: key, among: known)
      )
    }
  }

  private static func article(for noun: String) -> String {
    noun.first.map("aeiou".contains) == true ? "an" : "a"
  }

  /// An error that begins with the file and the line of `key`.
  package func error(at key: String, _ problem: String, advice: String? = nil) -> SetupError {
    let place = line(of: key).map { "\(file):\($0)" } ?? file
    // Keys stand in it, which may hold anything.
    return SetupError(subject, visibleText("\(place): \(problem)"), advice: advice.map { visibleText($0) })
  }

  /// The line of a key, or of the table if it lacks the key.
  private func line(of key: String) -> Int? { values[key]?.line ?? line }

  private func wrongKind(of key: String, expected: String) -> SetupError {
    let kind = values[key]?.value.kind ?? "missing"
    return error(at: key, "`\(key)` must be \(expected), not \(kind)")
  }
}

/// A value of a settings file.
package enum SettingValue: Equatable, Sendable {
  case string(String)
  case integer(Int)
  case boolean(Bool)
  case array([SettingValue])
  case table([String: Placed])
  /// A fraction, date or time, which no setting takes; holds what to call it.
  case other(String)

  /// A value and the line of its key.
  package struct Placed: Equatable, Sendable {
    package let value: SettingValue
    package let line: Int
  }

  /// What a person calls it: "a string".
  package var kind: String {
    switch self {
    case .string: "a string"
    case .integer: "a whole number"
    case .boolean: "true or false"
    case .array: "a list"
    case .table: "a table"
    case .other(let kind): kind
    }
  }
}
