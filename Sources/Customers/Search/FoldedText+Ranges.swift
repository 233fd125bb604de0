extension FoldedText {
  /// Where folded bytes, of which there is at least one, stand; also where they overlap themselves.
  func ranges(of pattern: [UInt8]) -> [Range<Int>] {
    guard pattern.count <= bytes.count else { return [] }
    return (0...bytes.count - pattern.count).filter { start in
      bytes[start] == pattern[0] && bytes[start..<start + pattern.count].elementsEqual(pattern)
    }
    .map { $0..<$0 + pattern.count }
  }

  /// The characters of `text`, which this is the folded form of, that the bytes in `parts` came from.
  ///
  /// Ascending and apart from each other; whole characters, however small the part of one.
  func characterRanges(of parts: [Range<Int>], in text: String) -> [Range<String.Index>] {
    var isMatched = [Bool](repeating: false, count: text.count)
    for part in parts {
      for place in origins[part.lowerBound]...origins[part.upperBound - 1] { isMatched[place] = true }
    }
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
