import CTextScan
import Threading

/// How well a row matches a query, the smaller, the better.
///
/// A score compares, one after the other:
/// 1. how the terms stand, added up: 0 for the start of a word, 1 inside one; 1 more in other fields than name and code;
///    each term by its best match;
/// 2. whether any of them is less than a whole word;
/// 3. how many long words the name has, of five letters or more, up to 7, without those that one of several terms starts;
///    and how many neighbouring terms have such words between them;
/// 4. whether any neighbouring terms don't follow each other directly, in order;
/// 5. how long the name is.
///
/// Some whole words among the starts of others say nothing: by `rosa sant` Rosas Santiago is meant, not Santa Rosa.
///
/// The size of names counts only where a term looks at names.
///
/// Short words (of, the, de, los, inc) say little of whom one means.
///
/// Only clauses count that are made of texts to be found; a clause counts by the best of its alternatives.
enum Score {
  typealias Value = UInt16

  /// What a row scores if nothing makes it stand before another.
  static let alike: Value = 0
}

/// A score for each row of a set.
struct RowScores: Sendable {
  /// For each block of rows the scores of those in the set, one after the other.
  let blocks: [[Score.Value]]

  init(blocks: [[Score.Value]]) {
    self.blocks = blocks
  }

  /// The scores of `rows`, which match `clauses`; nil if cancelled.
  init?(of rows: RowSet, clauses: [[QueryTerm]], scan: SubstringScan) {
    let (index, table) = (scan.index, scan.table)
    let terms = ScoredTerms(Self.scored(clauses), index: index)
    let blocks = ParallelWork.map(parts: index.blocks.count, isCancelled: scan.isCancelled) { part, _ in
      let block = index.rows(ofBlock: part)
      let some = rows.rows(in: block)
      guard !some.isEmpty else { return [Score.Value]() }
      return [Score.Value](unsafeUninitializedCapacity: some.count) { scores, count in
        index.blocks[part].withTexts { texts in
          table.withValues(from: block.lowerBound, nameSizes: index.nameSizes) { values in
            text_scan_score(
              texts, values, some, some.count, terms.terms, terms.terms.count, scores.baseAddress)
          }
        }
        count = some.count
      }
    }
    guard let blocks else { return nil }
    self.blocks = blocks
  }

  /// The scores of `rows`, in each of which the only term that is scored starts a word of the name or the code.
  init(ofWordStarts rows: RowSet, wholeWords: RowSet, index: SearchIndex) {
    let (whole, start) = (text_scan_standing_score(0, false), text_scan_standing_score(0, true))
    blocks =
      ParallelWork.map(parts: index.blocks.count) { part, _ in
        let block = index.rows(ofBlock: part)
        return rows.rows(in: block).map { row in
          let row = block.lowerBound + Int(row)
          let size = index.nameSizes[row]
          return (wholeWords.contains(row) ? whole : start)
            | text_scan_size_score(UInt32(size >> TEXT_SCAN_SIZE_WORDS_SHIFT), 0, size)
        }
      } ?? []
  }

  /// The clauses that make a row stand before another: those of texts to be found alone.
  static func scored(_ clauses: [[QueryTerm]]) -> [[TextPattern]] {
    clauses.map { $0.compactMap(\.soughtText) }.enumerated()
      .filter { $0.element.count == clauses[$0.offset].count }.map(\.element)
  }
}

/// The patterns of a query as C looks at them; keeps their memory.
///
/// Written only while it is made, so that any thread may read it as long as somebody holds it.
private final class ScoredTerms: @unchecked Sendable {
  let terms: [text_scan_term]
  private let memory: UnsafeMutablePointer<UInt8>

  init(_ clauses: [[TextPattern]], index: SearchIndex) {
    let ranks = clauses.map { $0.map { ValueRanks(of: $0, index: index) } }
    let byteCount = clauses.joined().reduce(0) { $0 + $1.bytes.count }
    let rankCount = ranks.joined().reduce(0) { $0 + ($1.types?.count ?? 0) + ($1.salespeople?.count ?? 0) }
    memory = .allocate(capacity: max(byteCount + rankCount, 1))
    var end = memory
    func kept(_ bytes: [UInt8]?) -> UnsafePointer<UInt8>? {
      guard let bytes else { return nil }
      defer { end += bytes.count }
      end.initialize(from: bytes, count: bytes.count)
      return UnsafePointer(end)
    }
    terms = zip(clauses, ranks).enumerated().flatMap { clause, alternatives in
      zip(alternatives.0, alternatives.1).map { pattern, ranks in
        text_scan_term(
          pattern: text_scan_pattern(
            bytes: kept(pattern.bytes), count: pattern.bytes.count,
            fields: pattern.fields.intersection(.own).rawValue, at_start: pattern.isAtStart,
            at_end: pattern.isAtEnd, whole_word: pattern.isWholeWord),
          clause: clause, type_ranks: kept(ranks.types), salesperson_ranks: kept(ranks.salespeople))
      }
    }
  }

  deinit {
    memory.deallocate()
  }
}

extension CustomerTable {
  /// Calls `body` with what is known of the rows from `first` on besides their own texts.
  fileprivate func withValues(
    from first: Int, nameSizes: [UInt16], _ body: (UnsafePointer<text_scan_values>) -> Void
  ) {
    typeCodes.withUnsafeBufferPointer { types in
      salespersonCodes.withUnsafeBufferPointer { salespeople in
        nameSizes.withUnsafeBufferPointer { sizes in
          var values = text_scan_values(
            types: types.baseAddress.map { $0 + first },
            salespeople: salespeople.baseAddress.map { $0 + first },
            name_sizes: sizes.baseAddress.map { $0 + first })
          body(&values)
        }
      }
    }
  }
}
