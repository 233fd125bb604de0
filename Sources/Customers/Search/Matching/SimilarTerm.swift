import CTextScan

/// A word of a query, for which similar words will do, and what these cost.
///
/// Prices are those of `word_scan.h`, the less, the more alike. Two neighbouring terms also make one together, since a
/// blank may have slipped into a word.
struct SimilarTerm: Sendable {
  let letters: WordLetters
  let fields: TextFields
  /// The clauses that the term answers: one, or two neighbouring ones.
  let clauses: ClosedRange<Int>

  typealias Price = UInt8
  static let noPrice = Price(WORD_PRICE_NONE)
  /// What a word costs at most that holds the term as it is.
  static let priceInside = Price(WORD_PRICE_INSIDE)

  /// The terms of `clauses` for which something similar will do, and what neighbours make together.
  static func terms(of clauses: [[QueryTerm]]) -> [SimilarTerm] {
    var terms: [SimilarTerm] = []
    for (index, clause) in clauses.enumerated() {
      for case .text(let pattern) in clause.map(\.condition) {
        guard let word = pattern.forgivenWord else { continue }
        terms.append(SimilarTerm(letters: word, fields: pattern.fields, clauses: index...index))
      }
    }
    let single = clauses.map { $0.count == 1 ? $0[0].soughtText : nil }
    for (index, (first, second)) in zip(single, single.dropFirst()).enumerated() {
      guard let first, let second, let start = first.forgivenWord, let end = second.forgivenWord,
        first.fields == second.fields, let letters = start.joined(with: end)
      else { continue }
      terms.append(SimilarTerm(letters: letters, fields: first.fields, clauses: index...index + 1))
    }
    return terms
  }

  /// What it costs for each clause of the term that a word stands for it.
  func price(of word: [UInt8]) -> Price {
    share(Int(Self.price(letters.bytes[...], word)))
  }

  /// The same for each word of an index.
  func prices(of words: WordIndex) -> [Price] {
    Self.prices(letters.bytes[...], words).map { share(Int($0)) }
  }

  /// What the word of a type or a salesperson costs.
  static func inOtherField(_ price: Price) -> Price {
    price == noPrice ? price : price + Price(WORD_PRICE_OTHER_FIELD)
  }

  private static func price(_ term: ArraySlice<UInt8>, _ word: [UInt8]) -> Price {
    term.withUnsafeBufferPointer { word_scan_price($0.baseAddress, $0.count, word, word.count) }
  }

  /// What it costs that each word of an index stands for some letters.
  static func prices(_ term: ArraySlice<UInt8>, _ words: WordIndex) -> [Price] {
    [Price](unsafeUninitializedCapacity: words.count) { prices, initializedCount in
      term.withUnsafeBufferPointer { term in
        words.withWords { word_scan_prices(term.baseAddress, term.count, $0, prices.baseAddress) }
      }
      initializedCount = words.count
      // No word.
      prices[0] = noPrice
    }
  }

  /// Each of two clauses takes half of what their common word costs.
  private func share(_ price: Int) -> Price {
    guard clauses.count > 1, price < Self.noPrice else { return Price(clamping: price) }
    return Price((price + Int(WORD_PRICE_JOINED) + 1) / 2)
  }

  /// A shorter clause stands nearly everywhere.
  static let minTellingLetters = 3

  /// What it costs to leave out a clause that so many of all rows match; what is rare tells more.
  static func priceWithout(foundCount: Int, of count: Int) -> Price {
    guard foundCount > 0 else { return leastPriceWithout }
    let rarity = (count / foundCount).bitWidth - (count / foundCount).leadingZeroBitCount
    return leastPriceWithout + Price(4 * min(rarity, 14))
  }

  private static let leastPriceWithout: Price = 52

  // MARK: - Words run together

  /// The ways to cut the term into two words, each by the length of the first.
  var cuts: Range<Int> {
    let count = letters.bytes.count
    return count >= 2 * Self.minCutLetters ? Self.minCutLetters..<count - Self.minCutLetters + 1 : 0..<0
  }

  private static let minCutLetters = 2
  /// So many letters both words need for one of them to be mistyped.
  private static let minMistypedLetters = 4
  private static let maxMistypedPrice = 40

  /// What two words cost for each clause that the term is when they are run together, in this order; nil if they don't
  /// stand for it.
  ///
  /// One of them is as it was typed, the second one may go on behind that; the other one may be mistyped.
  func pairPrice(of first: [UInt8], _ second: [UInt8]) -> Price? {
    let letters = letters.bytes
    var least: Price?
    func offer(_ price: Price?) { least = [least, price].compactMap(\.self).min() }
    if letters.starts(with: first), cuts.contains(first.count) {
      let end = letters[first.count...]
      if second.starts(with: end) {
        offer(pairPrice(goesOn: second.count > end.count))
      } else if canBeMistyped(at: first.count) {
        offer(pairPrice(mistyped: Self.price(end, second)))
      }
    }
    let cut = letters.count - second.count
    if letters.reversed().starts(with: second.reversed()), cuts.contains(cut), canBeMistyped(at: cut) {
      if !letters[..<cut].elementsEqual(first) {
        offer(pairPrice(mistyped: Self.price(letters[..<cut], first)))
      }
    }
    return least
  }

  func pairPrice(goesOn: Bool = false) -> Price {
    share(Int(WORD_PRICE_PAIR) + (goesOn ? Int(WORD_PRICE_UNFINISHED) : 0))
  }

  /// What a pair costs of which one word has a price, which counts by tens; nil if that is too much.
  func pairPrice(mistyped price: Price) -> Price? {
    guard price <= Self.maxMistypedPrice else { return nil }
    return share(Int(WORD_PRICE_PAIR) + (Int(price) + 9) / 10 * 10)
  }

  func canBeMistyped(at cut: Int) -> Bool {
    min(cut, letters.bytes.count - cut) >= Self.minMistypedLetters
  }
}

extension WordLetters {
  /// The word that two make side by side; nil if it is too long.
  fileprivate func joined(with other: WordLetters) -> WordLetters? {
    WordLetters(letters: bytes + other.bytes)
  }
}
