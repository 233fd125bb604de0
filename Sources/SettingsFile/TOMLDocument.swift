import CTOML
import Foundation
import TerminalText
import Wording

/// A TOML file that was read whole, with the lines of its keys for errors.
///
/// Whatever bytes it is made of, it is read or refused with one sentence that names the file and the line.
///
/// This room reads the config and the themes by toml++. A file comes in, a `SettingsTable` goes out, whose getters say what is
/// wrong and where.
package struct TOMLDocument: Sendable {
  /// The keys outside of any `[table]`, and the tables.
  package let root: SettingsTable

  /// A settings file that is larger was not written by a person.
  static let maxBytes = 1 << 20

  /// Reads `source`; errors call it `file` and are about `subject`.
  package init(
    parsing source: String, file: String, subject: SetupError.Subject
  ) throws(SetupError) {
    try self.init(Data(source.utf8), file: file, subject: subject)
  }

  /// Reads the file at `path`.
  package init(contentsOf path: String, subject: SetupError.Subject) throws(SetupError) {
    let data: Data
    do {
      // By a descriptor, so that what is no regular file can be read as well, such as a pipe.
      let file = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
      data = try file.read(upToCount: Self.maxBytes + 1) ?? Data()
    } catch {
      throw SetupError(
        subject, "\(visibleText(path)) can't be read", cause: systemReason(for: error),
        advice: "check that it is a file and that you may read it")
    }
    try self.init(data, file: path, subject: subject)
  }

  /// Reads bytes; errors call their file `file`.
  init(_ data: Data, file: String, subject: SetupError.Subject) throws(SetupError) {
    let file = visibleText(file)
    func refusal(_ line: Int, _ problem: String, cause: String? = nil, advice: String? = nil)
      -> SetupError
    {
      SetupError(subject, "\(file):\(line): \(problem)", cause: cause, advice: advice)
    }
    guard data.count <= Self.maxBytes else {
      let line = Self.line(at: Self.maxBytes, in: data)
      throw refusal(line, "larger than 1 MB", advice: "a file of settings has a few lines")
    }
    if let line = Self.lineOfBrokenText(in: data) {
      throw refusal(line, "not UTF-8 text", advice: "save the file as UTF-8")
    }
    let parsed = data.withUnsafeBytes {
      komet_toml_parse($0.baseAddress?.assumingMemoryBound(to: CChar.self), $0.count)
    }
    guard let parsed else { throw refusal(1, "not enough memory to read it") }
    defer { komet_toml_free(parsed) }
    let failure = komet_toml_failure_of(parsed)
    guard failure.position.line == 0 else {
      throw refusal(
        Int(failure.position.line), "not TOML",
        cause: "\(visibleText(String(failure.reason))) (column \(failure.position.column))")
    }
    root = SettingsTable(
      path: [], line: nil, values: SettingValue.table(komet_toml_root(parsed)), file: file, subject: subject)
  }

  /// The line with the first bytes that are not UTF-8; nil if all are.
  private static func lineOfBrokenText(in data: Data) -> Int? {
    // Where the text was repaired it differs.
    let pairs = zip(data, String(decoding: data, as: UTF8.self).utf8).enumerated()
    return pairs.first { $0.element.0 != $0.element.1 }.map { line(at: $0.offset, in: data) }
  }

  private static func line(at offset: Int, in data: Data) -> Int {
    1 + data.prefix(offset).count { $0 == UInt8(ascii: "\n") }
  }
}

extension SettingValue {
  private init(_ value: komet_toml_value) {
    switch value.kind {
    case KOMET_TOML_STRING: self = .string(String(value.string))
    case KOMET_TOML_INTEGER: self = .integer(Int(value.integer))
    case KOMET_TOML_BOOLEAN: self = .boolean(value.integer != 0)
    case KOMET_TOML_FRACTION: self = .other("a fraction")
    case KOMET_TOML_ARRAY: self = .array(Self.items(value.contents).map(\.value))
    case KOMET_TOML_TABLE: self = .table(Self.table(value.contents))
    default: self = .other("a date or time")
    }
  }

  fileprivate static func table(_ contents: UnsafeRawPointer?) -> [String: Placed] {
    Dictionary(items(contents).map { ($0.key, Placed(value: $0.value, line: $0.line)) }) { $1 }
  }

  private static func items(
    _ contents: UnsafeRawPointer?
  ) -> [(key: String, value: SettingValue, line: Int)] {
    var items: [(key: String, value: SettingValue, line: Int)] = []
    withUnsafeMutablePointer(to: &items) { items in
      komet_toml_read(contents, items) { items, value in
        guard let items, let value = value?.pointee else { return }
        items.assumingMemoryBound(to: [(key: String, value: SettingValue, line: Int)].self).pointee
          .append((String(value.key), SettingValue(value), Int(value.position.line)))
      }
    }
    return items
  }
}

extension String {
  fileprivate init(_ text: komet_toml_text) {
    let bytes = UnsafeRawBufferPointer(start: text.start, count: text.count)
    self.init(decoding: bytes, as: UTF8.self)
  }
}
