/// Walks a TOML text and notes where keys stand, skipping their values (TOML 1.0).
struct TOMLKeyScanner {
  private let bytes: [UInt8]
  private var index = 0
  private var line = 1
  private var lines: [[String]: Int] = [:]

  init(_ source: String) {
    bytes = Array(source.utf8)
  }

  mutating func scan() -> [[String]: Int] {
    var table: [String] = []
    while skipBlank(includingLines: true) {
      if isAt("[") {
        while isAt("[") { advance() }
        table = readKey(under: [])
        while isAt("]") { advance() }
      } else {
        readPair(under: table)
      }
    }
    return lines
  }

  private mutating func readPair(under table: [String]) {
    let start = index
    let path = readKey(under: table)
    if isAt("=") { advance() }
    skipValue(under: path)
    if index == start { advance() }
  }

  /// Reads a dotted key, notes the line of each of its parts that is new, and returns the whole path.
  private mutating func readKey(under table: [String]) -> [String] {
    var path = table
    repeat {
      if isAt(".") { advance() }
      skipBlank(includingLines: false)
      path.append(isAt("\"") || isAt("'") ? readQuoted() : readWhile { !" \t\r\n.=]#,}".utf8.contains($0) })
      if lines[path] == nil { lines[path] = line }
      skipBlank(includingLines: false)
    } while isAt(".")
    return path
  }

  private mutating func skipValue(under path: [String]) {
    skipBlank(includingLines: false)
    if isAt("\"") || isAt("'") {
      _ = readQuoted()
    } else if isAt("[") {
      skipItems(until: "]") { $0.skipValue(under: path) }
    } else if isAt("{") {
      skipItems(until: "}") { $0.readPair(under: path) }
    } else {
      _ = readWhile { !",]}#\n".utf8.contains($0) }
    }
  }

  private mutating func skipItems(until end: Unicode.Scalar, _ skipItem: (inout TOMLKeyScanner) -> Void) {
    advance()
    while skipBlank(includingLines: true), !isAt(end) {
      let start = index
      if isAt(",") { advance() } else { skipItem(&self) }
      if index == start { advance() }
    }
    advance()
  }

  /// Reads a string of any of the four kinds; `\"` and the like lose their backslash.
  private mutating func readQuoted() -> String {
    let quote = bytes[index]
    let isMultiline = bytes[index...].prefix(3).elementsEqual([quote, quote, quote])
    let closing = isMultiline ? 3 : 1
    for _ in 0..<closing { advance() }
    var content: [UInt8] = []
    while index < bytes.count {
      if bytes[index...].prefix(closing).allSatisfy({ $0 == quote }) {
        while isMultiline, index + closing < bytes.count, bytes[index + closing] == quote { advance() }
        for _ in 0..<closing { advance() }
        break
      }
      if quote == UInt8(ascii: "\""), isAt("\\") { advance() }
      if index < bytes.count { content.append(bytes[index]) }
      advance()
    }
    return String(decoding: content, as: UTF8.self)
  }

  private mutating func readWhile(_ isPart: (UInt8) -> Bool) -> String {
    let start = index
    while index < bytes.count, isPart(bytes[index]) { advance() }
    return String(decoding: bytes[start..<index], as: UTF8.self)
  }

  /// Skips blanks, and line ends and comments if asked; returns whether something follows.
  @discardableResult
  private mutating func skipBlank(includingLines: Bool) -> Bool {
    while index < bytes.count {
      switch bytes[index] {
      case UInt8(ascii: " "), UInt8(ascii: "\t"): advance()
      case UInt8(ascii: "\n") where includingLines, UInt8(ascii: "\r") where includingLines: advance()
      case UInt8(ascii: "#") where includingLines: _ = readWhile { $0 != UInt8(ascii: "\n") }
      default: return true
      }
    }
    return false
  }

  private func isAt(_ character: Unicode.Scalar) -> Bool {
    index < bytes.count && UInt32(bytes[index]) == character.value
  }

  private mutating func advance() {
    guard index < bytes.count else { return }
    if bytes[index] == UInt8(ascii: "\n") { line += 1 }
    index += 1
  }
}
