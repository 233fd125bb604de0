import CTextScan

/// Finds the rows in which a text stands as it is written.
///
/// A full scan looks for the two rarest bytes of the text at their distance, in all texts of a block, 64 bytes at a
/// time. Where only few rows can match, as while a term grows, these are looked at one by one.
struct SubstringScan {
  let index: SearchIndex
  let table: CustomerTable
  let isCancelled: @Sendable () -> Bool

  /// The rows that match; nil if cancelled.
  func matches(_ pattern: TextPattern) -> TextMatches? {
    let values = ValueRanks(of: pattern, index: index)
    let looksInRows = !pattern.fields.isDisjoint(with: .own)
    let rareOffsets = Self.rareOffsets(of: pattern.bytes, byteCounts: index.byteCounts)
    var wordStarts = RowSet(rowCount: index.rowCount)
    var wholeWords = wordStarts
    let rows = wordStarts.withMutableWords { starts in
      wholeWords.withMutableWords { whole in
        // Each block has words of its own in all of them.
        nonisolated(unsafe) let (starts, whole) = (starts, whole)
        return RowSet(rowCount: index.rowCount, blockSize: SearchIndex.rowsPerBlock, isCancelled: isCancelled)
        {
          rows, words in
          let texts = index.blocks[rows.lowerBound / SearchIndex.rowsPerBlock]
          let first = rows.lowerBound / UInt64.bitWidth
          guard let starts = starts.baseAddress, let whole = whole.baseAddress else { return }
          if looksInRows {
            texts.find(
              pattern, rareOffsets,
              text_scan_found(found: words.words, word_starts: starts + first, whole_words: whole + first))
          }
          values.insertRows(rows, of: table, into: words)
        }
      }
    }
    return rows.map { TextMatches(rows: $0, wordStarts: wordStarts, wholeWords: wholeWords) }
  }

  /// The rows that match among `candidates`, each looked at by itself; nil if cancelled.
  func rows(matching pattern: TextPattern, among candidates: RowSet) -> RowSet? {
    let values = ValueRanks(of: pattern, index: index)
    let looksInRows = !pattern.fields.isDisjoint(with: .own)
    return RowSet(rowCount: index.rowCount, blockSize: SearchIndex.rowsPerBlock, isCancelled: isCancelled) {
      rows, words in
      let some = candidates.rows(in: rows)
      let found =
        looksInRows ? index.blocks[rows.lowerBound / SearchIndex.rowsPerBlock].check(pattern, in: some) : []
      for (position, row) in some.enumerated() {
        let isFound =
          looksInRows && found[position] || values.isFound(inRow: rows.lowerBound + Int(row), of: table)
        if isFound { words.insert(Int(row)) }
      }
    }
  }

  /// Up to how many of `count` rows looking at these alone is faster than a scan of all.
  ///
  /// A row by itself takes about 16 times as long as to pass over it; for a single letter twice.
  static func maxSingleRows(of count: Int, for pattern: TextPattern) -> Int {
    count / (pattern.bytes.count == 1 ? 2 : 16)
  }

  private static func rareOffsets(of bytes: [UInt8], byteCounts: [UInt32]) -> text_scan_offsets {
    let byRarity = bytes.prefix(Int(TEXT_SCAN_LARGEST_OFFSET) + 1).indices.sorted {
      (byteCounts[Int(bytes[$0])], $0) < (byteCounts[Int(bytes[$1])], $1)
    }
    return text_scan_offsets(first: byRarity[0], second: byRarity.count > 1 ? byRarity[1] : byRarity[0])
  }
}

/// What a scan of all rows finds.
struct TextMatches: Sendable {
  let rows: RowSet
  /// Those where the text starts a word of the name or the code, and those where it is a whole word there.
  let wordStarts: RowSet
  let wholeWords: RowSet
}

/// How a term stands in a text, the smaller, the better: as a whole word, at a word's start, or inside; one more in
/// fields that count less.
enum TermRank {
  static let nowhere = UInt8(TEXT_SCAN_NOWHERE)
}

