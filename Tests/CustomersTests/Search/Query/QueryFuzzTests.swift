import ProofTesting
import Testing

@testable import Customers

/// Random texts in the filter bar: whatever is typed is read, or left out with a reason, but never taken for nothing.
@Suite struct QueryFuzzTests {
  private static let pieces = [
    "a", "b", "é", " ", " ", "  ", "\"", "\"\"", "!", "!!", "^", "$", "|", " | ", ":", "name:", "updated:",
    "type:",
    "is:", "has:", "no:", "active:", "status:", "rep:", "id:", "repid:", "acct:", "x:", "2026", "-01", "-13",
    "..", "<",
    ">",
    ">=", "7d", "99999y", "today", "marked", "yes", "\0", "\u{301}", "\u{200D}", "\u{202E}", "\t", "\r\n",
    "\u{FFFD}", "👨‍👩‍👧", "\u{10FFFF}", "\u{85}", "１", "ß", "=", "code", "\u{E0001}", "&", "-", "'", ".", "’", "“",
    "”", "花", "a-b",
  ]

  private static let rounds = 8

  @Test(arguments: 0..<rounds)
  func everyTextIsReadOrLeftOut(round: Int) {
    var random = RandomSource(seed: UInt64(round))
    for _ in 0..<ProofScale.rounds(full: 1_000_000, few: 8_000) / Self.rounds {
      let count = Int.random(in: 0...12, using: &random)
      let text = (0..<count).map { _ in random.pick(Self.pieces) }.joined()
      let query = CustomerQuery(text, today: LocalDate(daysSinceEpoch: 20_000))
      for problem in query.problems {
        guard !problem.range.isEmpty, problem.range.upperBound <= text.count, !problem.reason.isEmpty else {
          Issue.record("\(text.debugDescription) has a strange problem: \(problem)")
          return
        }
      }
      let starts = query.problems.map(\.range.lowerBound)
      if starts != starts.sorted() { Issue.record("\(text.debugDescription): \(query.problems)") }
      if query.clauses.contains(where: \.isEmpty) || query.isEmpty != text.allSatisfy(\.isWhitespace) {
        Issue.record("\(text.debugDescription) is taken for nothing")
        return
      }
    }
  }
}
