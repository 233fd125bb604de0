/// Cuts the text of a query into terms and bars.
struct QueryLexer {
  private let characters: [Character]
  private(set) var position = 0

  init(_ characters: [Character]) {
    self.characters = characters
  }

  /// The next token, or nil at the end.
  mutating func next() -> QueryToken? {
    while position < characters.count, characters[position].isWhitespace { position += 1 }
    guard position < characters.count else { return nil }
    let start = position
    if characters[position] == "|", isBreak(position + 1) {
      position += 1
      return QueryToken(kind: .bar, range: start..<position)
    }
    var token = QueryToken(kind: .term, range: start..<start)
    while !isBreak(position), characters[position] == "!" {
      token.negationCount += 1
      position += 1
    }
    readField(&token)
    token.valueStart = position
    readValue(&token)
    token.range = start..<position
    return token
  }

  /// Whether a term that reaches `place` can end there.
  private func isBreak(_ place: Int) -> Bool {
    place >= characters.count || characters[place].isWhitespace
  }

  private mutating func readField(_ token: inout QueryToken) {
    var end = position
    while !isBreak(end), characters[end] != ":", characters[end] != "\"" { end += 1 }
    guard !isBreak(end), characters[end] == ":",
      let field = QueryField(word: String(characters[position..<end]))
    else { return }
    token.field = field
    position = end + 1
  }

  private mutating func readValue(_ token: inout QueryToken) {
    if !isBreak(position), characters[position] == "^" {
      token.isAtStart = true
      position += 1
    }
    if !isBreak(position), characters[position] == "\"" {
      position += 1
      token.isQuoted = true
      token.value = readQuoted(&token)
    } else {
      let start = position
      while !isBreak(position) { position += 1 }
      let isAnchor = position > start && characters[position - 1] == "$"
      token.isAtEnd = isAnchor && (position - start > 1 || token.isAtStart)
      token.value = String(characters[start..<(token.isAtEnd ? position - 1 : position)])
    }
  }

  /// Reads up to the closing quote, or to the end while there is none yet.
  private mutating func readQuoted(_ token: inout QueryToken) -> String {
    var value = ""
    while position < characters.count {
      let character = characters[position]
      position += 1
      if character == "\"" {
        let isDoubled = position < characters.count && characters[position] == "\""
        guard isDoubled else {
          token.isClosed = true
          break
        }
        position += 1
      }
      value.append(character)
    }
    if token.isClosed, !isBreak(position), characters[position] == "$", isBreak(position + 1) {
      token.isAtEnd = true
      position += 1
    }
    return value
  }
}
