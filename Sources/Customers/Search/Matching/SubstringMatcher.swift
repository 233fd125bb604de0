import Foundation

/// Looks for a pattern as it is written.
///
/// It scans for the two rarest bytes of the pattern at their distance, and compares the rest only where both
/// stand. An anchor is the separator that stands there.
struct SubstringMatcher {
  private let pattern: TextPattern
  /// The pattern, between separators where it is anchored.
  private let needle: [UInt8]
  /// How many separators stand before the pattern in `needle`, and behind it.
  private let anchors: (start: Int, end: Int)
  private let rarePair: FoldedTexts.BytePair

  init(_ pattern: TextPattern, byteCounts: [UInt32]) {
    self.pattern = pattern
    anchors = (pattern.isAtStart ? 1 : 0, pattern.isAtEnd ? 1 : 0)
    let separator = FoldedTexts.separator
    let needle =
      Array(repeating: separator, count: anchors.start) + pattern.bytes
      + Array(repeating: separator, count: anchors.end)
    let byRarity = needle.prefix(FoldedTexts.BytePair.largestOffset + 1).indices.sorted {
      (byteCounts[Int(needle[$0])], $0) < (byteCounts[Int(needle[$1])], $1)
    }
    let offsets = (byRarity[0], byRarity.count > 1 ? byRarity[1] : byRarity[0])
    rarePair = FoldedTexts.BytePair(offsets: offsets, bytes: (needle[offsets.0], needle[offsets.1]))
    self.needle = needle
  }

  var fields: TextFields { pattern.fields }

  /// Nearly every customer has a single letter somewhere, so going from match to match would cost too much.
  private var ratesEachRow: Bool { needle.count == 1 }

  /// Calls `body` with the text of each match and what the match is worth, whatever the field.
  @inline(__always)
  private func forEachMatch(
    inTexts texts: Range<Int>, of folded: FoldedTexts, _ body: (_ text: Int, _ relevance: UInt8) -> Void
  ) {
    // The pair is all that there is to compare.
    let isPair = needle.count <= 2
    folded.bytes.withUnsafeBufferPointer { bytes in
      needle.withUnsafeBufferPointer { needle in
        guard let base = bytes.baseAddress, let first = needle.baseAddress else { return }
        folded.forEachPlace(of: rarePair, inTexts: texts) { place, text in
          let end = place + needle.count
          guard isPair || end <= bytes.count && memcmp(base + place, first, needle.count) == 0 else { return }
          body(
            text + anchors.start,
            Relevance.place(of: base + place + anchors.start, to: base + end - anchors.end))
        }
      }
    }
  }

  /// What the best match in one text is worth, whatever the field; `Relevance.none` if there is none.
  func relevance(in texts: FoldedTexts, at place: Int) -> UInt8 {
    var best = Relevance.none
    forEachMatch(inTexts: place..<place + 1, of: texts) { _, relevance in best = min(best, relevance) }
    return best
  }

  /// Up to how many of `count` rows looking at these alone is faster than looking at all.
  ///
  /// A row by itself takes about twice as long to rate as among all, and 16 times as long as to pass over.
  func mostSingleRows(of count: Int) -> Int {
    count / (ratesEachRow ? 2 : 16)
  }

  /// Calls `body` with those of `rows` of a block that match in their own texts, and what the best match is worth.
  func forEachMatch(
    in rows: [UInt32], of block: FoldedTexts, _ body: (_ row: Int, _ relevance: UInt8) -> Void
  ) {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: rows.count) { relevances in
      guard let output = relevances.baseAddress else { return }
      if pattern.bytes.count <= FoldedTexts.longestRatedPattern {
        block.rate(pattern, rows: rows, into: output) { relevance(inRow: $0, of: block) }
      } else {
        for (place, row) in rows.enumerated() { output[place] = relevance(inRow: Int(row), of: block) }
      }
      for (row, relevance) in zip(rows, relevances) where relevance != Relevance.none {
        body(Int(row), relevance)
      }
    }
  }

  /// What the best match in a row's own texts is worth.
  private func relevance(inRow row: Int, of block: FoldedTexts) -> UInt8 {
    var best = Relevance.none
    let first = row * SearchIndex.textsPerRow
    forEachMatch(inTexts: first..<first + SearchIndex.textsPerRow, of: block) { text, relevance in
      let field = text - first
      if isIn(field) { best = min(best, relevance + Self.penalty(ofField: field)) }
    }
    return best
  }

  /// Writes what the best match in each row's own texts is worth into `relevances`, one for each row.
  func rate(_ block: FoldedTexts, into relevances: UnsafeMutablePointer<UInt8>) {
    if ratesEachRow {
      return block.rate(pattern, into: relevances) { relevance(inRow: $0, of: block) }
    }
    relevances.update(repeating: Relevance.none, count: block.count / SearchIndex.textsPerRow)
    forEachMatch(inTexts: 0..<block.count, of: block) { text, relevance in
      let (row, field) = text.quotientAndRemainder(dividingBy: SearchIndex.textsPerRow)
      if isIn(field) { relevances[row] = min(relevances[row], relevance + Self.penalty(ofField: field)) }
    }
  }

  @inline(__always)
  private func isIn(_ field: Int) -> Bool {
    pattern.fields.rawValue &>> UInt8(field) & 1 != 0
  }

  @inline(__always)
  private static func penalty(ofField field: Int) -> UInt8 {
    TextFields.foremost.rawValue &>> UInt8(field) & 1 != 0 ? 0 : Relevance.elsewhere
  }
}
