import CTextScan
import Threading

/// For each word of the names the others that somebody may have meant by it, by the search's prices.
///
/// One of the two must be rare beside the other: `roza` is a mistake where a thousand customers are called `rosa`, while
/// `rosa` and `rose` are both meant. Candidates are words that are the same without one of their letters, or sound alike.
struct AlikeWords: Sendable {
  private let words: [UInt32]
  private let prices: [UInt8]
  /// Where those of each word begin; one more at the end.
  private let starts: [UInt32]

  /// Nil as soon as the work is to end.
  init?(_ vocabulary: Vocabulary, _ work: DuplicateWork) {
    var keys: [UInt64] = []
    let spellings = (0..<vocabulary.count).map { word in
      WordLetters(vocabulary[UInt32(word)]).flatMap { $0.bytes.count >= Self.minLetters ? $0.bytes : nil }
    }
    for (word, letters) in spellings.enumerated() {
      ParallelWork.Urgency.deferrable.yieldToUrgent(at: word)
      if work.isStopped() { return nil }
      guard let letters else { continue }
      Self.forEachKey(of: letters) { keys.append(UInt64($0) << 32 | UInt64(word)) }
    }
    keys.sort()
    var pairs: [UInt64] = []
    var start = 0
    while start < keys.count {
      ParallelWork.Urgency.deferrable.yieldToUrgent(at: start)
      if work.isStopped() { return nil }
      var end = start + 1
      while end < keys.count, keys[end] >> 32 == keys[start] >> 32 { end += 1 }
      // More have too little in common, by such a key.
      let last = min(end, start + Self.maxWithKey)
      for one in start..<last {
        for other in one + 1..<last {
          let (first, second) = (
            UInt32(truncatingIfNeeded: keys[one]), UInt32(truncatingIfNeeded: keys[other])
          )
          guard first != second,
            let price = Self.price(first, second, spellings, vocabulary)
          else { continue }
          pairs.append(UInt64(first) << 36 | UInt64(second) << 8 | UInt64(price))
          pairs.append(UInt64(second) << 36 | UInt64(first) << 8 | UInt64(price))
        }
      }
      start = end
    }
    pairs.sort()
    var (words, prices): ([UInt32], [UInt8]) = ([], [])
    var starts = [UInt32](repeating: 0, count: vocabulary.count + 1)
    var last: UInt64?
    for pair in pairs where pair != last {
      last = pair
      words.append(UInt32(pair >> 8 & 0xFFF_FFFF))
      prices.append(UInt8(pair & 0xFF))
      starts[Int(pair >> 36) + 1] += 1
    }
    for word in 0..<vocabulary.count { starts[word + 1] += starts[word] }
    (self.words, self.prices, self.starts) = (words, prices, starts)
  }

  /// Calls `body` with each word that may be meant by `word`, and what that costs.
  @inline(__always)
  func forEach(alike word: UInt32, _ body: (_ other: UInt32, _ price: UInt8) -> Void) {
    for index in Int(starts[Int(word)])..<Int(starts[Int(word) + 1]) { body(words[index], prices[index]) }
  }

  func areAlike(_ one: UInt32, _ other: UInt32) -> Bool {
    words[Int(starts[Int(one)])..<Int(starts[Int(one) + 1])].contains(other)
  }

  private static let minLetters = 4
  private static let maxWithKey = 200
  /// In longer words the first letter may be wrong, too.
  static let longWord = 6
  private static let maxShortPrice = UInt8(WORD_PRICE_EXTRA + 2)
  private static let maxLongPrice = UInt8(WORD_PRICE_WRONG + WORD_PRICE_FIRST_LETTER)
  /// A mistake is made so often, at most, or this many times less often than the word that was meant.
  private static let rareCount: UInt32 = 2
  private static let rareShare: UInt32 = 12

  /// What it costs to take one for the other; nil if nobody would.
  private static func price(
    _ one: UInt32, _ other: UInt32, _ spellings: [[UInt8]?], _ vocabulary: Vocabulary
  ) -> UInt8? {
    guard let first = spellings[Int(one)], let second = spellings[Int(other)] else { return nil }
    let (fewer, more) = (
      min(vocabulary.counts[Int(one)], vocabulary.counts[Int(other)]),
      max(vocabulary.counts[Int(one)], vocabulary.counts[Int(other)])
    )
    guard fewer <= max(rareCount, more / rareShare) || isPlural(first, second) else { return nil }
    // A word that only begins with the other costs next to nothing, one way.
    let price = max(
      word_scan_price(first, first.count, second, second.count),
      word_scan_price(second, second.count, first, first.count))
    let letters = min(first.count, second.count)
    // Vowels don't count for the sound, so that short words sound alike by chance.
    guard price != UInt8(WORD_PRICE_SOUND) || letters >= longSound else { return nil }
    return price <= (letters >= longWord ? maxLongPrice : maxShortPrice) ? price : nil
  }

  /// Whether two words are so much alike that nothing else has to be the same: of seven letters one is missing, too many,
  /// swapped, or another one that sounds the same; any other letter makes another name.
  static func areMistakeAlone(_ one: ArraySlice<UInt8>, _ other: ArraySlice<UInt8>, price: UInt8) -> Bool {
    guard max(one.count, other.count) > longWord, price <= UInt8(WORD_PRICE_EXTRA) else { return false }
    guard one.count == other.count else { return true }
    let wrong = zip(one, other).filter { $0 != $1 }
    return wrong.count > 1
      || wrong.allSatisfy { pair in sameSounds.contains { $0.contains(pair.0) && $0.contains(pair.1) } }
  }

  /// Letters that are taken for each other, as they often stand for the same sound.
  private static let sameSounds = ["ckqsz", "bv", "gj", "iy"].map { Array($0.utf8) }
  private static let longSound = 8

  private static func isPlural(_ one: [UInt8], _ other: [UInt8]) -> Bool {
    let (short, long) = one.count < other.count ? (one, other) : (other, one)
    return long.count == short.count + 1 && long.last == UInt8(ascii: "s") && long.starts(with: short)
  }

  /// Calls `body` with what words that are alike have in common: the word, itself without each of its letters, its sound.
  private static func forEachKey(of letters: [UInt8], _ body: (UInt32) -> Void) {
    func key(without place: Int) -> UInt32 {
      var key: UInt32 = 2_166_136_261
      for (index, letter) in letters.enumerated() where index != place {
        key = (key ^ UInt32(letter)) &* 16_777_619
      }
      return key
    }
    body(key(without: letters.count))
    for place in letters.indices where place == 0 || letters[place] != letters[place - 1] {
      body(key(without: place))
    }
    let sound = word_scan_sound(letters, letters.count)
    if sound != 0 { body(UInt32(truncatingIfNeeded: (sound ^ sound >> 29) &* 0x9e37_79b9_7f4a_7c15 >> 32)) }
  }
}
