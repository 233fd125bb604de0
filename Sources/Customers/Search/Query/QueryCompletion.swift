/// One way to go on with what is being typed in the filter bar.
package struct QueryCompletion: Equatable, Sendable {
  /// What it offers, as people would say it: `type:`, `Wholesaler`, `marked`.
  package let label: String
  /// The whole text of the filter bar with the completion in it.
  package let text: String
  /// Where the cursor stands then, in characters.
  package let cursor: Int
}

extension CustomerQuery {
  /// Ways to go on with the term that ends at `cursor`, counted in characters of `text`; the likeliest first.
  ///
  /// Offers the words before a colon, the values of type and salesperson (the frequent ones first), and what
  /// `is:`, `has:`, `no:`, `active:`, `status:`, `updated:`, `changed:` and `new:` know. Empty unless a term ends there that can go on.
  package static func completions(
    of text: String, cursor: Int, in snapshot: CustomerSnapshot
  ) -> [QueryCompletion] {
    let characters = Array(text)
    guard cursor > 0, cursor <= characters.count,
      cursor == characters.count || characters[cursor].isWhitespace,
      let token = QueryLexer.tokens(of: String(characters[..<cursor])).last,
      token.range.upperBound == cursor, token.kind == .term, !token.isClosed
    else { return [] }
    let start = token.valueStart + (token.isAtStart ? 1 : 0)
    return candidates(for: token, in: snapshot).prefix(maxCompletions).map { candidate in
      let before = String(characters[..<start]) + candidate.replacement
      return QueryCompletion(
        label: candidate.label, text: before + String(characters[cursor...]), cursor: before.count)
    }
  }

  /// As many as fit beside the filter bar.
  private static let maxCompletions = 8

  private struct Candidate {
    let label: String
    let replacement: String

    init(_ label: String, replacement: String? = nil) {
      self.label = label
      self.replacement = replacement ?? label
    }
  }

  private static func candidates(for token: QueryToken, in snapshot: CustomerSnapshot) -> [Candidate] {
    guard let field = token.field else {
      guard !token.value.isEmpty, !token.isQuoted, !token.isAtStart else { return [] }
      return words(known(QueryField.words, in: snapshot).map { "\($0):" }, startingWith: token.value)
    }
    switch field {
    case .type: return values(snapshot.typeCounts.made(), like: token.value)
    case .salesperson: return values(snapshot.salespersonCounts.made(), like: token.value)
    case .flag: return words(QueryFlag.allCases.map(\.rawValue), startingWith: token.value)
    case .present, .absent:
      return
        words(known(QueryField.absentWords, in: snapshot), startingWith: token.value)
    case .active:
      let isStatus = token.fieldWord == QueryField.statusWord
      return words(isStatus ? ["active", "inactive"] : ["yes", "no"], startingWith: token.value)
    case .updated, .changed, .new: return words(sampleDates, startingWith: token.value)
    case .due: return words(sampleDueDays, startingWith: token.value)
    case .gone, .name, .code, .id, .accountingCode, .salespersonID, .phone, .mail, .contact, .note: return []
    }
  }

  /// The fields of which somebody has something.
  private static func known(_ words: [String], in snapshot: CustomerSnapshot) -> [String] {
    guard snapshot.widths.hasNamesOnly else { return words }
    return words.filter { QueryField(word: $0)?.isDetail == false }
  }

  private static let sampleDueDays = ["today", "tomorrow", "<=today", "<=+1w", ">today"]

  private static let sampleDates = ["today", "yesterday", "<7d", "<1m", "<1y", ">1y"]

  private static func words(_ words: [String], startingWith typed: String) -> [Candidate] {
    let typed = typed.lowercased()
    return words.filter { $0.hasPrefix(typed) && $0 != typed }.map { Candidate($0) }
  }

  /// The values that begin with what is typed, then those that hold it elsewhere.
  private static func values(_ counts: ValueCounts, like typed: String) -> [Candidate] {
    let typed = FoldedText(typed).bytes
    let alike = counts.values.map { value in (value, index: value.folded.firstIndex(of: typed)) }
    let starting = alike.filter { $0.index == 0 }
    let holding = alike.filter { $0.index ?? 0 > 0 }
    return (starting + holding).map { Candidate($0.0.text, replacement: quotedIfNeeded($0.0.text)) }
  }
}

extension [UInt8] {
  /// Where `part` stands first; 0 for an empty one.
  fileprivate func firstIndex(of part: [UInt8]) -> Int? {
    guard part.count <= count else { return nil }
    return (0...count - part.count).first { self[$0...].starts(with: part) }
  }
}

/// The distinct values of a column, the most frequent first.
struct ValueCounts: Sendable {
  struct Value: Sendable {
    let text: String
    let folded: [UInt8]
    let count: Int
  }

  let values: [Value]

  /// Counts how often `codes` name each of `texts`; those that are the same text count together.
  ///
  /// Empty texts are left out. Values that are as frequent stand by their text.
  init(_ texts: [String], codes: [UInt32]) {
    var countByCode = [Int](repeating: 0, count: texts.count)
    for code in codes { countByCode[Int(code)] += 1 }
    var counts: [String: Int] = [:]
    for (text, count) in zip(texts, countByCode) where !text.isEmpty { counts[text, default: 0] += count }
    values =
      counts
      .map { Value(text: $0.key, folded: FoldedText($0.key).bytes, count: $0.value) }
      .sorted { ($1.count, $0.text) < ($0.count, $1.text) }
  }
}
