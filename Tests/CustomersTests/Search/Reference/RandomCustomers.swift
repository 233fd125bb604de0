import ProofTesting

@testable import Customers

/// Makes customers and queries of few letters, so that they have much to do with each other.
struct RandomCustomers {
  var random: RandomSource

  init(seed: UInt64) {
    random = RandomSource(seed: seed)
  }

  /// Letters that fold in all kinds of ways, some of them joined into one character.
  private static let letters = [
    "a", "b", "c", "A", "B", "a", "b", "c", "1", "2", "0", "0", " ", " ", "-", "'", "’", "é", "É", "e\u{301}",
    "ß", "ø", "Ł", "æ", "ａ", "１", "\u{200D}", "\u{301}", "花", "店", "한", "ﬁ", "👨‍👩‍👧", "\t", "\u{A0}", "\0",
    "\u{1}", "λ", "ς", "Σ", "ñ", ".", "&", "|", "\"", "$", "^", "!", ":",
  ]
  private static let queryLetters = [
    "a", "b", "c", "B", "a", "b", "1", "2", "0", "-", "é", "e", "s", "ss", "o", "l", "ae", "１", "花", "店", "한",
    "f", "'", "σ", "n", "👨", "$", "&", ".", "e\u{301}",
  ]
  private static let dates = ["2023", "2024", "2024-02", "2024-02-29", "2023-12-31", "2025-01"]

  mutating func text(atMost count: Int, of letters: [String]) -> String {
    (0..<Int.random(in: 0...count, using: &random)).map { _ in random.pick(letters) }.joined()
  }

  mutating func customers(count: Int) -> [Customer] {
    let types = (0..<3).map { _ in text(atMost: 6, of: Self.letters) }
    let people = (0..<4).map { _ in text(atMost: 8, of: Self.letters) }
    var id: UInt64 = 0
    return (0..<count).map { _ in
      id += UInt64.random(in: 1...12, using: &random)
      return Customer(
        id: id,
        name: text(atMost: random.chance(8) ? 40 : 10, of: Self.letters),
        code: text(atMost: 3, of: Self.letters).nilIfEmpty,
        accountingCode: text(atMost: 3, of: Self.letters).nilIfEmpty,
        customerType: random.pick(types).nilIfEmpty,
        salesperson: random.pick(people).nilIfEmpty,
        salespersonID: random.chance(3) ? nil : UInt64.random(in: 10...14, using: &random),
        isActive: random.pick([true, true, false, nil]),
        isMine: random.chance(3),
        updatedOn: random.chance(5)
          ? nil
          : LocalDateTime(secondsSinceEpoch: Int64.random(in: 1_700_000_000...1_740_000_000, using: &random)))
    }
  }

  mutating func query() -> ReferenceQuery {
    ReferenceQuery(
      clauses: (0..<Int.random(in: 1...3, using: &random)).map { _ in
        (0..<(random.chance(4) ? 2 : 1)).map { _ in term() }
      })
  }

  private mutating func term() -> ReferenceTerm {
    let condition: ReferenceTerm.Condition =
      switch Int.random(in: 0..<20, using: &random) {
      case 0: .updated(random.pick(Self.dates), comparison: random.pick(["", "=", "<", "<=", ">", ">="]))
      case 1: .active(random.chance(2))
      case 2: .flag(random.pick(["marked", "mine", "new"]))
      case 3: .present(random.pick(QueryField.absentWords))
      case 4: .absent(random.pick(QueryField.absentWords))
      default: text()
      }
    return ReferenceTerm(condition: condition, isNegated: random.chance(8))
  }

  private mutating func text() -> ReferenceTerm.Condition {
    let field = random.chance(3) ? random.pick(["name", "code", "acct", "type", "rep", "id", "repid"]) : ""
    let isNumber = field.hasSuffix("id")
    let isQuoted = !isNumber && random.chance(6)
    let letters = isNumber ? ["1", "2", "3", "１"] : Self.queryLetters + (isQuoted ? [" ", " "] : [])
    var text = ""
    // A dollar sign at the end would be an anchor, unless it stands alone.
    while ReferenceText(text).isOnlyMarks || !isQuoted && text.hasSuffix("$") {
      text = self.text(atMost: random.chance(4) ? 9 : 3, of: letters)
    }
    return .text(
      text, field: field, isQuoted: isQuoted, isAtStart: random.chance(6), isAtEnd: random.chance(6))
  }
}
