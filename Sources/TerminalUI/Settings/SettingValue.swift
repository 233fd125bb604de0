/// A value of a settings file.
enum SettingValue: Equatable, Sendable {
  case string(String)
  case integer(Int)
  case boolean(Bool)
  case array([SettingValue])
  case table([String: Placed])
  /// A fraction, date or time, which no setting takes; holds what to call it.
  case other(String)

  /// A value and the line of its key.
  struct Placed: Equatable, Sendable {
    let value: SettingValue
    let line: Int
  }

  /// What a person calls it: "a string".
  var kind: String {
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
