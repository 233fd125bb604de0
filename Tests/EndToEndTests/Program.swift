import Foundation
import Testing

@testable import komet

/// The built program, run as a person or a script would, in a home of its own.
struct Program {
  let home: TemporaryHome
  /// What it asks, so that this lives as long.
  var server: SampleServer?
  var variables: [String: String] = [:]

  /// Where `swift build` put it: beside the tests.
  static let path = "\(folder)/komet"
  private static let folder = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent().path

  var environment: [String: String] {
    [
      "HOME": home.path, "XDG_CONFIG_HOME": "\(home.path)/.config", "XDG_CONFIG_DIRS": "\(home.path)/.xdg",
      "XDG_DATA_HOME": "\(home.path)/.data",
      "XDG_STATE_HOME": "\(home.path)/.state", "TZ": "UTC", "LC_ALL": "C.UTF-8", "TERM": "xterm-256color",
      "PATH": "\(Self.folder):\(ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin")",
    ].merging(variables) { $1 }
  }

  /// Runs it without a terminal and waits for its end.
  func run(_ arguments: String...) throws -> ChildProcess.Outcome {
    try Self.run(Self.path, arguments, environment, folder: home.path)
  }

  /// Runs a shell command line in which `komet` and `$KOMET` are the program.
  func shell(_ line: String) throws -> ChildProcess.Outcome {
    try Self.run(
      "/bin/bash", ["-c", line], environment.merging(["KOMET": Self.path]) { $1 }, folder: home.path)
  }

  private static func run(
    _ path: String, _ arguments: [String], _ environment: [String: String], folder: String
  ) throws -> ChildProcess.Outcome {
    let command = ["/bin/sh", "-c", "cd \"$0\" && exec \"$@\"", folder, path]
    return try ChildProcess(arguments: command + arguments, environment: environment, keepsErrors: true).run()
  }
}

extension Program {
  /// Makes the last sync so many days older, in a way that the cache does not take for damage.
  func makeCacheOlder(days: Int) throws {
    let change = """
      import sqlite3
      mask = 2 ** 64 - 1
      def fingerprint(words):
        value = 0x9e3779b97f4a7c15
        for word in words:
          product = ((value ^ word & mask) & mask) * 0xd6e8feb86659fd93
          value = (product >> 64) ^ (product & mask) ^ (word & mask)
        return value
      connection = sqlite3.connect('.data/komet/default.sqlite')
      rows = connection.execute('SELECT * FROM sync ORDER BY number DESC LIMIT 1')
      number, asked_at, is_full, tells_mine, count, last_update, sum = rows.fetchone()
      def run(time):
        flags = (2 if is_full else 0) | (1 if tells_mine else 0)
        return fingerprint([number, time, flags, count, -2 ** 63 if last_update is None else last_update])
      time = asked_at - \(days) * 86400000
      sum = (sum - run(asked_at) + run(time)) & mask
      sum = sum - 2 ** 64 if sum >= 2 ** 63 else sum
      connection.execute('UPDATE sync SET asked_at = ?, fingerprint = ? WHERE number = ?', (time, sum, number))
      connection.commit()
      """
    try home.write(change, to: ".age.py")
    try #require(try shell("python3 .age.py").status == 0)
  }
}

/// A folder that stands for somebody's home, and goes away with the test.
final class TemporaryHome: Sendable {
  let path: String

  init() throws {
    path = FileManager.default.temporaryDirectory.appending(path: "komet-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit {
    try? FileManager.default.removeItem(atPath: path)
  }

  func write(_ text: String, to name: String, mode: Int = 0o600) throws {
    let file = URL(filePath: path).appending(path: name)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
    try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: file.path)
  }

  func content(_ name: String) -> String? {
    try? String(contentsOfFile: "\(path)/\(name)", encoding: .utf8)
  }

  var files: [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).filter { !$0.hasPrefix(".") }
      .sorted()
  }
}
