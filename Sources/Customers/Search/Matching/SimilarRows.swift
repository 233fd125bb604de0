import CTextScan

/// The rows that are similar to what a query asks, and what they cost.
///
/// Each term is compared with each distinct word once; then each row takes, for each clause, the least price among its
/// words. Clauses that forgive nothing have to match.
struct SimilarRows {
  /// The similar ones; of many at least `maxRows`, the closest.
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
  /// `found` has for each clause those that match it. If `leavingOut`, also rows that lack one of several clauses.
  init?(
    _ query: SimilarQuery, found: [RowSet], leavingOut: Bool, among candidates: RowSet, words: WordIndex,
    scan: SubstringScan
  ) {
    let index = scan.index
    var scores = [[Score.Value]](repeating: [], count: index.blocks.count)
    var leftOut = [[UInt8]](repeating: [], count: index.blocks.count)
    guard !query.isHopeless(found: found, leavingOut: leavingOut) else {
      (rows, self.scores, self.leftOut) = (
        RowSet(rowCount: candidates.rowCount), RowScores(blocks: scores), leftOut
      )
      return
    }
    let rows = query.withQuery(found: found, leavingOut: leavingOut) { query in
      scores.withUnsafeMutableBufferPointer { scores in
        leftOut.withUnsafeMutableBufferPointer { leftOut in
          // Each block has an element of its own in both, and nobody changes the query.
          nonisolated(unsafe) let (query, scores, leftOut) = (query, scores, leftOut)
          return RowSet(
            rowCount: candidates.rowCount, blockSize: SearchIndex.rowsPerBlock, isCancelled: scan.isCancelled
          ) { block, alike in
            let part = block.lowerBound / SearchIndex.rowsPerBlock
            leftOut[part] = [UInt8](unsafeUninitializedCapacity: block.count) { leftOut, count in
              scores[part] = [Score.Value](unsafeUninitializedCapacity: block.count) { scores, scoreCount in
                var result = word_scan_result(
                  count: 0, scores: scores.baseAddress, left_out: leftOut.baseAddress, alike: alike.words)
                words.withRows(block, index, scan.table, allowed: candidates) {
                  word_scan_score(query, $0, Self.maxRows, &result)
                }
                (count, scoreCount) = (result.count, result.count)
              }
            }
          }
        }
      }
    }
    guard let rows else { return nil }
    (self.rows, self.scores, self.leftOut) = (rows, RowScores(blocks: scores), leftOut)
  }

  /// The rows among `candidates` in whose words or values something is similar to a clause; nil if cancelled.
  static func rows(
    similarTo clause: Int, of query: SimilarQuery, among candidates: RowSet, words: WordIndex,
    scan: SubstringScan
  ) -> RowSet? {
    let rows = query.withQuery(found: [], leavingOut: false) { query in
      // Nobody changes it.
      nonisolated(unsafe) let query = query
      return RowSet(
        rowCount: candidates.rowCount, blockSize: SearchIndex.rowsPerBlock, isCancelled: scan.isCancelled
      ) { block, similar in
        words.withRows(block, scan.index, scan.table, allowed: candidates) {
          word_scan_find(query, $0, SimilarQuery.lanes(of: clause), similar.words)
        }
      }
    }
    return rows?.intersection(candidates)
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
    blocks[block.lowerBound / SearchIndex.rowsPerBlock].withRows { rows in
      table.typeCodes[block].withUnsafeBufferPointer { types in
        table.salespersonCodes[block].withUnsafeBufferPointer { salespeople in
          index.nameSizes[block].withUnsafeBufferPointer { sizes in
            allowed.words.withUnsafeBufferPointer { allowed in
              (rows.first_row, rows.row_count) = (block.lowerBound, block.count)
              (rows.types, rows.salespeople) = (types.baseAddress, salespeople.baseAddress)
              (rows.name_sizes, rows.allowed) = (sizes.baseAddress, allowed.baseAddress)
              body(&rows)
            }
          }
        }
      }
    }
  }
}
