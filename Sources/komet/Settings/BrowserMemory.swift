import CustomerBrowser
import Customers
import Foundation

/// What the browser keeps from one start to the next: the filters of all profiles, and each one's last view.
///
/// The folder has mode 0700, the files 0600; each is replaced at once, so that two browsers never see half of
/// one. Nothing here is worth a failure: what can't be read is left aside, and said.
struct BrowserMemory {
  private let viewFile: String
  private let historyFile: String

  init(folder: String, profile: String?) {
    viewFile = "\(folder)/session-\(profile ?? "default").json"
    historyFile = "\(folder)/history"
  }

  /// The filters typed before, the latest at the end; nil if the file can't be read.
  func history() -> [String]? {
    guard FileManager.default.fileExists(atPath: historyFile) else { return [] }
    guard let text = try? String(contentsOfFile: historyFile, encoding: .utf8) else { return nil }
    return text.split(separator: "\n").map(String.init)
  }

  /// How the customers were looked at last: nothing if there was no last time.
  func view() throws -> SavedView? {
    guard FileManager.default.fileExists(atPath: viewFile) else { return nil }
    return try JSONDecoder().decode(SavedView.self, from: Data(contentsOf: URL(filePath: viewFile)))
  }

  func save(_ view: SavedView) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted]
    try PrivateFile(path: viewFile).write(
      String(decoding: encoder.encode(view), as: UTF8.self) + "\n", replacing: true)
  }

  /// Adds filters to those that the file has by now, for another browser may have added some, too.
  func append(_ filters: [String]) throws {
    guard !filters.isEmpty else { return }
    let lines = filters.map { String($0.map { $0.isNewline ? " " : $0 }) }
    let whole = FilterHistory((history() ?? []) + lines).entries
    try PrivateFile(path: historyFile).write(whole.joined(separator: "\n") + "\n", replacing: true)
  }
}
