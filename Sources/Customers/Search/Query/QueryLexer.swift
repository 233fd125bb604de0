/// Cuts the text of a query into terms and bars.
struct QueryLexer {
  private let characters: [Character]
  private(set) var position = 0

  init(_ characters: [Character]) {
    self.characters = characters
  }

  static func tokens(of text: String) -> [QueryToken] {
    var lexer = QueryLexer(Array(text))
    return Array(AnyIterator { lexer.next() })
  }

  /// The next token, or nil at the end.
  mutating func next() -> QueryToken? {
    while position < characters.count, characters[position].isWhitespace { position += 1 }
    guard position < characters.count else { return nil }
    let start = position
    // `||` is what people write who write programs.
    let bars = characters[position...].prefix(2).prefix { $0 == "|" }.count
    if bars > 0, isBreak(position + bars) {
      position += bars
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

  /// Whether a term that reaches `index` can end there.
  private func isBreak(_ index: Int) -> Bool {
    index >= characters.count || characters[index].isWhitespace
  }

  /// Straight and curly double quotation marks quote alike.
  static func isQuote(_ character: Character) -> Bool {
    switch character {
    case "\"", "\u{201C}", "\u{201D}", "\u{201E}", "\u{201F}": true
    default: false
    }
  }

  private mutating func readField(_ token: inout QueryToken) {
    var end = position
    while !isBreak(end), characters[end] != ":", !Self.isQuote(characters[end]) { end += 1 }
    guard !isBreak(end), characters[end] == ":",
      let field = QueryField(word: String(characters[position..<end]))
    else { return }
    token.field = field
    token.fieldWord = String(characters[position..<end]).lowercased()
    position = end + 1
  }

  private mutating func readValue(_ token: inout QueryToken) {
    if !isBreak(position), characters[position] == "^" {
      token.isAtStart = true
      position += 1
    }
    if !isBreak(position), Self.isQuote(characters[position]) {
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
      if Self.isQuote(character) {
        let isDoubled = position < characters.count && characters[position] == character
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

/// A piece of a query's text, with its punctuation taken apart but its value not read yet.
struct QueryToken {
  enum Kind {
    case term
    case bar
  }

  let kind: Kind
  /// The whole token, in characters of the query's text.
  var range: Range<Int>
  /// How many `!` stand in front.
  var negationCount = 0
  var field: QueryField?
  /// How the field was written, in lower case.
  var fieldWord = ""
  /// Where the part after `!` and field begins.
  var valueStart = 0
  /// The text, without anchors and quotes.
  var value = ""
  var isAtStart = false
  var isAtEnd = false
  var isQuoted = false
  /// Whether the closing quote is there.
  var isClosed = false
  /// The tokens that this one was made of, if several are one telephone number.
  var parts: [QueryToken] = []

  /// Whether more of the quoted text may follow.
  var isOpenQuote: Bool { isQuoted && !isClosed }

  private var isPlain: Bool { kind == .term && !isQuoted && !isAtStart && !isAtEnd }

  /// How many digits there are, if the token may be a part of a telephone number.
  private var digitCount: Int? {
    guard isPlain, field == nil, negationCount == 0, PhoneNumber.isPart(value) else { return nil }
    return PhoneNumber.digits(in: FoldedText(value).bytes).count
  }

  /// The tokens, with those as one that stand side by side and are together a telephone number: `305 555 0199`.
  static func joiningNumbers(_ tokens: [QueryToken]) -> [QueryToken] {
    var joined: [QueryToken] = []
    var rest = tokens[...]
    while let first = rest.popFirst() {
      let isField = first.isPlain && first.field == .phone
      let count = isField ? PhoneNumber.digits(of: first.value)?.count : first.digitCount
      guard let count, count > 0 else {
        joined.append(first)
        continue
      }
      var others = rest.prefix { $0.digitCount != nil }
      while others.last?.digitCount == 0 { others.removeLast() }
      let total = others.reduce(count) { $0 + ($1.digitCount ?? 0) }
      let isNumber = total <= PhoneNumber.maxDigits && (isField || total >= PhoneNumber.minDigits)
      guard isNumber, let last = others.last else {
        joined += [first] + others
        rest = rest.dropFirst(others.count)
        continue
      }
      var number = first
      number.parts = [first] + others
      number.value = number.parts.map(\.value).joined(separator: " ")
      number.range = first.range.lowerBound..<last.range.upperBound
      joined.append(number)
      rest = rest.dropFirst(others.count)
    }
    return joined
  }
}
