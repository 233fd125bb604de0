/// One line of text being edited, as in readline, or several with `\n` between them.
///
/// It takes `maxBytes`, more than anybody types; what is pasted beyond them is left out.
package struct EditLine: Equatable, Sendable {
  /// In UTF-8.
  package static let maxBytes = 4_096

  package private(set) var characters: [Character]
  /// Where the next character goes: 0 … `characters.count`.
  package private(set) var cursor: Int

  package init(_ text: String = "") {
    characters = Array(Self.prefix(of: text, bytes: Self.maxBytes))
    cursor = characters.count
  }

  package init(_ text: String, cursor: Int) {
    self.init(text)
    moveCursor(to: cursor)
  }

  package var text: String { String(characters) }
  package var isEmpty: Bool { characters.isEmpty }

  /// Inserts what there is room for; returns whether that was all.
  @discardableResult
  package mutating func insert(_ text: String) -> Bool {
    let fitting = Self.prefix(of: text, bytes: max(Self.maxBytes - self.text.utf8.count, 0))
    // Joined to the text before it, a combining mark makes no character of its own.
    let before = String(characters[..<cursor]) + fitting
    let after = characters[cursor...]
    characters = Array(before)
    cursor = characters.count
    characters.append(contentsOf: after)
    return fitting.utf8.count == text.utf8.count
  }

  /// The scalars that are wholly within the first so many bytes.
  private static func prefix(of text: String, bytes: Int) -> String {
    guard let end = text.utf8.index(text.startIndex, offsetBy: bytes, limitedBy: text.endIndex) else {
      return text
    }
    return String(text.unicodeScalars[..<end])
  }

  /// Replaces everything, with the cursor at the end.
  package mutating func replace(with text: String) {
    self = EditLine(text)
  }

  package mutating func moveCursor(to place: Int) {
    cursor = min(max(place, 0), characters.count)
  }

  package mutating func apply(_ edit: LineEdit) {
    switch edit {
    case .moveLeft: moveCursor(to: cursor - 1)
    case .moveRight: moveCursor(to: cursor + 1)
    case .moveWordLeft: cursor = wordStart
    case .moveWordRight: cursor = wordEnd
    case .moveUp: moveLine(to: lineStart - 1)
    case .moveDown: moveLine(to: lineEnd + 1)
    case .moveToStart: cursor = lineStart
    case .moveToEnd: cursor = lineEnd
    case .deleteBackward: delete(max(cursor - 1, 0)..<cursor)
    case .deleteForward: delete(cursor..<min(cursor + 1, characters.count))
    case .deleteWordBackward: delete(wordStart..<cursor)
    case .deleteWordForward: delete(cursor..<wordEnd)
    // At the end of a line it is the line break that goes.
    case .deleteToStart: delete((lineStart < cursor ? lineStart : max(cursor - 1, 0))..<cursor)
    case .deleteToEnd: delete(cursor..<(lineEnd > cursor ? lineEnd : min(cursor + 1, characters.count)))
    }
  }

  private mutating func delete(_ range: Range<Int>) {
    characters.removeSubrange(range)
    cursor = range.lowerBound
  }

  /// Where the line of the cursor begins.
  private var lineStart: Int {
    characters[..<cursor].lastIndex(of: "\n").map { $0 + 1 } ?? 0
  }

  private var lineEnd: Int {
    characters[cursor...].firstIndex(of: "\n") ?? characters.count
  }

  /// Goes to the line that holds a place, if there is one, and keeps the column.
  private mutating func moveLine(to place: Int) {
    guard (0...characters.count).contains(place) else { return }
    let column = cursor - lineStart
    cursor = place
    cursor = min(lineStart + column, lineEnd)
  }

  private var wordStart: Int {
    var place = cursor
    while place > 0, characters[place - 1].isWhitespace { place -= 1 }
    while place > 0, !characters[place - 1].isWhitespace { place -= 1 }
    return place
  }

  private var wordEnd: Int {
    var place = cursor
    while place < characters.count, characters[place].isWhitespace { place += 1 }
    while place < characters.count, !characters[place].isWhitespace { place += 1 }
    return place
  }
}

/// What a key does to a line of text.
package enum LineEdit: Sendable {
  case moveLeft
  case moveRight
  case moveWordLeft
  case moveWordRight
  /// To the line above, and to the one below.
  case moveUp
  case moveDown
  case moveToStart
  case moveToEnd
  case deleteBackward
  case deleteForward
  case deleteWordBackward
  case deleteWordForward
  case deleteToStart
  case deleteToEnd
}
