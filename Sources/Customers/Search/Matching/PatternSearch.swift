/// Finds the matches of a text in a whole table.
struct PatternSearch {
  let index: SearchIndex
  let table: CustomerTable
  let isCancelled: () -> Bool

  /// What was found by a pattern that the one looked for narrows.
  typealias Wider = (pattern: TextPattern, matches: ConditionMatches)

  /// The matches of `pattern`, as it is written or else guessed at; nil if cancelled.
  ///
  /// Whether to guess depends on the whole table alone. `wider` changes nothing but the time taken. `left` are the
  /// rows that matter; nil: all.
  func matches(of pattern: TextPattern, narrowing wider: Wider?, left: [UInt8]?) -> ConditionMatches? {
    var relevances: [UInt8] = []
    let matcher = SubstringMatcher(pattern, byteCounts: index.byteCounts)
    if wider == nil, let left, left.matchCount <= matcher.mostSingleRows(of: left.count) {
      let candidates = ConditionMatches(relevances: left)
      guard find(matcher, among: candidates, into: &relevances) else { return nil }
      if !relevances.isWithoutMatch { return ConditionMatches(relevances: relevances, isPartial: true) }
    }
    let mayMatch = wider.map { $0.matches.manner == .asWritten } ?? true
    if mayMatch {
      guard find(matcher, among: wider?.matches, into: &relevances) else { return nil }
      guard relevances.isWithoutMatch else { return ConditionMatches(relevances: relevances) }
    }
    for guess in GuessMatcher.guesses(at: pattern) {
      let candidates = wider.flatMap { guess.candidates(among: $0) }
      guard find(guess, among: candidates, into: &relevances) else { return nil }
      guard relevances.isWithoutMatch else {
        return ConditionMatches(relevances: relevances, manner: guess.manner)
      }
    }
    return ConditionMatches(relevances: Array(repeating: Relevance.none, count: index.rowCount))
  }

  // MARK: - As written

  private func find(
    _ matcher: SubstringMatcher, among wider: ConditionMatches?, into relevances: inout [UInt8]
  ) -> Bool {
    let looksInRows = !matcher.fields.isDisjoint(with: .own)
    let values = ValueRelevances(matcher.fields, index: index, isCancelled: isCancelled) { texts, place in
      matcher.relevance(in: texts, at: place)
    }
    guard let values else { return false }
    return inParts(of: SearchIndex.rowsPerBlock, of: &relevances) { rows, output in
      let block = index.blocks[rows.lowerBound / SearchIndex.rowsPerBlock]
      if let few = wider?.relevances.matchingRows(in: rows, atMost: matcher.mostSingleRows(of: rows.count)) {
        Self.clear(rows, of: output)
        for row in few.map(Int.init) { output[row] = values.relevance(ofRow: row, in: table) }
        guard looksInRows else { return }
        let part = output + rows.lowerBound
        matcher.forEachMatch(in: few.map { $0 - UInt32(rows.lowerBound) }, of: block) { row, relevance in
          part[row] = min(part[row], relevance)
        }
      } else {
        if looksInRows {
          matcher.rate(block, into: output + rows.lowerBound)
        } else {
          Self.clear(rows, of: output)
        }
        values.improve(output, rows: rows, in: table)
      }
    }
  }

  // MARK: - Guessed

  private func find(
    _ guess: GuessMatcher, among candidates: ConditionMatches?, into relevances: inout [UInt8]
  ) -> Bool {
    let values = ValueRelevances(guess.fields, index: index, isCancelled: isCancelled) { texts, place in
      texts.withText(at: place) { text in
        guard guess.mightMatch(LetterSet(text)) else { return Relevance.none }
        var reader = ScalarReader()
        return guess.relevance(in: text, &reader)
      }
    }
    guard let values else { return false }
    return inParts(of: guess.rowsPerPart, of: &relevances) { rows, output in
      Self.clear(rows, of: output)
      if guess.fields.contains(.name) { rateNames(guess, rows: rows, among: candidates, into: output) }
      values.improve(output, rows: rows, in: table)
    }
  }

  private func rateNames(
    _ guess: GuessMatcher, rows: Range<Int>, among candidates: ConditionMatches?,
    into output: UnsafeMutablePointer<UInt8>
  ) {
    let blockStart = rows.lowerBound / SearchIndex.rowsPerBlock * SearchIndex.rowsPerBlock
    let block = index.blocks[blockStart / SearchIndex.rowsPerBlock]
    var likely = index.nameLetters.withUnsafeBufferPointer { letters in
      guess.likelyRows(in: rows, letters, candidates: candidates?.relevances.matchingRows(in: rows))
    }
    for index in likely.indices { likely[index] -= UInt32(blockStart) }
    let part = output + blockStart
    guess.forEachMatch(in: likely, of: block) { row, relevance in part[row] = relevance }
  }

  // MARK: - Parts

  /// Calls `body` for parts of so many rows at a time, several at once; false if cancelled.
  ///
  /// Each call has to fill its part of `relevances`, which may be none yet.
  private func inParts(
    of size: Int, of relevances: inout [UInt8],
    _ body: @escaping (_ rows: Range<Int>, _ output: UnsafeMutablePointer<UInt8>) -> Void
  ) -> Bool {
    func fill(_ relevances: UnsafeMutableBufferPointer<UInt8>) -> Bool {
      guard let output = relevances.baseAddress else { return true }
      let parts = ParallelWork.parts(of: index.rowCount, size: size)
      return ParallelWork.run(parts: parts, isCancelled: isCancelled) { part, _ in
        body(ParallelWork.rows(ofPart: part, size: size, count: index.rowCount), output)
      }
    }
    if relevances.count == index.rowCount { return relevances.withUnsafeMutableBufferPointer { fill($0) } }
    // Memory that is touched for the first time is dear, so several threads had better do that.
    var isDone = false
    relevances = [UInt8](unsafeUninitializedCapacity: index.rowCount) { relevances, count in
      isDone = fill(relevances)
      count = isDone ? index.rowCount : 0
    }
    return isDone
  }

  private static func clear(_ rows: Range<Int>, of relevances: UnsafeMutablePointer<UInt8>) {
    (relevances + rows.lowerBound).update(repeating: Relevance.none, count: rows.count)
  }
}
