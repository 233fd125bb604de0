extension SubstringMatcher {
  /// Does the work of `rate` for a pattern of one byte, which nearly every customer has somewhere.
  ///
  /// Going from match to match would cost more than looking at everything: so the bytes of each row are
  /// rated together, without branches as far as possible.
  func rateSingleByte(_ block: FoldedTexts, into relevances: UnsafeMutablePointer<UInt8>) {
    let byte = pattern.bytes[0]
    let isDigit = byte &- UInt8(ascii: "0") < 10
    let fields = isDigit ? pattern.fields : pattern.fields.subtracting(.id)
    let foremost = Self.span(of: fields.intersection(.foremost))
    let others = Self.span(of: fields.intersection(.own).subtracting(.foremost))
    block.bytes.withUnsafeBufferPointer { bytes in
      block.starts.withUnsafeBufferPointer { starts in
        guard let base = bytes.baseAddress, var rowStarts = starts.baseAddress else { return }
        let scan = SingleByteScan(byte, isAtStart: pattern.isAtStart, isAtEnd: pattern.isAtEnd, base: base)
        for row in 0..<block.count / SearchIndex.textsPerRow {
          var best = Relevance.none
          var isSure = true
          if let foremost {
            best = scan.relevance(in: foremost, rowStarts, isSure: &isSure)
          }
          if let others {
            let found = scan.relevance(in: others, rowStarts, isSure: &isSure)
            best = min(best, found | Relevance.elsewhere)
          }
          relevances[row] = isSure ? best : relevance(inRow: row, of: block)
          rowStarts += SearchIndex.textsPerRow
        }
      }
    }
  }

  /// Neighbouring fields of a row; nil for none.
  private static func span(of fields: TextFields) -> Range<Int>? {
    let places = (0..<SearchIndex.textsPerRow).filter {
      fields.contains(TextFields(rawValue: 1 << UInt8($0)))
    }
    guard let first = places.first, let last = places.last else { return nil }
    return first..<last + 1
  }
}

/// Rates the places of one byte in neighbouring fields of a row.
private struct SingleByteScan {
  private let byte: UInt8
  private let isAtStart: Bool
  private let isAtEnd: Bool
  private let base: UnsafePointer<UInt8>

  init(_ byte: UInt8, isAtStart: Bool, isAtEnd: Bool, base: UnsafePointer<UInt8>) {
    self.byte = byte
    self.isAtStart = isAtStart
    self.isAtEnd = isAtEnd
    self.base = base
  }

  /// What the best match in the fields `span` of a row is worth in foremost fields.
  ///
  /// `starts` are the starts of the row's texts. Clears `isSure` if it takes a closer look to tell.
  @inline(__always)
  func relevance(in span: Range<Int>, _ starts: UnsafePointer<UInt32>, isSure: inout Bool) -> UInt8 {
    var best = Relevance.none
    for field in span {
      let start = Int(starts[field])
      let end = Int(starts[field + 1]) - 1
      if base[start] == byte {
        best = min(best, end - start == 1 ? Relevance.wholeField : Relevance.fieldStart)
      }
    }
    if isAtStart || isAtEnd {
      if isAtStart, isAtEnd { return best == Relevance.fieldStart ? Relevance.none : best }
      if isAtStart { return best }
      isSure = false
      return best
    }
    let inner = innerRelevance(
      from: base + Int(starts[span.lowerBound]), to: base + Int(starts[span.upperBound]) - 1, isSure: &isSure)
    return min(best, inner)
  }

  /// What the best match between two places is worth that doesn't stand at a field's start.
  @inline(__always)
  private func innerRelevance(
    from start: UnsafePointer<UInt8>, to end: UnsafePointer<UInt8>, isSure: inout Bool
  ) -> UInt8 {
    var matches = ByteVector(repeating: 0)
    var wordStarts = ByteVector(repeating: 0)
    var others = ByteVector(repeating: 0)
    var place = start
    while place < end {
      look(at: place, upTo: end, &matches, &wordStarts, &others)
      place += ByteVector.scalarCount
    }
    let hasWordStart = !wordStarts.isZero
    isSure = isSure && others.isZero
    return hasWordStart ? Relevance.wordStart : matches.isZero ? Relevance.none : Relevance.inside
  }

  @inline(__always)
  private func look(
    at place: UnsafePointer<UInt8>, upTo end: UnsafePointer<UInt8>, _ matches: inout ByteVector,
    _ wordStarts: inout ByteVector, _ others: inout ByteVector
  ) {
    let before = ByteVector(at: place - 1)
    let rest = UInt8(truncatingIfNeeded: max(0, min(16, end - place)))
    let match = ByteVector(
      mask: (ByteVector(at: place) .== ByteVector(repeating: byte))
        .& (ByteVector.lanes .< ByteVector(repeating: rest)))
    let isInWord =
      (before &- UInt8(ascii: "a") .< ByteVector(repeating: 26))
      .| (before &- UInt8(ascii: "0") .< ByteVector(repeating: 10))
    let isOther = (before .>= ByteVector(repeating: 0x80)) .& (before .!= ByteVector(repeating: 0xFF))
    matches |= match
    wordStarts |= match & ~ByteVector(mask: isInWord .| (before .>= ByteVector(repeating: 0x80)))
    others |= match & ByteVector(mask: isOther)
  }
}
