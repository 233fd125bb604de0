/// Finds the part of a text that is most like a term: with the fewest typos.
///
/// A typo is one letter wrong, missing, too many, or swapped with its neighbour (optimal string alignment
/// distance). Of several parts with as few typos the first to begin counts, and of these the longest.
struct TypoMatcher: Sendable {
  private let letters: [UInt32]
  /// How many typos are forgiven.
  let mostTypos: Int
  /// For each ASCII letter its places in the term, the last letter as the lowest bit.
  private var asciiPlaces = [UInt64](repeating: 0, count: 128)
  private var otherPlaces: [UInt32: UInt64] = [:]

  /// Nil for a term so short or so long that no typo in it is forgiven.
  init?(_ letters: [UInt32]) {
    guard letters.count >= Self.fewestLetters, letters.count <= UInt64.bitWidth else { return nil }
    self.letters = letters
    mostTypos = letters.count >= Self.fewestLettersForTwo ? 2 : 1
    for (place, letter) in letters.reversed().enumerated() {
      if letter < 0x80 {
        asciiPlaces[Int(letter)] |= 1 << UInt64(place)
      } else {
        otherPlaces[letter, default: 0] |= 1 << UInt64(place)
      }
    }
  }

  private static let fewestLetters = 4
  private static let fewestLettersForTwo = 8

  /// Where the best part of `text` begins, and its typos; nil if there are too many.
  ///
  /// Goes from the end of `text` to its start and keeps the typos of the best part that begins there.
  /// Source: H. Hyyrö, "A Bit-Vector Algorithm for Computing Levenshtein and Damerau Edit Distances",
  /// 2003.
  func bestStart(in text: [UInt32]) -> (start: Int, typos: Int)? {
    let lastLetter: UInt64 = 1 << UInt64(letters.count - 1)
    var increases = UInt64.max
    var decreases: UInt64 = 0
    var equalities: UInt64 = 0
    var previousPlaces: UInt64 = 0
    var typos = letters.count
    var best: (start: Int, typos: Int)?
    var place = text.count
    while place > 0 {
      place -= 1
      let letter = text[place]
      let places = letter < 0x80 ? asciiPlaces[Int(letter)] : otherPlaces[letter, default: 0]
      let swaps = ((~equalities & places) << 1) & previousPlaces
      equalities = (((places & increases) &+ increases) ^ increases) | places | decreases | swaps
      var up = decreases | ~(equalities | increases)
      var down = equalities & increases
      if up & lastLetter != 0 { typos += 1 }
      if down & lastLetter != 0 { typos -= 1 }
      up <<= 1
      down <<= 1
      increases = down | ~(equalities | up)
      decreases = equalities & up
      previousPlaces = places
      if typos <= best?.typos ?? mostTypos { best = (place, typos) }
    }
    return best
  }

  /// The part of `text` that is most like the term; nil if it has too many typos.
  func bestPart(in text: [UInt32]) -> (part: Range<Int>, typos: Int)? {
    guard let (start, typos) = bestStart(in: text) else { return nil }
    let longest = text[start...].prefix(letters.count + typos)
    let distances = Self.distances(letters, toStartsOf: Array(longest))
    let length = distances.lastIndex(of: typos) ?? 0
    return (start..<start + length, typos)
  }

  /// The typos between `letters` and each start of `text`, the empty one first.
  private static func distances(_ letters: [UInt32], toStartsOf text: [UInt32]) -> [Int] {
    var beforeLast: [Int] = []
    var last = Array(0...text.count)
    for row in letters.indices {
      var current = [row + 1]
      for column in text.indices {
        let isSame = letters[row] == text[column]
        var typos = min(last[column] + (isSame ? 0 : 1), last[column + 1] + 1, current[column] + 1)
        if row > 0, column > 0, letters[row] == text[column - 1], letters[row - 1] == text[column] {
          typos = min(typos, beforeLast[column - 1] + 1)
        }
        current.append(typos)
      }
      beforeLast = last
      last = current
    }
    return last
  }
}
