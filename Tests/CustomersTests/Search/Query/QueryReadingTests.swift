import Testing

@testable import Customers

/// What the language of the filter bar means.
@Suite struct QueryReadingTests {
  private static let today = LocalDate(year: 2026, month: 3, day: 15) ?? LocalDate(daysSinceEpoch: 0)

  private func read(_ text: String) -> CustomerQuery {
    CustomerQuery(text, today: Self.today)
  }

  /// The text, and how it reads: `&` between clauses.
  static let readings: [(String, String)] = [
    ("bella", "all~bella"),
    ("Bella  ROSA", "all~bella & all~rosa"),
    ("a | b c", "all~a or all~b & all~c"),
    ("a || b c", "all~a or all~b & all~c"), ("a ||| b", "all~a & all=||| & all~b"), ("a||b", "all=a||b"),
    ("a|b", "all=a|b"),
    ("!a", "not all=a"),
    ("!!a", "all~a"),
    ("\"two words\"", "all=two words"),
    ("\"two  words", "all=two words"),
    ("\" a\"", "all= a"),
    ("\"a\"\"b\"", "all=a\"b"),
    ("\"a\"b", "all=a & all~b"),
    ("5\"", "all=5\""),
    ("^a", "all=^a"),
    ("a$", "all=a$"),
    ("^a$", "all=^a$"),
    ("^\"a b\"$", "all=^a b$"),
    ("$", "all=$"),
    ("“two words”", "all=two words"),
    ("„two words‟", "all=two words"),
    ("name:“a b”$", "name=a b$"),
    ("T-3526", "all=t3526"),
    ("O'Brien", "all~obrien"),
    ("O’Brien", "all~obrien"),
    ("l.l.c.", "all~llc"),
    ("Rose-Marie", "all~rosemarie"),
    ("inc.", "all~inc"),
    ("'n", "all~n"),
    ("\"Rose-Marie\"", "all=rosemarie"),
    ("\"a - b\"", "all=a - b"),
    ("^t-3526$", "all=^t3526$"),
    ("&", "all=and whole"),
    ("!&", "not all=and whole"),
    ("\"&\"", "all=and whole"),
    ("a&b", "all=a and b"),
    ("\"a & b\"", "all=a and b"),
    ("&b", "all=and b"),
    ("(rosa)", "all~(rosa)"),
    ("rosa/bella", "all=rosa/bella"),
    ("rosa2", "all=rosa2"),
    ("花店", "all=花店"),
    ("Μαρία", "all~μαρια"),
    ("Цветы", "all~цветы"),
    ("Արև", "all~արեւ"),
    ("سلام", "all=سلام"),
    ("สวัสดี", "all=สวสด"),
    ("😀", "all=😀"),
    ("$5", "all=$5"),
    ("^^a", "all=^^a"),
    ("a^b", "all=a^b"),
    ("\"^a$\"", "all=^a$"),
    ("name:bella", "name~bella"),
    ("NAME:bella", "name~bella"),
    ("!name:^\"bella rosa\"$", "not name=^bella rosa$"),
    ("rep:mejía", "rep~mejia"),
    ("salesperson:ana", "rep~ana"),
    ("accounting_code:1", "acct=1"),
    ("type:Straße", "type~strasse"),
    ("code:T3526", "code=t3526"),
    ("id:２５４", "id=254"),
    ("repid:^18", "repid=^18"),
    ("unknown:x", "all=unknown:x"),
    ("http://a", "all=http://a"),
    ("name:type:x", "name=type:x"),
    ("^name:x", "all=^name:x"),
    ("\"name:x\"", "all=name:x"),
    (":x", "all~:x"),
    ("ｂｅｌｌａ", "all~bella"),
    ("a\0b", "all=a\0b"),
    ("\u{202E}abc", "all~abc"),
    ("מֶלֶך", "all=מלך"),
    ("active:no", "inactive"),
    ("active:YES", "active"),
    ("!active:1", "not active"),
    ("status:inactive", "inactive"),
    ("status:active", "active"),
    ("STATUS:No", "inactive"),
    ("active:inactive", "inactive"),
    ("!status:active", "not active"),
    ("has:status", "has active"),
    ("no:active", "no active"),
    ("is:marked", "is marked"),
    ("is:MINE", "is mine"),
    ("has:code no:rep", "has code & no rep"),
    ("updated:2026", "2026-01-01...2026-12-31"),
    ("updated:2026-02", "2026-02-01...2026-02-28"),
    ("updated:2026-01-15", "2026-01-15...2026-01-15"),
    ("updated:=2026-01-15", "2026-01-15...2026-01-15"),
    ("updated:>=2026-01-15", "2026-01-15..."),
    ("updated:>2026-01", "2026-02-01..."),
    ("updated:<2026-01", "...2025-12-31"),
    ("updated:<=2024", "...2024-12-31"),
    ("updated:2026-01..2026-03", "2026-01-01...2026-03-31"),
    ("updated:2026..", "2026-01-01..."),
    ("updated:..2025-06-07", "...2025-06-07"),
    ("updated:today", "2026-03-15...2026-03-15"),
    ("updated:>=yesterday", "2026-03-14..."),
    ("updated:<7d", "2026-03-09..."),
    ("updated:<=7d", "2026-03-08..."),
    ("updated:>7d", "...2026-03-07"),
    ("updated:>=2w", "...2026-03-01"),
    ("updated:<=1m", "2026-02-15..."),
    ("updated:>=99999y", "...0000-01-01"),
  ]

  @Test(arguments: readings)
  func reads(text: String, reading: String) {
    let query = read(text)
    #expect(query.problems.isEmpty)
    #expect(QueryDescription.of(query) == reading)
  }

  @Test func quotedAnchorsAreLetters() throws {
    guard case .text(let pattern)? = read("\"^a$\"").clauses.first?.first?.condition else {
      Issue.record("no text")
      return
    }
    #expect(pattern.bytes == Array("^a$".utf8))
    #expect(!pattern.isAtStart)
    #expect(!pattern.isAtEnd)
  }
}
