/// Finds the part of a shown text that a query matched, or that is similar to it.
package struct Highlighter: Sendable {
  private let patterns: [TextPattern]
  private let similarTerms: [SimilarTerm]
  /// For each clause of the query its alternatives that are texts.
  private let clauses: [[QueryTerm]]

  /// Finds nothing.
  package init() {
    (patterns, similarTerms, clauses) = ([], [], [])
  }

  init(_ query: CustomerQuery) {
    clauses = query.clauses
    patterns = clauses.joined().compactMap(\.soughtText)
    similarTerms = SimilarTerm.terms(of: clauses)
  }

  /// The matched parts of each text, which are values that a customer has in some columns: ascending, apart from each
  /// other.
  ///
  /// The places where a term of the query that isn't negated starts a word; only if it starts none in any of the texts, the
  /// first one in each where it stands inside: a single letter stands nearly everywhere. For a row that is only similar also
  /// the words that stand for a term which isn't there itself: the most similar ones of each text. Whole characters,
  /// however small the part of one that matched.
  package func ranges(
    in texts: [(text: String, column: CustomerColumn)], isSimilar: Bool
  ) -> [[Range<String.Index>]] {
    let texts = texts.map { text, column in
      TextFields(column: column).flatMap { field in
        patterns.contains { $0.fields.contains(field) }
          ? HighlightedText(text, of: field, isSimilar: isSimilar) : nil
      }
    }
    var parts = [[Range<Int>]](repeating: [], count: texts.count)
    for pattern in patterns {
      let places = texts.map { $0?.places(of: pattern) ?? HighlightedText.Places() }
      let startsWord = places.contains { !$0.starting.isEmpty }
      for (index, places) in places.enumerated() {
        parts[index] += startsWord ? places.starting : places.inside
      }
    }
    return zip(texts, parts).map { text, parts in
      guard let text else { return [] }
      var parts = parts
      for term in similarTerms where term.fields.intersection(.forgiving).contains(text.field) {
        if let similar = text.mostSimilar(to: term), similar.price > SimilarTerm.priceInside {
          parts += similar.parts
        }
      }
      return text.ranges(of: parts)
    }
  }

  /// How a similar customer writes what the query asks: for each clause the words that cost least.
  func spelling(in customer: Customer) -> String {
    let texts: [(TextFields, String)] = [
      (.name, customer.name), (.type, customer.customerType ?? ""),
      (.salesperson, customer.salesperson ?? ""),
    ]
    let fields = texts.map { HighlightedText($1, of: $0, isSimilar: true) }
    var spelled: [String] = []
    var next = 0
    while next < clauses.count {
      let candidates = similarTerms.filter { $0.clauses.lowerBound == next }.flatMap { term in
        fields.filter { term.fields.contains($0.field) }.compactMap { field in
          field.mostSimilar(to: term).map {
            (
              price: Int($0.price) * term.clauses.count, term.clauses.upperBound,
              field.string(of: $0.parts)
            )
          }
        }
      }
      let best = candidates.min { $0.price < $1.price }
      if let best {
        spelled.append(best.2)
      } else if let pattern = clauses[next].first?.soughtText {
        if pattern.forgivenWord == nil { spelled.append(pattern.spelling) }
      }
      next = (best?.1 ?? next) + 1
    }
    return spelled.joined(separator: " ")
  }
}

/// A text with its search forms, and the way back.
private struct HighlightedText {
  let text: String
  let field: TextFields
  let folded: FoldedText
  let form: SearchForm
  /// More of a text fits on no screen.
  private static let maxCharacters = 1_024

  /// The words of both forms, each with its part of the folded text; none where no word is similar to another.
  private let words: [(letters: [UInt8], part: Range<Int>)]

  init(_ text: String, of field: TextFields, isSimilar: Bool) {
    self.text = text
    self.field = field
    let isForgiving = !field.isDisjoint(with: .forgiving)
    let isLong = text.utf8.count > Self.maxCharacters
    folded = FoldedText(isLong ? String(text.unicodeScalars.prefix(Self.maxCharacters)) : text)
    form = SearchForm(of: folded.bytes, isCode: !isForgiving)
    words = isSimilar && isForgiving ? form.words : []
  }

  /// Where a pattern stands, in folded bytes.
  struct Places {
    /// Where it starts a word.
    var starting: [Range<Int>] = []
    /// The first one inside a word of each form.
    var inside: [Range<Int>] = []
  }

  func places(of pattern: TextPattern) -> Places {
    var places = Places()
    guard pattern.fields.contains(field) else { return places }
    for (bytes, origins) in [(form.joined, form.joinedOrigins), (form.split, form.splitOrigins)] {
      let found = SearchForm.ranges(of: pattern, in: bytes)
      func origin(_ range: Range<Int>) -> Range<Int> {
        origins[range.lowerBound]..<origins[range.upperBound - 1] + 1
      }
      places.starting += found.filter(\.startsWord).map { origin($0.range) }
      if let first = found.first, !first.startsWord { places.inside.append(origin(first.range)) }
    }
    return places
  }

  func ranges(of parts: [Range<Int>]) -> [Range<String.Index>] {
    folded.characterRanges(of: parts, in: text)
  }

  func string(of parts: [Range<Int>]) -> String {
    ranges(of: parts).map { String(text[$0]) }.joined(separator: " ")
  }

  /// The words that cost least for a term, as parts of the folded text; nil if none is similar.
  func mostSimilar(to term: SimilarTerm) -> (price: SimilarTerm.Price, parts: [Range<Int>])? {
    var best = (price: SimilarTerm.noPrice, parts: [Range<Int>]())
    func offer(_ price: SimilarTerm.Price, _ parts: [Range<Int>]) {
      if price < best.price { best = (price, []) }
      if price == best.price, price != SimilarTerm.noPrice { best.parts += parts }
    }
    for (index, word) in words.enumerated() {
      offer(term.price(of: word.letters), [word.part])
      for other in words[(index + 1)...] {
        if let price = term.pairPrice(of: word.letters, other.letters) {
          offer(price, [word.part, other.part])
        }
      }
    }
    return best.price == SimilarTerm.noPrice ? nil : best
  }
}

extension SearchForm {
  /// The words of both forms, each with its part of the folded text.
  fileprivate var words: [(letters: [UInt8], part: Range<Int>)] {
    var words: [(letters: [UInt8], part: Range<Int>)] = []
    for (bytes, origins) in [(joined, joinedOrigins), (split, splitOrigins)] {
      bytes.withUnsafeBufferPointer { bytes in
        TextWords.forEach(in: bytes) { word, start in
          guard words.count < TextWords.maxCount, let letters = WordLetters(word)?.bytes else { return }
          words.append((letters, origins[start]..<origins[start + word.count - 1] + 1))
        }
      }
    }
    return words
  }

  /// Where a pattern stands in one of the forms.
  fileprivate static func ranges(
    of pattern: TextPattern, in bytes: [UInt8]
  ) -> [(range: Range<Int>, startsWord: Bool)] {
    bytes.ranges(ofBytes: pattern.bytes).compactMap { range in
      let isBehindWord = range.lowerBound > 0 && isInWord(bytes[range.lowerBound - 1])
      let isBeforeWord = range.upperBound < bytes.count && isInWord(bytes[range.upperBound])
      guard !pattern.isAtStart || range.lowerBound == 0, !pattern.isAtEnd || range.upperBound == bytes.count,
        !pattern.isWholeWord || !isBehindWord && !isBeforeWord
      else { return nil }
      return (range, !isBehindWord)
    }
  }
}
