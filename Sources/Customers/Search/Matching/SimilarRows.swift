import CTextScan

/// The rows that are similar to what a query asks, and what they cost.
///
/// Each term is compared with each distinct word once; then each row takes, for each clause, the least price among its
/// words. Terms that forgive nothing have to match.
struct SimilarRows {
  /// The similar ones.
  let rows: RowSet
  /// What each of them costs; how many neighbouring terms aren't found side by side; how many words its name has.
  let scores: RowScores
  /// For each block of rows which clause each of the similar ones lacks; `noClause` if none.
  private let leftOut: [[UInt8]]

  private static let noClause = UInt8(WORD_SCAN_LANES)
  static let maxClauses = Int(WORD_SCAN_CLAUSES_MAX)
  /// With so many rows nothing more is forgiven.
  static let maxFewRows = 12
  static let maxRows = 100

  /// Finds them among `candidates`, of which none matches; nil if cancelled.
  ///
  /// If `leavingOut`, also rows that lack one of several clauses.
  init?(
    _ query: SimilarQuery, leavingOut: Bool, among candidates: RowSet, words: WordIndex, scan: SubstringScan
  ) {
    let index = scan.index
    var scores = [[Score.Value]](repeating: [], count: index.blocks.count)
    var leftOut = [[UInt8]](repeating: [], count: index.blocks.count)
    guard !query.isHopeless(leavingOut: leavingOut) else {
      (rows, self.scores, self.leftOut) = (
        RowSet(rowCount: candidates.rowCount), RowScores(blocks: scores), leftOut
      )
      return
    }
    let rows = scores.withUnsafeMutableBufferPointer { scores in
      leftOut.withUnsafeMutableBufferPointer { leftOut in
        let (scores, leftOut) = (scores, leftOut)
        return RowSet(
          rowCount: candidates.rowCount, blockSize: SearchIndex.rowsPerBlock, isCancelled: scan.isCancelled
        ) { block, alike in
          let part = block.lowerBound / SearchIndex.rowsPerBlock
          leftOut[part] = [UInt8](unsafeUninitializedCapacity: block.count) { leftOut, count in
            scores[part] = [Score.Value](unsafeUninitializedCapacity: block.count) { scores, scoreCount in
              var result = word_scan_result(
                count: 0, scores: scores.baseAddress, left_out: leftOut.baseAddress, alike: alike.words)
              query.withQuery(leavingOut: leavingOut) { query in
                words.withRows(block, index, scan.table, allowed: candidates) {
                  word_scan_score(query, $0, &result)
                }
              }
              (count, scoreCount) = (result.count, result.count)
            }
          }
        }
      }
    }
    guard let rows else { return nil }
    (self.rows, self.scores, self.leftOut) = (rows, RowScores(blocks: scores), leftOut)
  }

  /// Which clause a similar row lacks; nil if none.
  func clauseLeftOut(ofRow row: Int) -> Int? {
    let block = row / SearchIndex.rowsPerBlock
    let clause = leftOut[block][rows.count(before: row, from: block * SearchIndex.rowsPerBlock)]
    return clause == Self.noClause ? nil : Int(clause)
  }
}

extension WordIndex {
  fileprivate func withRows(
    _ block: Range<Int>, _ index: SearchIndex, _ table: CustomerTable, allowed: RowSet,
    _ body: (UnsafePointer<word_scan_rows>) -> Void
  ) {
    nameWords[block.lowerBound / SearchIndex.rowsPerBlock].withUnsafeBufferPointer { nameWords in
      table.typeCodes[block].withUnsafeBufferPointer { types in
        table.salespersonCodes[block].withUnsafeBufferPointer { salespeople in
          index.nameSizes[block].withUnsafeBufferPointer { sizes in
            allowed.words.withUnsafeBufferPointer { allowed in
              var rows = word_scan_rows(
                first_row: block.lowerBound, row_count: block.count, name_words: nameWords.baseAddress,
                types: types.baseAddress, salespeople: salespeople.baseAddress,
                name_sizes: sizes.baseAddress, allowed: allowed.baseAddress)
              body(&rows)
            }
          }
        }
      }
    }
  }
}
