import Foundation
import TOMLKit

/// A TOML file that was read whole, with the lines of its keys for errors.
package struct TOMLDocument: Sendable {
  /// The keys outside of any `[table]`, and the tables.
  package let root: SettingsTable

  /// Reads `source`; errors call it `file` and are about `subject`.
  package init(
    parsing source: String, file: String, subject: TerminalUIError.Subject
  ) throws(TerminalUIError) {
    // TOMLKit takes a C string, which would end here.
    guard !source.utf8.contains(0) else {
      throw TerminalUIError(subject, "\(file) is not a text file", advice: "it holds a NUL character")
    }
    let values: [String: SettingValue]
    do {
      values = Self.values(of: try TOMLTable(string: source))
    } catch {
      throw Self.syntaxError(error, file: file, subject: subject)
    }
    root = SettingsTable(
      path: [], values: values, file: file, lines: TOMLKeyLines(source: source), subject: subject)
  }

  /// Reads the file at `path`.
  package init(contentsOf path: String, subject: TerminalUIError.Subject) throws(TerminalUIError) {
    let data: Data
    do {
      // By a descriptor, so that what is no regular file can be read as well, such as a pipe.
      data = try FileHandle(forReadingFrom: URL(fileURLWithPath: path)).readToEnd() ?? Data()
    } catch {
      throw TerminalUIError(
        subject, "\(path) can't be read", cause: systemReason(for: error),
        advice: "check that it is a file and that you may read it")
    }
    guard let source = String(data: data, encoding: .utf8) else {
      throw TerminalUIError(subject, "\(path) is not UTF-8 text", advice: "save it as UTF-8")
    }
    try self.init(parsing: source, file: path, subject: subject)
  }

  private static func syntaxError(
    _ error: any Error, file: String, subject: TerminalUIError.Subject
  ) -> TerminalUIError {
    guard let error = error as? TOMLParseError else {
      return TerminalUIError(subject, "\(file) is not TOML", cause: "\(error)")
    }
    return TerminalUIError(
      subject, "\(file):\(error.source.begin.line): not TOML", cause: visibleText(error.description))
  }

  private static func values(of table: TOMLTable) -> [String: SettingValue] {
    var values: [String: SettingValue] = [:]
    for key in table.keys { values[key] = table[key].map(value) }
    return values
  }

  private static func value(_ node: any TOMLValueConvertible) -> SettingValue {
    if let string = node.string { return .string(string) }
    if let integer = node.int { return .integer(integer) }
    if let boolean = node.bool { return .boolean(boolean) }
    if let table = node.table { return .table(values(of: table)) }
    if let array = node.array { return .array(array.map(value)) }
    return .other(node.type == .double ? "a fraction" : "a date or time")
  }
}
