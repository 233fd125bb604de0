import ProofTesting
import Testing

@testable import Customers

@Suite struct TypoMatcherTests {
  /// The term, the text, the part that is most like it, and how many typos that is.
  static let parts: [(String, String, String, Int)] = [
    ("bella", "arabella", "bella", 0), ("bellq", "bella rosa", "bella", 1),
    ("blela", "bella rosa", "bella", 1),
    ("belllla", "bella rosa", "", 0), ("bela", "bella rosa", "bella", 1), ("bellla", "bella", "bella", 1),
    ("sunfolwer", "the sunflower", "sunflower", 1), ("sunfowler", "sunflower", "sunflower", 2),
    ("花店abc", "x花廊abc", "花廊abc", 1), ("abcd", "", "", 0), ("abcd", "dcba", "", 0), ("acb", "abc", "", 0),
  ]

  @Test(arguments: parts)
  func findsTheMostSimilarPart(term: String, text: String, part: String, typos: Int) {
    let letters = text.unicodeScalars.map(\.value)
    let best = TypoMatcher(term.unicodeScalars.map(\.value))?.bestPart(in: letters)
    let found = best.map { letters[$0.part].compactMap { Unicode.Scalar($0).map(String.init) }.joined() }
    #expect(found ?? "" == part)
    #expect(best?.typos ?? 0 == typos)
  }

  @Test func agreesWithTryingEveryPart() {
    var random = RandomSource(seed: 3)
    let letters = Array("abcdeé".unicodeScalars)
    for _ in 0..<ProofScale.rounds(full: 20_000, few: 600) {
      let term = (0..<Int.random(in: 4...10, using: &random)).map { _ in random.pick(letters) }
      let text = (0..<Int.random(in: 0...16, using: &random)).map { _ in random.pick(letters) }
      guard let matcher = TypoMatcher(term.map(\.value)) else {
        Issue.record("too short")
        return
      }
      let best = matcher.bestPart(in: text.map(\.value))
      let expected = ReferenceGuess.bestPart(term, in: text, mostTypos: matcher.mostTypos)
      if best?.part != expected?.part || best?.typos != expected?.typos {
        Issue.record("\(term) in \(text): \(String(describing: best)), not \(String(describing: expected))")
      }
    }
  }
}
