/// Finds the part of a shown text that a query matched.
package struct Highlighter: Sendable {
  private let patterns: [QueryMatches.FoundPattern]

  init(_ patterns: [QueryMatches.FoundPattern]) {
    self.patterns = patterns
  }

  /// The matched parts of `text`, a value of `column`: ascending, apart from each other.
  ///
  /// Every place where a term of the query that isn't negated stands, or the letters that a guess found.
  /// Whole characters, however small the part of one that matched.
  package func ranges(in text: String, column: CustomerColumn) -> [Range<String.Index>] {
    guard let field = TextFields(column: column), !patterns.isEmpty else { return [] }
    let folded = FoldedText(text)
    var isMatched = [Bool](repeating: false, count: text.count)
    for found in patterns where found.pattern.fields.contains(field) {
      for part in Self.parts(of: found, in: folded, field: field) {
        for place in folded.origins[part.lowerBound]...folded.origins[part.upperBound - 1] {
          isMatched[place] = true
        }
      }
    }
    return Self.ranges(of: isMatched, in: text)
  }

  /// The bytes of `text` that match.
  private static func parts(
    of found: QueryMatches.FoundPattern, in text: FoldedText, field: TextFields
  ) -> [Range<Int>] {
    let pattern = found.pattern
    if found.manner == .asWritten { return text.ranges(of: pattern) }
    guard let guess = GuessMatcher(found.manner, at: pattern), guess.fields.contains(field) else { return [] }
    var reader = ScalarReader()
    text.bytes.withUnsafeBufferPointer { reader.read($0) }
    let starts = text.bytes.indices.filter { text.bytes[$0] & 0xC0 != 0x80 }
    return guess.places(in: reader.scalars).map { starts[$0]..<starts[$0] + 1 }
  }

  private static func ranges(of isMatched: [Bool], in text: String) -> [Range<String.Index>] {
    var ranges: [Range<String.Index>] = []
    var start: String.Index?
    for (place, index) in text.indices.enumerated() {
      if isMatched[place] {
        start = start ?? index
      } else if let first = start {
        ranges.append(first..<index)
        start = nil
      }
    }
    if let first = start { ranges.append(first..<text.endIndex) }
    return ranges
  }
}

extension FoldedText {
  /// Where a pattern stands as it is written, also where it overlaps itself.
  fileprivate func ranges(of pattern: TextPattern) -> [Range<Int>] {
    let length = pattern.bytes.count
    guard length <= bytes.count else { return [] }
    let last = bytes.count - length
    return (0...last).filter { start in
      if pattern.isAtStart && start != 0 || pattern.isAtEnd && start != last { return false }
      return bytes[start] == pattern.bytes[0] && bytes[start..<start + length].elementsEqual(pattern.bytes)
    }
    .map { $0..<$0 + length }
  }
}
