/// Finds the part of a shown text that a query matched.
package struct Highlighter: Sendable {
  /// Texts to find as they are written.
  private let patterns: [TextPattern]
  /// What else was found.
  private let guesses: [GuessMatcher]

  init(_ found: Set<QueryMatches.FoundPattern>) {
    patterns = found.filter { $0.manner == .asWritten }.map(\.pattern)
    guesses = found.compactMap { GuessMatcher($0.manner, at: $0.pattern) }
  }

  /// The matched parts of `text`, a value of `column`: ascending, apart from each other.
  ///
  /// Every place where a term of the query that isn't negated stands, or the letters that a guess found.
  /// Whole characters, however small the part of one that matched.
  package func ranges(in text: String, column: CustomerColumn) -> [Range<String.Index>] {
    guard let field = TextFields(column: column), isLookedFor(in: field) else { return [] }
    let folded = FoldedText(text)
    return folded.characterRanges(of: parts(of: folded, in: field), in: text)
  }

  private func isLookedFor(in field: TextFields) -> Bool {
    patterns.contains { $0.fields.contains(field) } || guesses.contains { $0.fields.contains(field) }
  }

  /// The bytes of `text` that match, in any order.
  private func parts(of text: FoldedText, in field: TextFields) -> [Range<Int>] {
    var parts = patterns.filter { $0.fields.contains(field) }.flatMap(text.ranges)
    let guesses = guesses.filter { $0.fields.contains(field) }
    guard !guesses.isEmpty else { return parts }
    var reader = ScalarReader()
    text.bytes.withUnsafeBufferPointer { reader.read($0) }
    let starts = text.bytes.indices.filter { text.bytes[$0] & 0xC0 != 0x80 }
    for guess in guesses {
      parts += guess.places(in: reader.scalars).map { starts[$0]..<starts[$0] + 1 }
    }
    return parts
  }
}

extension FoldedText {
  /// Where a pattern stands as it is written, also where it overlaps itself.
  fileprivate func ranges(of pattern: TextPattern) -> [Range<Int>] {
    ranges(of: pattern.bytes).filter { range in
      (!pattern.isAtStart || range.lowerBound == 0) && (!pattern.isAtEnd || range.upperBound == bytes.count)
    }
  }
}
