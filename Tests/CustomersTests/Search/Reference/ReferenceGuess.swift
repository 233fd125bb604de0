/// Guessing by trying every part of a text.
enum ReferenceGuess {
  static func shortestPart(_ letters: [Unicode.Scalar], in text: [Unicode.Scalar]) -> Range<Int>? {
    var best: Range<Int>?
    for start in text.indices where text[start] == letters.first {
      guard let last = places(letters, in: text, from: start).last else { continue }
      if best.map({ last + 1 - start < $0.count }) ?? true { best = start..<last + 1 }
    }
    return best
  }

  /// Where the letters stand, each as early as it can; none if one is missing.
  static func places(_ letters: [Unicode.Scalar], in text: [Unicode.Scalar], from start: Int) -> [Int] {
    var places: [Int] = []
    for place in start..<text.count where places.count < letters.count {
      if text[place] == letters[places.count] { places.append(place) }
    }
    return places.count == letters.count ? places : []
  }

  static func bestPart(
    _ letters: [Unicode.Scalar], in text: [Unicode.Scalar], mostTypos: Int
  ) -> (part: Range<Int>, typos: Int)? {
    var best: (part: Range<Int>, typos: Int)?
    for start in 0...text.count {
      for end in (start...text.count).reversed() where abs(end - start - letters.count) <= mostTypos {
        let typos = typos(letters, Array(text[start..<end]))
        if typos <= mostTypos, best.map({ typos < $0.typos }) ?? true { best = (start..<end, typos) }
      }
    }
    return best
  }

  /// The optimal string alignment distance, by its definition.
  static func typos(_ first: [Unicode.Scalar], _ second: [Unicode.Scalar]) -> Int {
    var table = [[Int]](repeating: Array(0...second.count), count: first.count + 1)
    for row in 0...first.count { table[row][0] = row }
    for row in 0..<first.count {
      for column in 0..<second.count {
        let change = first[row] == second[column] ? 0 : 1
        table[row + 1][column + 1] = min(
          table[row][column] + change, table[row][column + 1] + 1, table[row + 1][column] + 1)
        if row > 0, column > 0, first[row] == second[column - 1], first[row - 1] == second[column] {
          table[row + 1][column + 1] = min(table[row + 1][column + 1], table[row - 1][column - 1] + 1)
        }
      }
    }
    return table[first.count][second.count]
  }
}
