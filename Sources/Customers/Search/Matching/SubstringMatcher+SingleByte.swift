extension SubstringMatcher {
  /// Does the work of `rate` for a pattern of one byte, which nearly every customer has somewhere.
  ///
  /// Going from match to match would cost more than looking at everything: so each run of bytes is rated
  /// without a branch. A run is all of a row's texts that count alike.
  func rateSingleByte(_ block: FoldedTexts, into relevances: UnsafeMutablePointer<UInt8>) {
    let runs = fieldRuns
    let byte = ByteVector(repeating: pattern.bytes[0])
    block.bytes.withUnsafeBufferPointer { bytes in
      block.starts.withUnsafeBufferPointer { starts in
        guard let base = bytes.baseAddress else { return }
        for row in 0..<block.count / SearchIndex.textsPerRow {
          var best = Relevance.none
          for run in runs {
            let first = row * SearchIndex.textsPerRow + run.fields.lowerBound
            let start = Int(starts[first])
            let end = Int(starts[first + run.fields.count]) - 1
            let kinds = matchKinds(of: byte, from: base + start, to: base + end)
            if kinds & MatchKind.unsure != 0 {
              best = min(best, relevance(inRow: row, of: block))
            } else if kinds != 0 {
              best = min(best, MatchKind.relevance(kinds) + run.penalty)
            }
          }
          relevances[row] = best
        }
      }
    }
  }

  /// Neighbouring fields in which a match counts alike.
  private struct FieldRun {
    var fields: Range<Int>
    let penalty: UInt8
  }

  private var fieldRuns: [FieldRun] {
    var runs: [FieldRun] = []
    let isDigit = pattern.bytes[0] &- UInt8(ascii: "0") < 10
    for field in 0..<SearchIndex.textsPerRow {
      let bit = TextFields(rawValue: 1 << UInt8(field))
      guard pattern.fields.contains(bit), isDigit || bit != .id else { continue }
      let penalty = TextFields.foremost.contains(bit) ? 0 : Relevance.elsewhere
      if let last = runs.last, last.fields.upperBound == field, last.penalty == penalty {
        runs[runs.count - 1].fields = last.fields.lowerBound..<field + 1
      } else {
        runs.append(FieldRun(fields: field..<field + 1, penalty: penalty))
      }
    }
    return runs
  }

  /// Which kinds of matches there are between two places, as an or of `MatchKind`s.
  @inline(__always)
  private func matchKinds(
    of byte: ByteVector, from start: UnsafePointer<UInt8>, to end: UnsafePointer<UInt8>
  ) -> UInt8 {
    let separator = ByteVector(repeating: FoldedTexts.separator)
    let lanes = ByteVector(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15)
    var all = ByteVector(repeating: 0)
    var place = start
    while place < end {
      let before = ByteVector(at: place - 1)
      let isFirst = before .== separator
      let isLast = ByteVector(at: place + 1) .== separator
      var isMatch = ByteVector(at: place) .== byte
      let rest = end - place
      if rest < ByteVector.scalarCount { isMatch .&= lanes .< ByteVector(repeating: UInt8(rest)) }
      if pattern.isAtStart { isMatch .&= isFirst }
      if pattern.isAtEnd { isMatch .&= isLast }
      let isInWord =
        (before &- UInt8(ascii: "a") .< ByteVector(repeating: 26))
        .| (before &- UInt8(ascii: "0") .< ByteVector(repeating: 10))
      let isUnsure = (before .>= ByteVector(repeating: 0x80)) .& (.!isFirst)
      let word = ByteVector(mask: .!isInWord) & MatchKind.wordStart
      let first = ByteVector(mask: isFirst) & MatchKind.fieldStart
      let whole = ByteVector(mask: isFirst .& isLast) & MatchKind.wholeField
      let unsure = ByteVector(mask: isUnsure) & MatchKind.unsure
      let kinds = (word | first) | (whole | unsure) | ByteVector(repeating: MatchKind.anywhere)
      all = all | (ByteVector(mask: isMatch) & kinds)
      place += ByteVector.scalarCount
    }
    let (low, high) = all.halves
    var kinds = low | high
    kinds |= kinds >> 32
    kinds |= kinds >> 16
    kinds |= kinds >> 8
    return UInt8(truncatingIfNeeded: kinds)
  }
}

/// What is known of a match of one byte, as bits.
private enum MatchKind {
  static let anywhere: UInt8 = 1
  static let wordStart: UInt8 = 2
  static let fieldStart: UInt8 = 4
  static let wholeField: UInt8 = 8
  /// The byte before is part of a longer scalar, so it takes more to tell whether a word starts.
  static let unsure: UInt8 = 16

  @inline(__always)
  static func relevance(_ kinds: UInt8) -> UInt8 {
    if kinds & wholeField != 0 { return Relevance.wholeField }
    if kinds & fieldStart != 0 { return Relevance.fieldStart }
    return kinds & wordStart != 0 ? Relevance.wordStart : Relevance.inside
  }
}
