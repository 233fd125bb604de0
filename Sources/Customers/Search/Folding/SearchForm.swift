import CTextScan

/// A folded text as it is searched, in which small signs don't matter.
///
/// `&` is the word `and`. Apostrophes, dots and hyphens that touch a letter or a digit are left out: those
/// at a word's edge (`inc.`) altogether; those within a word once without a gap (`obrien`) and once with one
/// (`o brien`), so that the parts count as words, too; codes are in one piece only (`t3526`). Such signs that stand
/// by themselves (`a - b`) stay.
struct SearchForm {
  /// The text with each word in one piece.
  private(set) var joined: [UInt8] = []
  /// For each byte of `joined` the index of the folded byte that it came from.
  private(set) var joinedOrigins: [Int] = []
  /// The text with a blank where a sign stood within a word; empty where that is the same.
  private(set) var split: [UInt8] = []
  private(set) var splitOrigins: [Int] = []
  /// Whether the text has nothing but blanks and signs.
  private(set) var isOnlyMarks = true

  /// `folded` is UTF-8 that a folder made.
  init(of folded: [UInt8], isCode: Bool = false) {
    guard folded.contains(where: { $0 == Self.and || Self.isMark($0) }) else {
      (joined, joinedOrigins) = (folded, Array(folded.indices))
      isOnlyMarks = folded.allSatisfy { $0 == Self.blank }
      return
    }
    folded.withUnsafeBufferPointer { folded in
      var isSplit = false
      Self.forEachPiece(of: folded) { piece in
        switch piece {
        case .byte(let byte, let origin):
          append(byte, from: origin)
          if byte != Self.blank, !Self.isMark(byte) { isOnlyMarks = false }
        case .blank(let origin):
          if joined.last.map({ $0 != Self.blank }) ?? false { append(Self.blank, from: origin) }
        case .gap(let origin):
          split.append(Self.blank)
          splitOrigins.append(origin)
          isSplit = true
        }
      }
      if !isSplit || isCode { (split, splitOrigins) = ([], []) }
    }
  }

  private mutating func append(_ byte: UInt8, from origin: Int) {
    joined.append(byte)
    joinedOrigins.append(origin)
    split.append(byte)
    splitOrigins.append(origin)
  }

  /// Puts the search forms into the place of the folded text that ends `buffer`: the joined one, and if the other
  /// differs a separator and that, unless the text is a code, which has no words.
  static func replaceFolded(from start: Int, of buffer: inout ByteBuffer, isCode: Bool) {
    let count = buffer.count - start
    buffer.makeReadable(Int(TEXT_SCAN_STEP))
    guard !text_scan_is_plain(buffer.start + start, count) else { return }
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: max(count, 1)) { folded in
      let folded = UnsafeMutableBufferPointer(rebasing: folded[..<count])
      _ = folded.update(fromContentsOf: UnsafeBufferPointer(start: buffer.start + start, count: count))
      buffer.truncate(to: start)
      var hasGap = false
      append(UnsafeBufferPointer(folded), from: start, gap: nil, to: &buffer, hasGap: &hasGap)
      guard hasGap, !isCode else { return }
      buffer.append(FoldedTexts.formSeparator)
      append(UnsafeBufferPointer(folded), from: buffer.count, gap: blank, to: &buffer, hasGap: &hasGap)
    }
  }

  /// Appends a form of `folded`, with `gap` where a sign stood within a word.
  private static func append(
    _ folded: UnsafeBufferPointer<UInt8>, from start: Int, gap: UInt8?, to buffer: inout ByteBuffer,
    hasGap: inout Bool
  ) {
    forEachPiece(of: folded) { piece in
      switch piece {
      case .byte(let byte, _): buffer.append(byte)
      case .blank:
        if buffer.count > start, buffer.start[buffer.count - 1] != blank { buffer.append(blank) }
      case .gap:
        hasGap = true
        if let gap { buffer.append(gap) }
      }
    }
  }

  // MARK: - Pieces

  private enum Piece {
    case byte(UInt8, origin: Int)
    /// A blank beside an `&`, unless there is one already.
    case blank(origin: Int)
    /// A sign within a word.
    case gap(origin: Int)
  }

  @inline(__always)
  private static func forEachPiece(of folded: UnsafeBufferPointer<UInt8>, _ body: (Piece) -> Void) {
    var index = 0
    /// Whether the next byte follows an `&` without a blank.
    var isBehindAnd = false
    while index < folded.count {
      let byte = folded[index]
      if byte == and {
        if index > 0 { body(.blank(origin: index)) }
        for letter in "and".utf8 { body(.byte(letter, origin: index)) }
        index += 1
        isBehindAnd = true
        continue
      }
      let followsAnd = isBehindAnd
      isBehindAnd = false
      guard isMark(byte) else {
        if followsAnd, byte != blank { body(.blank(origin: index - 1)) }
        body(.byte(byte, origin: index))
        index += 1
        continue
      }
      var end = index
      while end < folded.count, isMark(folded[end]) { end += 1 }
      let isBehindWord = index > 0 && isInWord(folded[index - 1])
      let isBeforeWord = end < folded.count && isInWord(folded[end])
      switch (isBehindWord, isBeforeWord) {
      case (true, true): body(.gap(origin: index))
      case (false, false):
        if followsAnd { body(.blank(origin: index - 1)) }
        for sign in index..<end { body(.byte(folded[sign], origin: sign)) }
      default: isBehindAnd = followsAnd
      }
      index = end
    }
  }

  private static let blank = UInt8(ascii: " ")
  private static let and = UInt8(ascii: "&")

  private static func isMark(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "'"), UInt8(ascii: "`"), UInt8(ascii: "."), UInt8(ascii: "-"): true
    default: false
    }
  }

  /// Whether a byte of folded UTF-8 belongs to a word: a letter, a digit, or part of any character but ASCII.
  @inline(__always)
  static func isInWord(_ byte: UInt8) -> Bool {
    byte &- UInt8(ascii: "a") < 26 || byte &- UInt8(ascii: "0") < 10
      || (byte >= 0x80 && byte < FoldedTexts.formSeparator)
  }
}
