import CTextScan
import ProofTesting
import Testing

@testable import Customers

/// What it costs that a word stands for a mistyped one.
@Suite struct WordPriceTests {
  /// A term, a word, and the price; nil if they are not alike.
  static let prices: [(String, String, Int?)] = [
    ("rosa", "rosa", WORD_PRICE_WHOLE), ("rosa", "rosalind", WORD_PRICE_START),
    ("rosa", "berosan", WORD_PRICE_INSIDE), ("a", "rosa", WORD_PRICE_INSIDE),
    // One letter wrong, one that sounds alike, one too many, one doubled, one missing, two swapped.
    ("rosa", "rota", WORD_PRICE_WRONG), ("rosa", "rosu", WORD_PRICE_WRONG_ALIKE),
    ("roksa", "rosa", WORD_PRICE_EXTRA), ("rossa", "rosa", WORD_PRICE_EXTRA_ALIKE),
    ("rhosa", "rosa", WORD_PRICE_EXTRA_ALIKE), ("viola", "vioila", WORD_PRICE_EXTRA),
    ("bela", "bella", WORD_PRICE_EXTRA_ALIKE), ("mejai", "mejia", WORD_PRICE_SWAPPED),
    // The first letter.
    ("tosa", "rosa", WORD_PRICE_WRONG + WORD_PRICE_FIRST_LETTER),
    ("brosa", "rosa", WORD_PRICE_EXTRA + WORD_PRICE_FIRST_LETTER),
    ("orsa", "rosa", WORD_PRICE_SWAPPED + WORD_PRICE_FIRST_LETTER),
    // Where the word goes on.
    ("mejai", "mejiaville", WORD_PRICE_SWAPPED + WORD_PRICE_UNFINISHED),
    ("rotal", "rosalind", WORD_PRICE_WRONG + WORD_PRICE_UNFINISHED),
    // Two typos, from eight letters on.
    ("sunfolwre", "sunflower", 2 * WORD_PRICE_SWAPPED),
    ("sunfoler", "sunflower", WORD_PRICE_SWAPPED + WORD_PRICE_EXTRA),
    ("blossems", "blossoms", WORD_PRICE_WRONG_ALIKE), ("blxssxm", "blossom", nil),
    // Short words.
    ("rsa", "rosa", nil), ("roa", "rota", nil), ("ana", "anna", WORD_PRICE_SOUND), ("an", "na", nil),
    // Other endings.
    ("bakery", "bakeries", WORD_PRICE_WRONG_ALIKE + WORD_PRICE_UNFINISHED),
    ("wholesaler", "wholesaling", WORD_PRICE_ENDING),
    ("flowers", "flower", WORD_PRICE_EXTRA), ("bakers", "bakeries", WORD_PRICE_EXTRA + WORD_PRICE_UNFINISHED),
    ("flowering", "flowery", WORD_PRICE_ENDING), ("flowerings", "flower", nil),
    ("cats", "catty", WORD_PRICE_EXTRA + WORD_PRICE_UNFINISHED),
    // Sounds.
    ("philip", "filip", WORD_PRICE_SOUND), ("kesada", "quesada", WORD_PRICE_SOUND),
    ("gimenes", "jimenez", WORD_PRICE_SOUND), ("baskes", "vazquez", WORD_PRICE_SOUND),
    ("alexander", "aleksander", WORD_PRICE_SOUND), ("ernandes", "hernandez", WORD_PRICE_SOUND),
    ("iolanda", "yolanda", WORD_PRICE_WRONG_ALIKE + WORD_PRICE_FIRST_LETTER),
    // Greek, Cyrillic.
    ("μαιρα", "μαρια", WORD_PRICE_SWAPPED), ("цвети", "цветы", WORD_PRICE_WRONG), ("иванов", "иваново", 2),
    // Not alike.
    ("rosa", "viola", nil), ("rosa", "asor", nil), ("rosalind", "rosa", nil), ("abcd", "dcba", nil),
  ]

  @Test(arguments: prices)
  func `each mistake has its price`(term: String, word: String, price: Int?) throws {
    #expect(try Self.price(term, word) == price)
  }

  @Test func `agrees with the plain price for random words`() throws {
    var random = RandomNames(seed: 5)
    for _ in 0..<ProofScale.rounds(full: 60_000, few: 3_000) {
      let (term, word) = random.pair()
      let letters = try [term, word].map { try #require(ReferenceWord.letters(of: $0.unicodeScalars)) }
      try #require(
        try Self.price(term, word) == ReferenceWord.price(letters[0], letters[1]), "\(term) \(word)")
    }
  }

  /// Comparing with an index passes over most words without a closer look.
  @Test(arguments: 0..<ProofScale.rounds(full: 300, few: 6))
  func `prices of an index are those of its words`(seed: Int) throws {
    var random = RandomNames(seed: UInt64(seed))
    let pairs = (0..<40).map { _ in random.pair() }
    let names = pairs.map(\.1) + ["a", String(repeating: "ab", count: 32), String(repeating: "q", count: 64)]
    let words = WordIndex(SearchIndex(SmallTable(names: names).table))
    let terms =
      pairs.map(\.0) + [String(repeating: "ab", count: 31) + "ba", String(repeating: "q", count: 63) + "w"]
    for text in terms {
      let term = try Self.term(text)
      let prices = term.prices(of: words)
      for number in 1..<words.count {
        let word = Array(words.letters[Int(words.starts[number])..<Int(words.starts[number + 1])])
        try #require(prices[number] == term.price(of: word), "\(text) \(word)")
      }
    }
  }

  private static func term(_ text: String) throws -> SimilarTerm {
    SimilarTerm(letters: try #require(WordLetters(FoldedText(text).bytes)), fields: .all, clauses: 0...0)
  }

  private static func price(_ term: String, _ word: String) throws -> Int? {
    let price = try Self.term(term).price(of: try #require(WordLetters(FoldedText(word).bytes)).bytes)
    return price == SimilarTerm.noPrice ? nil : Int(price)
  }
}

extension RandomNames {
  /// A word, and what may have become of it, as far as these are letters.
  fileprivate mutating func pair() -> (String, String) {
    while true {
      let word = random.chance(3) ? letters() : syllables().lowercased()
      var other = mistyped(word)
      while random.chance(3) { other = mistyped(other) }
      if random.chance(6) { other += letters() }
      if !other.isEmpty { return random.chance(2) ? (word, other) : (other, word) }
    }
  }

  private mutating func letters() -> String {
    let alphabet = random.pick(["ab", "abc", "hpchq", "abcdefghijklmnopqrstuvwxyz", "αβγд", "абвгдежз"])
    return (0..<Int.random(in: 1...random.pick([6, 9, 14]), using: &random)).map { _ in
      String(random.pick(Array(alphabet)))
    }
    .joined()
  }
}
