/// A text as it is searched, written again as plainly as can be: its forms, and where these came from.
struct ReferenceText {
  /// One way to read a text: without the signs within words, or with a blank for each of them.
  struct Form {
    var scalars: [Unicode.Scalar] = []
    /// For each scalar the place of the character that it came from.
    var origins: [Int] = []

    /// The parts of the form that are words, in order.
    var words: [Range<Int>] {
      var words: [Range<Int>] = []
      for place in scalars.indices where ReferenceText.isInWord(scalars[place]) {
        if let last = words.last, last.upperBound == place {
          words[words.count - 1] = last.lowerBound..<place + 1
        } else {
          words.append(place..<place + 1)
        }
      }
      return words
    }

    /// Whether a word has five bytes or more.
    func isLong(_ word: Range<Int>) -> Bool {
      scalars[word].reduce(0) { $0 + UTF8.width($1) } >= 5
    }

    /// The places of the characters from which a part of the form came.
    func characters(of part: Range<Int>) -> ClosedRange<Int> {
      origins[part.lowerBound]...origins[part.upperBound - 1]
    }
  }

  /// The form in which each word is in one piece.
  let joined: Form
  /// The one with blanks, if it differs.
  let split: Form?

  var forms: [Form] { [joined] + (split.map { [$0] } ?? []) }

  /// A code is in one piece only.
  init(_ text: String, trimming: Bool = true, isCode: Bool = false) {
    let folded = ReferenceFolding.fold(text, trimming: trimming)
    let pieces = Self.pieces(of: folded.scalars)
    joined = Self.form(pieces.filter { $0.scalar != nil }, folded.origins)
    let hasGap = pieces.contains { $0.scalar == nil }
    split = hasGap && !isCode ? Self.form(pieces.map { ($0.scalar ?? " ", $0.place) }, folded.origins) : nil
  }

  /// Whether there is nothing in it but blanks and signs that don't matter.
  var isOnlyMarks: Bool { joined.scalars.allSatisfy { $0 == " " || Self.isMark($0) } }

  // MARK: - Signs

  static func isInWord(_ scalar: Unicode.Scalar) -> Bool {
    ("a"..."z").contains(scalar) || ("0"..."9").contains(scalar) || !scalar.isASCII
  }

  static func isMark(_ scalar: Unicode.Scalar) -> Bool { "'`.-".unicodeScalars.contains(scalar) }

  /// What is left of a folded text, each piece with its place there; nil stands for signs within a word.
  private static func pieces(of folded: [Unicode.Scalar]) -> [(scalar: Unicode.Scalar?, place: Int)] {
    var pieces: [(Unicode.Scalar?, Int)] = []
    var place = 0
    while place < folded.count {
      guard isMark(folded[place]) else {
        pieces.append((folded[place], place))
        place += 1
        continue
      }
      let run = place..<(folded[place...].firstIndex { !isMark($0) } ?? folded.count)
      let followsWord = run.lowerBound > 0 && isInWord(folded[run.lowerBound - 1])
      let precedesWord = run.upperBound < folded.count && isInWord(folded[run.upperBound])
      if followsWord, precedesWord { pieces.append((nil, run.lowerBound)) }
      if !followsWord, !precedesWord { pieces += run.map { (folded[$0], $0) } }
      place = run.upperBound
    }
    return pieces
  }

  /// The form with the word `and` for each `&`.
  private static func form(_ pieces: [(scalar: Unicode.Scalar?, place: Int)], _ origins: [Int]) -> Form {
    var form = Form()
    var isBehindAnd = false
    func append(_ text: String, at place: Int) {
      for scalar in text.unicodeScalars {
        form.scalars.append(scalar)
        form.origins.append(origins[place])
      }
    }
    for (scalar, place) in pieces {
      guard let scalar else { continue }
      if isBehindAnd, scalar != "&", scalar != " " { append(" ", at: place - 1) }
      isBehindAnd = scalar == "&"
      if isBehindAnd {
        if form.scalars.last.map({ $0 != " " }) ?? false { append(" ", at: place) }
        append("and", at: place)
      } else {
        append(String(scalar), at: place)
      }
    }
    return form
  }
}
