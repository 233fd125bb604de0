import Testing

@testable import Customers

@Suite struct CustomerQueryTests {
  private static let today = LocalDate(year: 2026, month: 3, day: 15) ?? LocalDate(daysSinceEpoch: 0)

  private func read(_ text: String) -> CustomerQuery {
    CustomerQuery(text, today: Self.today)
  }

  @Test(arguments: ["", " ", "  \t\n ", "\u{A0}", "\u{2003}\r\n"])
  func nothingTypedMatchesEverybody(text: String) {
    let query = read(text)
    #expect(query.isEmpty)
    #expect(query.problems.isEmpty)
  }

  /// The text, the part that is underlined, and the reason.
  static let problems: [(String, Range<Int>, String)] = [
    ("|", 0..<1, "| needs a term on both sides"),
    ("!", 0..<1, "! needs a term after it"),
    ("!!", 0..<2, "! needs a term after it"),
    ("^", 0..<1, "^ needs something after it"),
    ("^$", 0..<2, "there is nothing between ^ and $; try no:code"),
    ("\"", 0..<1, "there is nothing between the quotes"),
    ("\"\"", 0..<2, "there is nothing between the quotes"),
    ("name:", 0..<5, "name: needs something to look for"),
    ("Type:", 0..<5, "type: needs something to look for"),
    ("-", 0..<1, "there is nothing in it to look for"),
    ("'", 0..<1, "there is nothing in it to look for"),
    ("...", 0..<3, "there is nothing in it to look for"),
    ("\"- '\"", 0..<5, "there is nothing in it to look for"),
    ("\" \"", 0..<3, "there is nothing in it to look for"),
    ("name:’", 0..<6, "there is nothing in it to look for"),
    ("!-", 0..<2, "there is nothing in it to look for"),
    ("\u{301}", 0..<1, "there is nothing in it to look for"),
    ("\u{200D}\u{AD}\u{FE0F}", 0..<3, "there is nothing in it to look for"),
    ("id:abc", 0..<6, "an id has digits only"),
    ("repid:1x", 0..<8, "an id has digits only"),
    ("is:", 0..<3, "is: knows marked, mine, new, starred, listed, duplicate and recent"),
    ("is:gone", 0..<7, "is: knows marked, mine, new, starred, listed, duplicate and recent"),
    (
      "has:color", 0..<9,
      "has: knows name, code, id, acct, rep, repid, type, active, updated, note, due, phone, mail and contact"
    ),
    (
      "no:", 0..<3,
      "no: knows name, code, id, acct, rep, repid, type, active, updated, note, due, phone, mail and contact"
    ),
    ("active:maybe", 0..<12, "active: knows yes and no"),
    ("status:", 0..<7, "status: knows active and inactive"),
    ("status:gone", 0..<11, "status: knows active and inactive"),
    ("active:", 0..<7, "active: knows yes and no"),
    ("status:^active", 0..<14, "^ and $ are for texts, not for status:"),
    ("updated:^2026", 0..<13, "^ and $ are for texts, not for updated:"),
    ("updated:", 0..<8, "write a date as 2026, 2026-01, 2026-01-15 or <7d"),
    ("updated:>soon", 0..<13, "write a date as 2026, 2026-01, 2026-01-15 or <7d"),
    ("updated:202", 0..<11, "write a date as 2026, 2026-01, 2026-01-15 or <7d"),
    ("updated:2026-1", 0..<14, "write a date as 2026, 2026-01, 2026-01-15 or <7d"),
    ("updated:2026-01-15T10", 0..<21, "write a date as 2026, 2026-01, 2026-01-15 or <7d"),
    ("updated:..", 0..<10, "write a date as 2026, 2026-01, 2026-01-15 or <7d"),
    ("updated:2026-13-40", 0..<18, "there is no month 13"),
    ("updated:2026-02-29", 0..<18, "2026-02 has no day 29"),
    ("updated:2026-03..2026-01", 0..<24, "it ends before it begins"),
    ("updated:7d", 0..<10, "write <7d for newer or >7d for older"),
    ("updated:<123456789d", 0..<19, "123456789d is too long ago"),
    ("changed:", 0..<8, "write a date as 2026, 2026-01, 2026-01-15 or <7d"),
    ("new:^2026", 0..<9, "^ and $ are for texts, not for new:"),
    ("changed:2026-02-30", 0..<18, "2026-02 has no day 30"),
    ("gone:", 0..<5, "who is gone is in no list: H and komet changes tell"),
    ("gone:<7d", 0..<8, "who is gone is in no list: H and komet changes tell"),
    (
      "has:changed", 0..<11,
      "has: knows name, code, id, acct, rep, repid, type, active, updated, note, due, phone, mail and contact"
    ),
  ]

  @Test(arguments: problems)
  func saysWhyATermCannotBeRead(text: String, range: Range<Int>, reason: String) {
    let query = read(text)
    #expect(query.problems == [QueryProblem(range: range, reason: reason)])
    #expect(!query.isEmpty)
    #expect(query.isUnreadable)
  }

  /// The text, what is left of it, and the parts that are underlined.
  static let partly: [(String, String, [Range<Int>])] = [
    ("| a", "all~a", [0..<1]),
    ("a |", "all~a", [2..<3]),
    ("a | | b", "all~a or all~b", [4..<5]),
    ("| | a | | b |", "all~a or all~b", [0..<1, 2..<3, 8..<9, 12..<13]),
    ("a !! b", "all~a & all~b", [2..<4]),
    ("a ^", "all~a", [2..<3]),
    ("bella type:", "all~bella", [6..<11]),
    ("rosa updated:>so", "all~rosa", [5..<16]),
    ("is: rosa no:", "all~rosa", [0..<3, 9..<12]),
    ("a - b", "all~a & all~b", [2..<3]),
    ("a | id:x b", "all~a & all~b", [4..<8]),
    ("id:x | a b", "all~a & all~b", [0..<4]),
    ("id:x | is:y b", "all~b", [0..<4, 7..<11]),
    ("! | a", "all~a", [0..<1]),
  ]

  @Test(arguments: partly)
  func `a term that can't be read is left out`(text: String, rest: String, ranges: [Range<Int>]) {
    let query = read(text)
    #expect(QueryDescription.of(query) == rest)
    #expect(query.problems.map(\.range) == ranges)
    #expect(!query.isUnreadable)
  }

  @Test(arguments: [99, 100, 101, 1_000])
  func `a hundred terms count, the rest is a problem`(count: Int) {
    for separator in [" ", " | "] {
      let text = Array(repeating: "ab", count: count).joined(separator: separator)
      let query = read(text)
      #expect(query.clauses.joined().count == min(100, count))
      #expect(query.clauses.count == (separator == " " ? min(100, count) : 1))
      guard count > 100 else {
        #expect(query.problems.isEmpty)
        continue
      }
      let start = 100 * (2 + separator.count)
      #expect(
        query.problems == [QueryProblem(range: start..<text.count, reason: "only the first 100 terms count")])
    }
  }

  @Test func readsTenThousandCharacters() {
    #expect(read(String(repeating: "a", count: 10_000)).clauses.count == 1)
    #expect(read(String(repeating: "a ", count: 5_000)).clauses.count == 100)
    #expect(read(String(repeating: "\"", count: 10_000)).clauses.count == 1)
    #expect(read(String(repeating: "!", count: 10_000)).problems.map(\.range) == [0..<10_000])
    #expect(read(String(repeating: "a | ", count: 2_500)).clauses.map(\.count) == [100])
    #expect(read(String(repeating: "| ", count: 5_000)).problems.count == 5_000)
  }
}
