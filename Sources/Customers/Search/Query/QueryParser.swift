/// Gives the tokens of a query their meaning, or says why one has none.
struct QueryParser {
  let today: LocalDate
  private(set) var clauses: [[QueryTerm]] = []
  private(set) var problem: QueryProblem?

  init(_ text: String, today: LocalDate) {
    self.today = today
    var lexer = QueryLexer(Array(text))
    /// The bar whose right side is still missing.
    var openBar: QueryToken?
    while problem == nil, let token = lexer.next() {
      switch token.kind {
      case .bar:
        if clauses.isEmpty || openBar != nil { report(Self.barReason, token) }
        openBar = token
      case .term:
        guard let term = term(token) else { break }
        if openBar == nil {
          clauses.append([term])
        } else {
          clauses[clauses.count - 1].append(term)
        }
        openBar = nil
      }
    }
    if problem == nil, let openBar { report(Self.barReason, openBar) }
    if problem != nil { clauses = [] }
  }

  private static let barReason = "| needs a term on both sides"

  private mutating func report(_ reason: String, _ token: QueryToken) {
    problem = QueryProblem(range: token.range, reason: reason)
  }

  private mutating func term(_ token: QueryToken) -> QueryTerm? {
    let isNegated = token.negationCount % 2 == 1
    do throws(QueryReadingError) {
      return QueryTerm(
        condition: try condition(token, isNegated: isNegated), isNegated: isNegated)
    } catch {
      report(error.reason, token)
      return nil
    }
  }

  private func condition(_ token: QueryToken, isNegated: Bool) throws(QueryReadingError) -> QueryCondition {
    guard let field = token.field else {
      return .text(try pattern(token, in: .all, isNegated: isNegated))
    }
    if let texts = field.texts { return .text(try pattern(token, in: texts, isNegated: isNegated)) }
    if token.isAtStart || token.isAtEnd {
      throw QueryReadingError("^ and $ are for texts, not for \(field.rawValue):")
    }
    switch field {
    case .updated: return .updated(try UpdatedTimes.read(token.value, today: today))
    case .active: return .active(try status(token.value))
    case .flag:
      guard let flag = QueryFlag(rawValue: token.value.lowercased()) else {
        throw QueryReadingError("is: knows \(Self.list(QueryFlag.allCases.map(\.rawValue)))")
      }
      return .flag(flag)
    default:
      guard let named = QueryField(word: token.value), named.canBeAbsent else {
        throw QueryReadingError("\(field.rawValue): knows \(Self.list(QueryField.absentWords))")
      }
      return field == .present ? .present(named) : .absent(named)
    }
  }

  private func pattern(
    _ token: QueryToken, in fields: TextFields, isNegated: Bool
  ) throws(QueryReadingError) -> TextPattern {
    guard !token.value.isEmpty else { throw QueryReadingError(Self.emptyReason(token)) }
    let bytes = FoldedText(token.value, trimming: !token.isQuoted).bytes
    guard !bytes.isEmpty else { throw QueryReadingError("there is nothing in it to look for") }
    if TextFields.numbers.isSuperset(of: fields) {
      let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
      guard bytes.allSatisfy(digits.contains) else { throw QueryReadingError("an id has digits only") }
    }
    var pattern = TextPattern(
      bytes: bytes, fields: fields, isAtStart: token.isAtStart, isAtEnd: token.isAtEnd)
    pattern.mayBeGuessed =
      !(isNegated || token.isQuoted || token.isAtStart || token.isAtEnd)
      && !fields.isDisjoint(with: .guessable)
    return pattern
  }

  private static func emptyReason(_ token: QueryToken) -> String {
    if token.isQuoted { return "there is nothing between the quotes" }
    if token.isAtStart, token.isAtEnd { return "there is nothing between ^ and $; try no:code" }
    if token.isAtStart { return "^ needs something after it" }
    if let field = token.field { return "\(field.rawValue): needs something to look for" }
    return "! needs a term after it"
  }

  private func status(_ value: String) throws(QueryReadingError) -> Bool {
    switch value.lowercased() {
    case "yes", "y", "true", "1": true
    case "no", "n", "false", "0": false
    default: throw QueryReadingError("active: knows yes and no")
    }
  }

  private static func list(_ words: [String]) -> String {
    words.dropLast().joined(separator: ", ") + " and " + (words.last ?? "")
  }
}

/// Why a term can't be read, in one short sentence for people.
struct QueryReadingError: Error {
  let reason: String

  init(_ reason: String) {
    self.reason = reason
  }
}
