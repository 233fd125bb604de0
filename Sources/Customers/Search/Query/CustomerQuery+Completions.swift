extension CustomerQuery {
  /// Ways to go on with the term that ends at `cursor`, a place in characters of `text`; the likeliest first.
  ///
  /// Offers the words before a colon, the values of type and salesperson (the frequent ones first), and what
  /// `is:`, `has:`, `no:`, `active:` and `updated:` know. Empty unless a term ends there that can go on.
  package static func completions(
    of text: String, cursor: Int, in snapshot: CustomerSnapshot
  ) -> [QueryCompletion] {
    let characters = Array(text)
    guard cursor > 0, cursor <= characters.count,
      cursor == characters.count || characters[cursor].isWhitespace,
      let token = lastToken(of: Array(characters[..<cursor])), token.kind == .term, !token.isClosed
    else { return [] }
    let start = token.valueStart + (token.isAtStart ? 1 : 0)
    return candidates(for: token, in: snapshot).prefix(mostCompletions).map { candidate in
      let before = String(characters[..<start]) + candidate.replacement
      return QueryCompletion(
        label: candidate.label, text: before + String(characters[cursor...]), cursor: before.count)
    }
  }

  /// As many as fit beside the filter bar.
  private static let mostCompletions = 8

  private struct Candidate {
    let label: String
    let replacement: String

    init(_ label: String, replacement: String? = nil) {
      self.label = label
      self.replacement = replacement ?? label
    }
  }

  /// The token that reaches to the end; nil if there is none.
  private static func lastToken(of characters: [Character]) -> QueryToken? {
    var lexer = QueryLexer(characters)
    var last: QueryToken?
    while let token = lexer.next() { last = token }
    return last?.range.upperBound == characters.count ? last : nil
  }

  private static func candidates(for token: QueryToken, in snapshot: CustomerSnapshot) -> [Candidate] {
    guard let field = token.field else {
      guard !token.value.isEmpty, !token.isQuoted, !token.isAtStart else { return [] }
      return words(QueryField.allCases.map { "\($0.rawValue):" }, startingWith: token.value)
    }
    switch field {
    case .type: return values(snapshot.typeCounts.made(), like: token.value)
    case .salesperson: return values(snapshot.salespersonCounts.made(), like: token.value)
    case .flag: return words(QueryFlag.allCases.map(\.rawValue), startingWith: token.value)
    case .present, .absent: return words(QueryField.absentWords, startingWith: token.value)
    case .active: return words(["yes", "no"], startingWith: token.value)
    case .updated: return words(sampleDates, startingWith: token.value)
    case .name, .code, .id, .accountingCode, .salespersonID: return []
    }
  }

  private static let sampleDates = ["today", "yesterday", "<7d", "<1m", "<1y", ">1y"]

  private static func words(_ words: [String], startingWith typed: String) -> [Candidate] {
    let typed = typed.lowercased()
    return words.filter { $0.hasPrefix(typed) && $0 != typed }.map { Candidate($0) }
  }

  /// The values that begin with what is typed, then those that hold it elsewhere.
  private static func values(_ counts: ValueCounts, like typed: String) -> [Candidate] {
    let typed = FoldedText(typed).bytes
    let alike = counts.values.map { value in (value, place: value.folded.firstPlace(of: typed)) }
    let starting = alike.filter { $0.place == 0 }
    let holding = alike.filter { $0.place ?? 0 > 0 }
    return (starting + holding).map { Candidate($0.0.text, replacement: quotedIfNeeded($0.0.text)) }
  }

  static func quotedIfNeeded(_ value: String) -> String {
    let isPlain = value.allSatisfy { !$0.isWhitespace && !"\"^$|!".contains($0) }
    return isPlain ? value : "\"\(value.replacing("\"", with: "\"\""))\""
  }
}

extension [UInt8] {
  fileprivate func firstPlace(of part: [UInt8]) -> Int? {
    guard part.count <= count else { return nil }
    return (0...count - part.count).first { self[$0...].starts(with: part) }
  }
}