extension TextPattern {
  /// Calls `body` with the pattern as C looks at it, in texts of which the first one is `firstField`.
  func withPattern<Result>(
    firstField: TextFields = .name, _ body: (UnsafePointer<text_scan_pattern>) -> Result
  ) -> Result {
    bytes.withUnsafeBufferPointer { bytes in
      var pattern = text_scan_pattern(
        bytes: bytes.baseAddress, count: bytes.count,
        fields: fields.rawValue / firstField.rawValue, at_start: isAtStart, at_end: isAtEnd,
        whole_word: isWholeWord)
      if firstField == .name { pattern.fields &= TextFields.own.rawValue } else { pattern.fields &= 1 }
      return body(&pattern)
    }
  }
}

extension FoldedTexts {
  /// How `pattern` stands in each value of a field.
  fileprivate func ranks(of pattern: TextPattern, _ field: TextFields) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: rowCount) { ranks, initializedCount in
      withTexts { texts in
        pattern.withPattern(firstField: field) { text_scan_rate(texts, rowCount, $0, ranks.baseAddress) }
      }
      initializedCount = rowCount
    }
  }

  /// Whether `pattern` stands in each of `rows`.
  fileprivate func check(_ pattern: TextPattern, in rows: [UInt32]) -> [Bool] {
    [Bool](unsafeUninitializedCapacity: rows.count) { found, initializedCount in
      withTexts { texts in
        pattern.withPattern { text_scan_check(texts, rows, rows.count, $0, found.baseAddress) }
      }
      initializedCount = rows.count
    }
  }

  fileprivate func find(_ pattern: TextPattern, _ rareOffsets: text_scan_offsets, _ result: text_scan_found) {
    var (offsets, result) = (rareOffsets, result)
    let isLetter = pattern.bytes.count == 1 && !(pattern.isAtStart || pattern.isAtEnd || pattern.isWholeWord)
    withTexts { texts in
      pattern.withPattern { pattern in
        if isLetter {
          text_scan_find_letter(texts, rowCount, pattern.pointee.bytes[0], pattern.pointee.fields, &result)
        } else {
          text_scan_find(texts, rowCount, pattern, &offsets, &result)
        }
      }
    }
  }
}

/// How a term stands in each of a table's types and salespeople, by their codes.
struct ValueRanks {
  /// Nil where the term stands in none of them.
  let types: [UInt8]?
  let salespeople: [UInt8]?

  init(of pattern: TextPattern, index: SearchIndex) {
    func ranks(_ field: TextFields, _ texts: FoldedTexts) -> [UInt8]? {
      guard pattern.fields.contains(field) else { return nil }
      let ranks = texts.ranks(of: pattern, field)
      return ranks.contains { $0 != TermRank.nowhere } ? ranks : nil
    }
    types = ranks(.type, index.types)
    salespeople = ranks(.salesperson, index.salespeople) ?? ranks(.salespersonID, index.salespersonIDs)
  }

  fileprivate func isFound(inRow row: Int, of table: CustomerTable) -> Bool {
    types.map { $0[Int(table.typeCodes[row])] != TermRank.nowhere } ?? false
      || salespeople.map { $0[Int(table.salespersonCodes[row])] != TermRank.nowhere } ?? false
  }

  fileprivate func insertRows(_ rows: Range<Int>, of table: CustomerTable, into words: RowSet.Block) {
    func insert(_ ranks: [UInt8], _ codes: [UInt32]) {
      ranks.withUnsafeBufferPointer { ranks in
        codes.withUnsafeBufferPointer { codes in
          words.insert(count: rows.count) { ranks[Int(codes[rows.lowerBound + $0])] != TermRank.nowhere }
        }
      }
    }
    if let types { insert(types, table.typeCodes) }
    if let salespeople { insert(salespeople, table.salespersonCodes) }
  }
}
