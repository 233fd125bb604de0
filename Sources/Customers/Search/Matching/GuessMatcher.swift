/// Looks for something like a term that is nowhere as it is written.
///
/// First for its letters in order: in names, or, for a term that names type or salesperson, there. Then
/// with typos, in names, types and salespeople.
struct GuessMatcher: Sendable {
  let manner: MatchManner
  /// The fields to look in.
  let fields: TextFields
  /// The term, in folded UTF-8.
  private let bytes: [UInt8]
  private let letterSet: LetterSet
  private let mostMissingLetters: Int
  private let inOrder: LettersInOrder
  private let typoMatcher: TypoMatcher?

  /// The guesses at `pattern`, the better first.
  static func guesses(at pattern: TextPattern) -> [GuessMatcher] {
    guard pattern.mayBeGuessed else { return [] }
    var reader = ScalarReader()
    pattern.bytes.withUnsafeBufferPointer { reader.read($0) }
    let letters = reader.scalars
    let fields = pattern.fields.intersection(.guessable)
    var guesses: [GuessMatcher] = []
    if letters.count >= LettersInOrder.fewestLetters {
      let inOrderFields = fields.contains(.name) ? .name : fields
      guesses.append(GuessMatcher(.lettersInOrder, pattern, letters, inOrderFields, typoMatcher: nil))
    }
    if let matcher = TypoMatcher(letters) {
      guesses.append(GuessMatcher(.typos(matcher.mostTypos), pattern, letters, fields, typoMatcher: matcher))
    }
    return guesses
  }

  /// The matcher that found something like `pattern` in this manner; nil if it was found as written.
  init?(_ manner: MatchManner, at pattern: TextPattern) {
    guard let guess = Self.guesses(at: pattern).first(where: { $0.manner == manner }) else { return nil }
    self = guess
  }

  private init(
    _ manner: MatchManner, _ pattern: TextPattern, _ letters: [UInt32], _ fields: TextFields,
    typoMatcher: TypoMatcher?
  ) {
    self.manner = manner
    self.fields = fields
    bytes = pattern.bytes
    letterSet = pattern.bytes.withUnsafeBufferPointer(LetterSet.init)
    mostMissingLetters = typoMatcher?.mostTypos ?? 0
    inOrder = LettersInOrder(letters: letters)
    self.typoMatcher = typoMatcher
  }

  /// Whether a text with these letters might match at all.
  @inline(__always)
  func mightMatch(_ others: LetterSet) -> Bool {
    letterSet.countMissing(in: others) <= mostMissingLetters
  }

  /// How many rows are looked at in one go, part of a block; typos take longer.
  var rowsPerPart: Int { SearchIndex.rowsPerBlock / (typoMatcher == nil ? 4 : 8) }

  /// The rows of a part, or of its `candidates`, whose letters say that they might match.
  func likelyRows(
    in part: Range<Int>, _ letters: UnsafeBufferPointer<LetterSet>, candidates: [UInt32]?
  ) -> [UInt32] {
    guard typoMatcher == nil else {
      return (candidates ?? part.map(UInt32.init)).filter { mightMatch(letters[Int($0)]) }
    }
    return candidates
      ?? FoldedTexts.rows(withLetters: letterSet, in: letters[part], firstRow: part.lowerBound)
  }

  /// Calls `body` with those of `rows` of a block whose names match, and what the match is worth.
  func forEachMatch(
    in rows: [UInt32], of block: FoldedTexts, _ body: (_ row: Int, _ relevance: UInt8) -> Void
  ) {
    var reader = ScalarReader()
    func look(at row: Int) {
      block.withText(at: row * SearchIndex.textsPerRow) { name in
        let relevance = relevance(in: name, &reader)
        if relevance != Relevance.none { body(row, relevance) }
      }
    }
    guard typoMatcher == nil else {
      for row in rows { look(at: Int(row)) }
      return
    }
    block.forEachRow(of: rows, withLettersInOrder: bytes) { row, length in
      if let length { body(row, inOrder.relevance(ofPartWith: length)) } else { look(at: row) }
    }
  }

  /// What may match among what a pattern found that this one narrows; nil if that tells nothing.
  ///
  /// What is like a pattern, is like each part of it, if as much is forgiven.
  func candidates(among wider: PatternSearch.Wider) -> ConditionMatches? {
    guard wider.matches.manner == manner,
      let other = GuessMatcher(manner, at: wider.pattern), other.fields == fields
    else { return nil }
    return wider.matches
  }

  /// What the best match in `text`, folded UTF-8, is worth in one of the foremost fields; `Relevance.none` if there
  /// is none.
  func relevance(in text: UnsafeBufferPointer<UInt8>, _ reader: inout ScalarReader) -> UInt8 {
    reader.read(text)
    return relevance(in: reader.scalars)
  }

  private func relevance(in text: [UInt32]) -> UInt8 {
    guard let typoMatcher else { return inOrder.relevance(in: text) }
    guard let (part, typos) = typoMatcher.bestPart(in: text) else { return Relevance.none }
    return UInt8(typos) * Self.relevancePerTypo + Relevance.place(of: part, in: text)
  }

  /// The places in `text` that match.
  func places(in text: [UInt32]) -> [Int] {
    guard let typoMatcher else { return inOrder.places(in: text) ?? [] }
    return typoMatcher.bestPart(in: text).map { Array($0.part) } ?? []
  }

  /// Behind whatever matches with a typo less.
  private static let relevancePerTypo: UInt8 = 8
}
