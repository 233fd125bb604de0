/// Finds a term's letters in their order in a text, with anything between them.
struct LettersInOrder: Sendable {
  private let letters: [UInt32]
  /// The same as ASCII; one that isn't is 0, which no text has.
  private let asciiLetters: [UInt8]

  /// `letters` are folded scalars.
  init(_ letters: [UInt32]) {
    self.letters = letters
    asciiLetters = letters.map { UInt8(exactly: $0) ?? 0 }
  }

  /// Fewer letters than these are not worth looking for.
  static let fewestLetters = 2

  /// The shortest part of `text` that holds the letters, the first of these if there are several.
  func shortestPart(in text: [UInt32]) -> Range<Int>? {
    letters.withUnsafeBufferPointer { letters in
      text.withUnsafeBufferPointer { Self.shortestPart(in: $0, holding: letters) }
    }
  }

  @inline(__always)
  private static func shortestPart<Letter: Equatable>(
    in text: UnsafeBufferPointer<Letter>, holding letters: UnsafeBufferPointer<Letter>
  ) -> Range<Int>? {
    var best: Range<Int>?
    var start = 0
    while let end = endOfLetters(letters, in: text, from: start) {
      let first = startOfLetters(letters, in: text, upTo: end)
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
    relevance(of: shortestPart(in: text))
  }

  /// The same for a text that is ASCII.
  func relevance(inASCII text: UnsafeBufferPointer<UInt8>) -> UInt8 {
    relevance(of: asciiLetters.withUnsafeBufferPointer { Self.shortestPart(in: text, holding: $0) })
  }

  private func relevance(of part: Range<Int>?) -> UInt8 {
    guard let part else { return Relevance.none }
    return Self.relevanceWithoutGap + UInt8(min(part.count - letters.count, Self.mostGap))
  }

  /// Behind whatever matches as it is written.
  private static let relevanceWithoutGap: UInt8 = 8
  /// Whether forty or fifty letters stand between makes no difference.
  private static let mostGap = 40

  @inline(__always)
  private static func endOfLetters<Letter: Equatable>(
    _ letters: UnsafeBufferPointer<Letter>, in text: UnsafeBufferPointer<Letter>, from start: Int
  ) -> Int? {
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
  @inline(__always)
  private static func startOfLetters<Letter: Equatable>(
    _ letters: UnsafeBufferPointer<Letter>, in text: UnsafeBufferPointer<Letter>, upTo end: Int
  ) -> Int {
    var missing = letters.count
    var place = end
    while missing > 0 {
      place -= 1
      if text[place] == letters[missing - 1] { missing -= 1 }
    }
    return place
  }
}
