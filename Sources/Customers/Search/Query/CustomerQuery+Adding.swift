extension CustomerQuery {
  /// The text of a filter with one more term at its end, which then has to match, too.
  ///
  /// A quote that is still open is closed first; a term that stands at the end already is not added again.
  package static func text(_ text: String, adding term: String) -> String {
    var lexer = QueryLexer(Array(text))
    var last: QueryToken?
    while let token = lexer.next() { last = token }
    guard let last else { return term }
    var whole = text
    while whole.last?.isWhitespace == true, !(last.isQuoted && !last.isClosed) { whole.removeLast() }
    if last.isQuoted, !last.isClosed { whole += "\"" }
    return whole == term || whole.hasSuffix(" " + term) ? whole : "\(whole) \(term)"
  }
}
