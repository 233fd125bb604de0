/// Finds a term's letters in their order in a text, with anything between them.
struct LettersInOrder: Sendable {
  /// Folded scalars.
  let letters: [UInt32]

  /// Fewer letters than these are not worth looking for.
  static let fewestLetters = 2

  /// The shortest part of `text` that holds the letters, the first of these if there are several.
  func shortestPart(in text: [UInt32]) -> Range<Int>? {
    var best: Range<Int>?
    var start = 0
    while let end = endOfLetters(in: text, from: start) {
      let first = startOfLetters(in: text, upTo: end)
      if best.map({ end - first < $0.count }) ?? true { best = first..<end }
      start = first + 1
    }
    return best
  }

  /// Where the letters stand in the shortest part that holds them, each as early as it can.
  func places(in text: [UInt32]) -> [Int]? {
    guard let part = shortestPart(in: text) else { return nil }
    var places: [Int] = []
    for place in part where places.count < letters.count && text[place] == letters[places.count] {
      places.append(place)
    }
    return places
  }

  /// What a match is worth: the more letters stand between those of the term, the less.
  func relevance(in text: [UInt32]) -> UInt8 {
    shortestPart(in: text).map { relevance(ofPartWith: $0.count) } ?? Relevance.none
  }

  /// The same, if the shortest part that holds the letters has so many.
  func relevance(ofPartWith length: Int) -> UInt8 {
    Self.relevanceWithoutGap + UInt8(min(length - letters.count, Self.mostGap))
  }

  /// Behind whatever matches as it is written.
  private static let relevanceWithoutGap: UInt8 = 8
  /// Whether forty or fifty letters stand between makes no difference.
  private static let mostGap = 40

  private func endOfLetters(in text: [UInt32], from start: Int) -> Int? {
    var found = 0
    var place = start
    while place < text.count {
      if text[place] == letters[found] { found += 1 }
      place += 1
      if found == letters.count { return place }
    }
    return nil
  }

  /// Where the letters begin if they end at `end` and each stands as late as it can.
  private func startOfLetters(in text: [UInt32], upTo end: Int) -> Int {
    var missing = letters.count
    var place = end
    while missing > 0 {
      place -= 1
      if text[place] == letters[missing - 1] { missing -= 1 }
    }
    return place
  }
}
