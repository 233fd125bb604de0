/// In which line of a TOML text each key stands, which the parser doesn't tell.
///
/// Meant for a text that the parser has accepted; of any other the lines may be wrong.
struct TOMLKeyLines: Sendable {
  private let lines: [[String]: Int]

  init(source: String) {
    var scanner = TOMLKeyScanner(source)
    lines = scanner.scan()
  }

  /// The line, from 1, of the key or else of the innermost table around it that has one.
  func line(of path: [String]) -> Int? {
    var path = path
    while !path.isEmpty {
      if let line = lines[path] { return line }
      path.removeLast()
    }
    return nil
  }
}
