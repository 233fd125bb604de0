import CTextScan

/// What it costs that one word stands for another, by its definition.
enum ReferenceWord {
  /// The letters of a word as they are compared, a number each; nil if it isn't one that people mistype.
  static func letters(of word: some Sequence<Unicode.Scalar>) -> [UInt8]? {
    var letters: [UInt8] = []
    for scalar in word {
      switch scalar.value {
      case 0x61...0x7A: letters.append(UInt8(scalar.value))
      case 0xC0..<0x590: letters.append(UInt8(0x80 + scalar.value % 0x80))
      default: return nil
      }
    }
    return (1...64).contains(letters.count) ? letters : nil
  }

  /// The letters of the only word of a text.
  static func onlyWord(of form: ReferenceText.Form) -> [UInt8]? {
    let words = form.words
    return words.count == 1 ? letters(of: form.scalars[words[0]]) : nil
  }

  /// What it costs that `word` stands for `term`; nil if they are not alike.
  static func price(_ term: [UInt8], _ word: [UInt8]) -> Int? {
    if term == word { return WORD_PRICE_WHOLE }
    if word.starts(with: term) { return WORD_PRICE_START }
    let places = 0..<max(0, word.count - term.count + 1)
    if places.contains(where: { word[$0...].starts(with: term) }) { return WORD_PRICE_INSIDE }
    var prices: [Int] = []
    if let typos = priceOfTypos(term, word) { prices.append(typos) }
    if hasOtherEnding(term, word) { prices.append(WORD_PRICE_ENDING) }
    if let sound = ReferenceSound.key(of: term), sound == ReferenceSound.key(of: word) {
      prices.append(WORD_PRICE_SOUND)
    }
    return prices.min()
  }

  // MARK: - Typos

  /// The least that it costs to make the term into the word or its start, if that takes few typos.
  private static func priceOfTypos(_ term: [UInt8], _ word: [UInt8]) -> Int? {
    guard term.count >= 4 else { return nil }
    let most = term.count < 8 ? 1 : 2
    let counts = distances(term, word) { _ in 1 }
    let prices = distances(term, word, cost(of:))
    let lengths = (1..<word.count + 1).filter { counts[$0] <= most }
    return lengths.map { prices[$0] + ($0 == word.count ? 0 : WORD_PRICE_UNFINISHED) }.min()
  }

  private enum Typo {
    case wrong(UInt8, UInt8, isFirst: Bool)
    /// A letter that only one of the words has, by its place there.
    case extra([UInt8], Int)
    case swapped(isFirst: Bool)
  }

  /// How far the term is from each start of the word, by the length of that start (optimal string alignment).
  private static func distances(_ term: [UInt8], _ word: [UInt8], _ cost: (Typo) -> Int) -> [Int] {
    let extra = word.indices.map { cost(.extra(word, $0)) }
    var rows = [[0]]
    for place in word.indices { rows[0].append(rows[0][place] + extra[place]) }
    for i in term.indices {
      let missing = cost(.extra(term, i))
      var row = [rows[i][0] + missing]
      for j in word.indices {
        let isSame = term[i] == word[j]
        var least = rows[i][j] + (isSame ? 0 : cost(.wrong(term[i], word[j], isFirst: i == 0 || j == 0)))
        least = min(least, rows[i][j + 1] + missing, row[j] + extra[j])
        if i > 0, j > 0, term[i] == word[j - 1], term[i - 1] == word[j] {
          least = min(least, rows[i - 1][j - 1] + cost(.swapped(isFirst: i == 1 || j == 1)))
        }
        row.append(least)
      }
      rows.append(row)
    }
    return rows[term.count]
  }

  private static func cost(of typo: Typo) -> Int {
    switch typo {
    case .wrong(let one, let other, let isFirst):
      let soundsAlike = groups.contains { $0.contains(one) && $0.contains(other) }
      return (soundsAlike ? WORD_PRICE_WRONG_ALIKE : WORD_PRICE_WRONG)
        + (isFirst ? WORD_PRICE_FIRST_LETTER : 0)
    case .extra(let letters, let place):
      let neighbours = [place - 1, place + 1].filter(letters.indices.contains).map { letters[$0] }
      if neighbours.contains(letters[place]) || letters[place] == UInt8(ascii: "h") {
        return WORD_PRICE_EXTRA_ALIKE
      }
      return WORD_PRICE_EXTRA + (place == 0 ? WORD_PRICE_FIRST_LETTER : 0)
    case .swapped(let isFirst):
      return WORD_PRICE_SWAPPED + (isFirst ? WORD_PRICE_FIRST_LETTER : 0)
    }
  }

  /// Letters that may sound like each other.
  private static let groups = ["aeiouy", "bvw", "ckqszx", "gjh", "mn", "dt", "fp"].map { Array($0.utf8) }

  private static func hasOtherEnding(_ term: [UInt8], _ word: [UInt8]) -> Bool {
    let stem = zip(term, word).prefix { $0 == $1 }.count
    return stem >= 4 && term.count - stem <= 3 && word.count - stem <= 3
  }
}

/// How a word sounds to English and Spanish ears, by rules of spelling.
enum ReferenceSound {
  /// A spelling, the letters for how it sounds, and how many of its letters that takes.
  private static let rules: [(spelling: String, sound: String, taken: Int)] =
    [
      ("ph", "f", 2), ("ch", "k", 2), ("ce", "s", 1), ("ci", "s", 1), ("cy", "s", 1), ("c", "k", 1),
      ("qu", "k", 2), ("q", "k", 1), ("x", "ks", 1), ("z", "s", 1), ("ge", "j", 1), ("gi", "j", 1),
      ("gy", "j", 1), ("v", "b", 1), ("w", "b", 1), ("h", "", 1),
    ] + vowels.map { (String($0), "a", 1) }

  private static let vowels = "aeiouy"

  /// The same for words that sound alike; nil for a word that is too short to tell, or without a sound.
  static func key(of letters: [UInt8]) -> [UInt8]? {
    guard letters.count >= 3 else { return nil }
    var sounds: [UInt8] = []
    var place = 0
    while place < letters.count {
      let rest = letters[place...]
      let rule = rules.first { rest.starts(with: $0.spelling.utf8) }
      var sound = rule.map { Array($0.sound.utf8) } ?? [letters[place]]
      // Between and behind vowels it is one.
      if letters[place] == UInt8(ascii: "w"), place > 0, vowels.utf8.contains(letters[place - 1]) {
        sound = [UInt8(ascii: "a")]
      }
      for letter in sound where sounds.last != letter { sounds.append(letter) }
      place += rule?.taken ?? 1
    }
    // A sound is a number below 32, and a key a number with these as its digits.
    let key = sounds.prefix(12).map { $0 % 32 }.drop { $0 == 0 }
    return key.isEmpty ? nil : Array(key)
  }
}
