/// Finds the matches of a text in a whole table.
struct PatternSearch {
  let index: SearchIndex
  let table: CustomerTable
  /// Nil while it isn't made yet.
  let letters: LetterTable?
  let isCancelled: () -> Bool

  /// The matches of `pattern`, as it is written or else guessed at; nil if cancelled.
  ///
  /// Whether to guess depends on the whole table alone. `wider` is what a pattern found that `pattern`
  /// narrows, if there is one; it changes nothing but the time taken.
  func matches(of pattern: TextPattern, narrowing wider: ConditionMatches?) -> ConditionMatches? {
    var relevances = letters?.matches(of: pattern) ?? []
    if relevances.isEmpty {
      relevances = [UInt8](repeating: Relevance.none, count: index.rowCount)
      let mayMatch = wider.map { $0.manner == .asWritten } ?? true
      let isDone = relevances.withUnsafeMutableBufferPointer { output in
        guard mayMatch, let output = output.baseAddress else { return true }
        return find(pattern, among: wider, into: output)
      }
      guard isDone else { return nil }
    }
    guard relevances.allSatisfy({ $0 == Relevance.none }) else {
      return ConditionMatches(relevances: relevances)
    }
    for guess in GuessMatcher.guesses(at: pattern) {
      let isDone = relevances.withUnsafeMutableBufferPointer { output in
        output.baseAddress.map { find(guess, into: $0) } ?? true
      }
      guard isDone else { return nil }
      guard relevances.allSatisfy({ $0 == Relevance.none }) else {
        return ConditionMatches(relevances: relevances, manner: guess.manner)
      }
    }
    return ConditionMatches(relevances: relevances)
  }

  // MARK: - As written

  private func find(
    _ pattern: TextPattern, among wider: ConditionMatches?, into output: UnsafeMutablePointer<UInt8>
  ) -> Bool {
    let matcher = SubstringMatcher(pattern, byteCounts: index.byteCounts)
    let looksInRows = !pattern.fields.isDisjoint(with: .own)
    let values = ValueRelevances(pattern.fields, index: index, isCancelled: isCancelled) { texts, place in
      matcher.relevance(in: texts, at: place)
    }
    guard let values else { return false }
    let candidates = wider.flatMap(fewRows)
    return ParallelWork.run(parts: index.blocks.count, isCancelled: isCancelled) { part, _ in
      let rows = ParallelWork.rows(ofPart: part, size: SearchIndex.rowsPerBlock, count: index.rowCount)
      let block = index.blocks[part]
      if let candidates {
        for row in candidates.rows(in: rows) {
          let own = looksInRows ? matcher.relevance(inRow: row - rows.lowerBound, of: block) : Relevance.none
          output[row] = min(own, values.relevance(ofRow: row, in: table))
        }
      } else {
        if looksInRows { matcher.rate(block, into: output + rows.lowerBound) }
        values.improve(output, rows: rows, in: table)
      }
    }
  }

  /// The rows of `matches` if they are so few that going from one to the next is worth it.
  private func fewRows(of matches: ConditionMatches) -> AscendingRows? {
    let most = index.rowCount / Self.shareOfFewRows
    var rows: [UInt32] = []
    let isFew = matches.relevances.withUnsafeBufferPointer { relevances in
      for row in relevances.indices where relevances[row] != Relevance.none {
        if rows.count == most { return false }
        rows.append(UInt32(row))
      }
      return true
    }
    return isFew ? AscendingRows(rows: rows) : nil
  }

  /// Looking at a row by itself takes about so many times as long as passing over it.
  private static let shareOfFewRows = 32

  // MARK: - Guessed

  private func find(_ guess: GuessMatcher, into output: UnsafeMutablePointer<UInt8>) -> Bool {
    let values = ValueRelevances(guess.fields, index: index, isCancelled: isCancelled) { texts, place in
      texts.withText(at: place) { text in
        guard guess.mightMatch(LetterSet(text)) else { return Relevance.none }
        var reader = ScalarReader()
        reader.read(text)
        return guess.relevance(in: reader.scalars)
      }
    }
    guard let values else { return false }
    let parts = ParallelWork.parts(of: index.rowCount, size: Self.guessedRowsPerPart)
    return ParallelWork.run(parts: parts, isCancelled: isCancelled) { part, _ in
      let rows = ParallelWork.rows(ofPart: part, size: Self.guessedRowsPerPart, count: index.rowCount)
      if guess.fields.contains(.name) { rateNames(guess, rows: rows, into: output) }
      values.improve(output, rows: rows, in: table)
    }
  }

  /// A part of a block; guessing takes longer than finding what is written.
  private static let guessedRowsPerPart = SearchIndex.rowsPerBlock / 8

  private func rateNames(_ guess: GuessMatcher, rows: Range<Int>, into output: UnsafeMutablePointer<UInt8>) {
    var reader = ScalarReader()
    let block = index.blocks[rows.lowerBound / SearchIndex.rowsPerBlock]
    index.nameLetters.withUnsafeBufferPointer { letters in
      for row in rows where guess.mightMatch(letters[row]) {
        let name = row % SearchIndex.rowsPerBlock * SearchIndex.textsPerRow
        block.withText(at: name) { text in
          guard guess.mightMatch(text) else { return }
          reader.read(text)
          output[row] = guess.relevance(in: reader.scalars)
        }
      }
    }
  }
}
