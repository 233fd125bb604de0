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

  /// The matched parts of `text`, a value of `column`: ascending, apart from each other.
  ///
  /// The places where a term of the query that isn't negated starts a word; if it starts none, the first one where it
  /// stands inside: a single letter stands nearly everywhere. For a row that is only similar also the words
  /// that stand for a term which isn't there itself: the most similar ones of the text. Whole characters, however small
  /// the part of one that matched.
  package func ranges(
    in text: String, column: CustomerColumn, isSimilar: Bool
  ) -> [Range<String.Index>] {
    guard let field = TextFields(column: column),
      patterns.contains(where: { $0.fields.contains(field) })
    else { return [] }
    let text = HighlightedText(
      text, isCode: field.isDisjoint(with: .forgiving),
      needsWords: isSimilar && !field.isDisjoint(with: .forgiving))
    var parts: [Range<Int>] = []
    for pattern in patterns where pattern.fields.contains(field) { parts += text.form.ranges(of: pattern) }
    guard isSimilar else { return text.ranges(of: parts) }
    for term in similarTerms where term.fields.intersection(.forgiving).contains(field) {
      if let similar = text.mostSimilar(to: term), similar.price > SimilarTerm.priceInside {
        parts += similar.parts
      }
    }
    return text.ranges(of: parts)
  }

  /// How a similar customer writes what the query asks: for each clause the words that cost least.
  func spelling(in customer: Customer) -> String {
    let texts: [(TextFields, String)] = [
      (.name, customer.name), (.type, customer.customerType ?? ""),
      (.salesperson, customer.salesperson ?? ""),
    ]
    let fields = texts.map { (field: $0, text: HighlightedText($1, needsWords: true)) }
    var spelled: [String] = []
    var next = 0
    while next < clauses.count {
      let candidates = similarTerms.filter { $0.clauses.lowerBound == next }.flatMap { term in
        fields.filter { term.fields.contains($0.field) }.compactMap { field in
          field.text.mostSimilar(to: term).map {
            (
              price: Int($0.price) * term.clauses.count, term.clauses.upperBound,
              field.text.string(of: $0.parts)
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
  let folded: FoldedText
  let form: SearchForm
  /// More of a text fits on no screen.
  private static let maxCharacters = 1_024

  /// The words of both forms, each with its part of the folded text.
  private let words: [(letters: [UInt8], part: Range<Int>)]

  init(_ text: String, isCode: Bool = false, needsWords: Bool) {
    self.text = text
    let isLong = text.utf8.count > Self.maxCharacters
    folded = FoldedText(isLong ? String(text.unicodeScalars.prefix(Self.maxCharacters)) : text)
    form = SearchForm(of: folded.bytes, isCode: isCode)
    words = needsWords ? form.words : []
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

  /// Where a pattern stands, in folded bytes.
  fileprivate func ranges(of pattern: TextPattern) -> [Range<Int>] {
    Self.ranges(of: pattern, in: joined, joinedOrigins) + Self.ranges(of: pattern, in: split, splitOrigins)
  }

  private static func ranges(of pattern: TextPattern, in bytes: [UInt8], _ origins: [Int]) -> [Range<Int>] {
    func isBehindWord(_ range: Range<Int>) -> Bool {
      range.lowerBound > 0 && isInWord(bytes[range.lowerBound - 1])
    }
    let all = bytes.ranges(ofBytes: pattern.bytes).filter { range in
      let isBeforeWord = range.upperBound < bytes.count && isInWord(bytes[range.upperBound])
      return (!pattern.isAtStart || range.lowerBound == 0)
        && (!pattern.isAtEnd || range.upperBound == bytes.count)
        && (!pattern.isWholeWord || !isBehindWord(range) && !isBeforeWord)
    }
    let starting = all.filter { !isBehindWord($0) }
    return (starting.isEmpty ? Array(all.prefix(1)) : starting)
      .map { origins[$0.lowerBound]..<origins[$0.upperBound - 1] + 1 }
  }
}
