/// Finds the matches of a text in a whole table.
struct PatternSearch {
  let index: SearchIndex
  let table: CustomerTable
  let isCancelled: () -> Bool

  /// What was found by a pattern that the one looked for narrows.
  typealias Wider = (pattern: TextPattern, matches: ConditionMatches)

  /// The matches of `pattern`, as it is written or else guessed at; nil if cancelled.
  ///
  /// Whether to guess depends on the whole table alone. `wider` changes nothing but the time taken.
  func matches(of pattern: TextPattern, narrowing wider: Wider?) -> ConditionMatches? {
    var relevances = [UInt8](repeating: Relevance.none, count: index.rowCount)
    let mayMatch = wider.map { $0.matches.manner == .asWritten } ?? true
    if mayMatch {
      guard find(pattern, among: wider?.matches, into: &relevances) else { return nil }
      guard relevances.isWithoutMatch else { return ConditionMatches(relevances: relevances) }
    }
    for guess in GuessMatcher.guesses(at: pattern) {
      let candidates = wider.flatMap { guess.candidates(among: $0) }
      guard find(guess, among: candidates, into: &relevances) else { return nil }
      guard relevances.isWithoutMatch else {
        return ConditionMatches(relevances: relevances, manner: guess.manner)
      }
    }
    return ConditionMatches(relevances: relevances)
  }

  // MARK: - As written

  private func find(
    _ pattern: TextPattern, among wider: ConditionMatches?, into relevances: inout [UInt8]
  ) -> Bool {
    let matcher = SubstringMatcher(pattern, byteCounts: index.byteCounts)
    let looksInRows = !pattern.fields.isDisjoint(with: .own)
    let values = ValueRelevances(pattern.fields, index: index, isCancelled: isCancelled) { texts, place in
      matcher.relevance(in: texts, at: place)
    }
    guard let values else { return false }
    return inParts(of: SearchIndex.rowsPerBlock, of: &relevances) { rows, output in
      let block = index.blocks[rows.lowerBound / SearchIndex.rowsPerBlock]
      if let few = wider?.relevances.matchingRows(in: rows, atMost: rows.count / Self.shareOfFewRows) {
        for row in few.map(Int.init) {
          let own = looksInRows ? matcher.relevance(inRow: row - rows.lowerBound, of: block) : Relevance.none
          output[row] = min(own, values.relevance(ofRow: row, in: table))
        }
      } else {
        if looksInRows { matcher.rate(block, into: output + rows.lowerBound) }
        values.improve(output, rows: rows, in: table)
      }
    }
  }

  /// Looking at a row by itself takes about so many times as long as passing over it.
  private static let shareOfFewRows = 128

  // MARK: - Guessed

  private func find(
    _ guess: GuessMatcher, among candidates: ConditionMatches?, into relevances: inout [UInt8]
  ) -> Bool {
    let values = ValueRelevances(guess.fields, index: index, isCancelled: isCancelled) { texts, place in
      texts.withText(at: place) { text in
        guard guess.mightMatch(LetterSet(text)) else { return Relevance.none }
        var reader = ScalarReader()
        reader.read(text)
        return guess.relevance(in: reader.scalars)
      }
    }
    guard let values else { return false }
    return inParts(of: Self.guessedRowsPerPart, of: &relevances) { rows, output in
      if guess.fields.contains(.name) { rateNames(guess, rows: rows, among: candidates, into: output) }
      values.improve(output, rows: rows, in: table)
    }
  }

  /// A part of a block; guessing takes longer than finding what is written.
  private static let guessedRowsPerPart = SearchIndex.rowsPerBlock / 8

  private func rateNames(
    _ guess: GuessMatcher, rows: Range<Int>, among candidates: ConditionMatches?,
    into output: UnsafeMutablePointer<UInt8>
  ) {
    let blockStart = rows.lowerBound / SearchIndex.rowsPerBlock * SearchIndex.rowsPerBlock
    let block = index.blocks[blockStart / SearchIndex.rowsPerBlock]
    var likely: [UInt32] = []
    likely.reserveCapacity(rows.count)
    func consider(_ rows: some Sequence<Int>) {
      index.nameLetters.withUnsafeBufferPointer { letters in
        for row in rows where guess.mightMatch(letters[row]) { likely.append(UInt32(row - blockStart)) }
      }
    }
    if let candidates = candidates?.relevances.matchingRows(in: rows) {
      consider(candidates.lazy.map(Int.init))
    } else {
      consider(rows)
    }
    guess.keepLikelyRows(&likely, in: block)
    var reader = ScalarReader()
    for row in likely.map(Int.init) {
      block.withText(at: row * SearchIndex.textsPerRow) { reader.read($0) }
      output[blockStart + row] = guess.relevance(in: reader.scalars)
    }
  }

  /// Calls `body` for parts of so many rows at a time, several at once; false if cancelled.
  private func inParts(
    of size: Int, of relevances: inout [UInt8],
    _ body: @escaping (_ rows: Range<Int>, _ output: UnsafeMutablePointer<UInt8>) -> Void
  ) -> Bool {
    relevances.withUnsafeMutableBufferPointer { relevances in
      guard let output = relevances.baseAddress else { return true }
      let parts = ParallelWork.parts(of: index.rowCount, size: size)
      return ParallelWork.run(parts: parts, isCancelled: isCancelled) { part, _ in
        body(ParallelWork.rows(ofPart: part, size: size, count: index.rowCount), output)
      }
    }
  }
}
