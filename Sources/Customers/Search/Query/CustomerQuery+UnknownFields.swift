extension CustomerQuery {
  /// The words that may stand before a colon.
  package static var fieldNames: [String] { QueryField.allCases.map(\.rawValue) }

  /// The words that stand before a colon and are no field, so that they count as text.
  package var unknownFields: [String] {
    var words: [String] = []
    var lexer = QueryLexer(Array(text))
    while let token = lexer.next() {
      guard token.kind == .term, token.field == nil, !token.isQuoted, !token.isAtStart,
        let colon = token.value.firstIndex(of: ":")
      else { continue }
      words.append(String(token.value[..<colon]))
    }
    return words
  }
}
