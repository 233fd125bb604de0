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
