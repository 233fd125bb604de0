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
    #expect(query.problem == nil)
  }

  /// The text, the part that is underlined, and the reason.
  static let problems: [(String, Range<Int>, String)] = [
    ("|", 0..<1, "| needs a term on both sides"),
    ("| a", 0..<1, "| needs a term on both sides"),
    ("a |", 2..<3, "| needs a term on both sides"),
    ("a | | b", 4..<5, "| needs a term on both sides"),
    ("!", 0..<1, "! needs a term after it"),
    ("a !! b", 2..<4, "! needs a term after it"),
    ("^", 0..<1, "^ needs something after it"),
    ("a ^", 2..<3, "^ needs something after it"),
    ("^$", 0..<2, "there is nothing between ^ and $; try no:code"),
    ("\"", 0..<1, "there is nothing between the quotes"),
    ("\"\"", 0..<2, "there is nothing between the quotes"),
    ("name:", 0..<5, "name: needs something to look for"),
    ("bella type:", 6..<11, "type: needs something to look for"),
    ("\u{301}", 0..<1, "there is nothing in it to look for"),
    ("\u{200D}\u{AD}\u{FE0F}", 0..<3, "there is nothing in it to look for"),
    ("id:abc", 0..<6, "an id has digits only"),
    ("repid:1x", 0..<8, "an id has digits only"),
    ("is:", 0..<3, "is: knows marked, mine and new"),
    ("is:gone", 0..<7, "is: knows marked, mine and new"),
    ("has:color", 0..<9, "has: knows name, code, id, acct, rep, repid, type, active and updated"),
    ("no:", 0..<3, "no: knows name, code, id, acct, rep, repid, type, active and updated"),
    ("active:maybe", 0..<12, "active: knows yes and no"),
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
  ]

  @Test(arguments: problems)
  func saysWhyATermCannotBeRead(text: String, range: Range<Int>, reason: String) {
    let query = read(text)
    #expect(query.problem == QueryProblem(range: range, reason: reason))
    #expect(!query.isEmpty)
    #expect(query.clauses.isEmpty)
  }

  /// The text, and how it reads: `&` between clauses.
  static let readings: [(String, String)] = [
    ("bella", "all~bella"),
    ("Bella  ROSA", "all~bella & all~rosa"),
    ("a | b c", "all~a or all~b & all~c"),
    ("a|b", "all~a|b"),
    ("!a", "not all=a"),
    ("!!a", "all~a"),
    ("\"two words\"", "all=two words"),
    ("\"two  words", "all=two words"),
    ("\" a\"", "all= a"),
    ("\"a\"\"b\"", "all=a\"b"),
    ("\"a\"b", "all=a & all~b"),
    ("5\"", "all~5\""),
    ("^a", "all=^a"),
    ("a$", "all=a$"),
    ("^a$", "all=^a$"),
    ("^\"a b\"$", "all=^a b$"),
    ("$", "all~$"),
    ("$5", "all~$5"),
    ("^^a", "all=^^a"),
    ("a^b", "all~a^b"),
    ("\"^a$\"", "all=^a$ quoted"),
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
    ("unknown:x", "all~unknown:x"),
    ("http://a", "all~http://a"),
    ("name:type:x", "name~type:x"),
    ("^name:x", "all=^name:x"),
    ("\"name:x\"", "all=name:x"),
    (":x", "all~:x"),
    ("ｂｅｌｌａ", "all~bella"),
    ("a\0b", "all~a\0b"),
    ("\u{202E}abc", "all~abc"),
    ("מֶלֶך", "all~מלך"),
    ("active:no", "inactive"),
    ("active:YES", "active"),
    ("!active:1", "not active"),
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
    #expect(query.problem == nil)
    let written = query.clauses.map { clause in clause.map(Self.describe).joined(separator: " or ") }
    let expected = reading.replacing(" quoted", with: "")
    #expect(written.joined(separator: " & ") == expected)
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

  @Test func readsTenThousandCharacters() {
    #expect(read(String(repeating: "a", count: 10_000)).clauses.count == 1)
    #expect(read(String(repeating: "a ", count: 5_000)).clauses.count == 5_000)
    #expect(read(String(repeating: "\"", count: 10_000)).clauses.count == 1)
    #expect(read(String(repeating: "!", count: 10_000)).problem?.range == 0..<10_000)
    #expect(read(String(repeating: "a | ", count: 2_500)).problem?.range == 9_998..<9_999)
  }

  private static func describe(_ term: QueryTerm) -> String {
    (term.isNegated ? "not " : "") + describe(term.condition)
  }

  private static func describe(_ condition: QueryCondition) -> String {
    switch condition {
    case .text(let pattern):
      let field = QueryField.allCases.first { $0.texts == pattern.fields }?.rawValue ?? "all"
      return field + (pattern.mayBeGuessed ? "~" : "=") + (pattern.isAtStart ? "^" : "")
        + String(decoding: pattern.bytes, as: UTF8.self) + (pattern.isAtEnd ? "$" : "")
    case .active(let isActive): return isActive ? "active" : "inactive"
    case .flag(let flag): return "is \(flag)"
    case .present(let field): return "has \(field.rawValue)"
    case .absent(let field): return "no \(field.rawValue)"
    case .updated(let seconds):
      let first =
        seconds.lowerBound == CustomerTable.unknownUpdate + 1 ? "" : day(seconds.lowerBound, at: "00:00:00")
      return first + "..." + (seconds.upperBound == .max ? "" : day(seconds.upperBound, at: "23:59:59"))
    }
  }

  /// The day, if the seconds are the expected time of it.
  private static func day(_ seconds: Int64, at time: String) -> String {
    let dateTime = LocalDateTime(secondsSinceEpoch: seconds)
    return "\(dateTime)".hasSuffix(time) ? "\(dateTime.date)" : "\(dateTime)"
  }
}
