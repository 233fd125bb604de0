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
    var ranges: [Range<String.Index>] = []
    for part in parts.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      let start = text.character(atByte: origins[part.lowerBound]).lowerBound
      let end = text.character(atByte: origins[part.upperBound - 1]).upperBound
      if let last = ranges.last, start <= last.upperBound {
        ranges[ranges.count - 1] = last.lowerBound..<max(last.upperBound, end)
      } else {
        ranges.append(start..<end)
      }
    }
    return ranges
  }
}

extension String {
  /// The character to which a byte of the text's UTF-8 belongs.
  fileprivate func character(atByte place: Int) -> Range<Index> {
    // Going on from within a character leads to its end.
    let end = index(after: utf8.index(startIndex, offsetBy: place))
    return index(before: end)..<end
  }
}
