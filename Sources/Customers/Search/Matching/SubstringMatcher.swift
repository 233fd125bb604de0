import Foundation

/// Looks for a pattern as it is written.
///
/// It looks sixteen places at a time for the two rarest bytes of the pattern at their distance, and
/// compares the rest only where both stand.
struct SubstringMatcher {
  let pattern: TextPattern
  private let length: Int
  /// Where the two rarest bytes stand in the pattern; the same place if it has only one.
  private let rareOffsets: (Int, Int)

  init(_ pattern: TextPattern, byteCounts: [UInt32]) {
    self.pattern = pattern
    length = pattern.bytes.count
    let byRarity = pattern.bytes.prefix(Self.mostOffsets).indices.sorted {
      (byteCounts[Int(pattern.bytes[$0])], $0) < (byteCounts[Int(pattern.bytes[$1])], $1)
    }
    rareOffsets = (byRarity[0], byRarity.count > 1 ? byRarity[1] : byRarity[0])
  }

  /// A rare byte is looked for only so far into the pattern.
  private static let mostOffsets = 256

  /// Calls `body` with the start of each match in `start..<end`, which must be whole texts of `FoldedTexts`.
  @inline(__always)
  private func forEachMatch(
    from start: UnsafePointer<UInt8>, to end: UnsafePointer<UInt8>, _ body: (UnsafePointer<UInt8>) -> Void
  ) {
    pattern.bytes.withUnsafeBufferPointer { bytes in
      guard let first = bytes.baseAddress else { return }
      let (offset0, offset1) = rareOffsets
      let byte0 = ByteVector(repeating: first[offset0])
      let byte1 = ByteVector(repeating: first[offset1])
      @inline(__always)
      func candidates(_ place: UnsafePointer<UInt8>) -> ByteVector {
        ByteVector(
          mask: (ByteVector(at: place + offset0) .== byte0) .& (ByteVector(at: place + offset1) .== byte1))
      }
      @inline(__always)
      func check(_ half: UInt64, _ place: UnsafePointer<UInt8>) {
        var rest = half
        while rest != 0 {
          let byte = rest.trailingZeroBitCount >> 3
          rest &= ~(0xFF &<< UInt64(byte &* 8))
          let match = place + byte
          // The last step may reach into what follows.
          guard match + length <= end, memcmp(match, first, length) == 0, isAnchored(match) else { continue }
          body(match)
        }
      }
      var place = start
      while place + length <= end {
        let lower = candidates(place) | candidates(place + 16)
        let upper = candidates(place + 32) | candidates(place + 48)
        let next = place + 64
        if !(lower | upper).isZero {
          while place < next {
            let (low, high) = candidates(place).halves
            check(low, place)
            check(high, place + 8)
            place += ByteVector.scalarCount
          }
        }
        place = next
      }
    }
  }

  @inline(__always)
  private func isAnchored(_ match: UnsafePointer<UInt8>) -> Bool {
    if pattern.isAtStart, match[-1] != FoldedTexts.separator { return false }
    return !pattern.isAtEnd || match[length] == FoldedTexts.separator
  }

  /// What the best match in one text is worth, whatever the field; `Relevance.none` if there is none.
  func relevance(in texts: FoldedTexts, at place: Int) -> UInt8 {
    texts.bytes.withUnsafeBufferPointer { bytes in
      guard let base = bytes.baseAddress else { return Relevance.none }
      let range = texts.range(at: place)
      var best = Relevance.none
      forEachMatch(from: base + range.lowerBound, to: base + range.upperBound) { match in
        best = min(best, Relevance.place(of: match, to: match + length))
      }
      return best
    }
  }

  /// What the best match in a row's own texts is worth.
  func relevance(inRow row: Int, of block: FoldedTexts) -> UInt8 {
    var best = Relevance.none
    for field in 0..<SearchIndex.textsPerRow where isIn(field) {
      let found = relevance(in: block, at: row * SearchIndex.textsPerRow + field)
      if found != Relevance.none { best = min(best, found + Self.penalty(ofField: field)) }
    }
    return best
  }

  /// Writes what the best match in each row's own texts is worth into `relevances`, one for each row.
  func rate(_ block: FoldedTexts, into relevances: UnsafeMutablePointer<UInt8>) {
    relevances.update(repeating: Relevance.none, count: block.count / SearchIndex.textsPerRow)
    if length == 1 { return rateSingleByte(block, into: relevances) }
    block.bytes.withUnsafeBufferPointer { bytes in
      guard let base = bytes.baseAddress, block.count > 0 else { return }
      forEachMatch(from: base + 1, to: base + block.range(at: block.count - 1).upperBound) { match in
        let place = block.place(ofByteAt: match - base)
        let field = place % SearchIndex.textsPerRow
        guard isIn(field) else { return }
        let row = place / SearchIndex.textsPerRow
        let found = Relevance.place(of: match, to: match + length) + Self.penalty(ofField: field)
        relevances[row] = min(relevances[row], found)
      }
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
