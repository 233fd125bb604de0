/// Gives the tokens of a query their meaning, or says why one has none.
struct QueryParser {
  private let today: LocalDate
  private let tellsGone: Bool
  private(set) var clauses: [[QueryTerm]] = []
  private(set) var problems: [QueryProblem] = []

  /// More terms than a person types; each may take a look at all customers.
  static let maxTerms = 100

  init(_ text: String, today: LocalDate, tellsGone: Bool) {
    self.today = today
    self.tellsGone = tellsGone
    let tokens = QueryToken.joiningNumbers(QueryLexer.tokens(of: text))
    var clause: [QueryTerm] = []
    var openBar: QueryToken?
    var termCount = 0
    for (index, token) in tokens.enumerated() {
      switch token.kind {
      case .bar where termCount == 0 || openBar != nil: report(Self.barReason, token.range)
      case .bar: openBar = token
      case .term:
        guard termCount < Self.maxTerms else {
          report(
            "only the first \(Self.maxTerms) terms count",
            token.range.lowerBound..<(tokens.last ?? token).range.upperBound)
          clauses.append(clause)
          clauses.removeAll(where: \.isEmpty)
          return
        }
        if openBar == nil, index > 0 {
          clauses.append(clause)
          clause = []
        }
        openBar = nil
        termCount += 1
        if let term = term(token) { clause.append(term) }
      }
    }
    if let openBar { report(Self.barReason, openBar.range) }
    problems.sort { $0.range.lowerBound < $1.range.lowerBound }
    clauses.append(clause)
    clauses.removeAll(where: \.isEmpty)
  }

  private static let barReason = "| needs a term on both sides"

  private mutating func report(_ reason: String, _ range: Range<Int>) {
    problems.append(QueryProblem(range: range, reason: reason))
  }

  private mutating func term(_ token: QueryToken) -> QueryTerm? {
    let isNegated = token.negationCount % 2 == 1
    do throws(QueryReadingError) {
      return QueryTerm(condition: try condition(token, isNegated: isNegated), isNegated: isNegated)
    } catch {
      report(error.reason, token.range)
      return nil
    }
  }

  private func condition(_ token: QueryToken, isNegated: Bool) throws(QueryReadingError) -> QueryCondition {
    guard let field = token.field else {
      return try anything(token, isNegated: isNegated)
    }
    if let contacts = field.contacts { return .contact(try contactPattern(token, in: contacts)) }
    if let texts = field.texts { return .text(try pattern(token, in: texts, isNegated: isNegated)) }
    if token.isAtStart || token.isAtEnd {
      throw QueryReadingError("^ and $ are for texts, not for \(token.fieldWord):")
    }
    switch field {
    case .updated: return .updated(try UpdatedTimes.read(token.value, today: today))
    case .changed: return .recorded(.any, try UpdatedTimes.read(token.value, today: today))
    case .new: return .recorded(.new, try UpdatedTimes.read(token.value, today: today))
    case .gone:
      guard tellsGone else { throw QueryReadingError("who is gone is in no list: H and komet changes tell") }
      return .recorded(.gone, try UpdatedTimes.read(token.value, today: today))
    case .due: return .due(try DueDays.read(token.value, today: today))
    case .note:
      let finder = TextFinder(token.value)
      guard !finder.isEmpty else { throw QueryReadingError(Self.emptyReason(token)) }
      return .note(finder)
    case .active: return .active(try status(token))
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

  /// What a term without a field means, which may be a telephone number or an address.
  private func anything(
    _ token: QueryToken, isNegated: Bool
  ) throws(QueryReadingError) -> QueryCondition {
    var texts: [TextPattern] = []
    // Signs that stand by themselves between digits ask nothing.
    let parts = token.parts.filter { PhoneNumber.digits(of: $0.value) != nil }
    for part in parts.isEmpty ? [token] : parts {
      texts.append(try pattern(part, in: .all, isNegated: isNegated))
    }
    let isAnchored = token.isAtStart || token.isAtEnd
    guard !isAnchored, let contact = Self.numberOrAddress(token.value) else { return .text(texts[0]) }
    // What stands for all of it would be another number.
    for index in texts.indices { texts[index].forgivenWord = nil }
    return .anywhere(texts, contact)
  }

  private func contactPattern(
    _ token: QueryToken, in fields: ContactTexts
  ) throws(QueryReadingError) -> ContactPattern {
    guard !token.value.isEmpty else { throw QueryReadingError(Self.emptyReason(token)) }
    let digits = PhoneNumber.digits(of: token.value)
    if fields == .numbers, digits == nil { throw QueryReadingError("a telephone number has digits") }
    var pattern: ContactPattern
    if let digits, fields == .numbers || token.field == .contact && digits.count >= PhoneNumber.minDigits {
      pattern = ContactPattern(bytes: digits, fields: .numbers)
    } else {
      let form = SearchForm(of: FoldedText(token.value, trimming: !token.isQuoted).bytes, isCode: true)
      guard !form.isOnlyMarks else { throw QueryReadingError("there is nothing in it to look for") }
      pattern = ContactPattern(bytes: form.joined, fields: fields)
    }
    pattern.isAtStart = token.isAtStart
    pattern.isAtEnd = token.isAtEnd
    return pattern
  }

  /// The contact that a text without a field may mean; nil if it is neither a telephone number nor an address.
  private static func numberOrAddress(_ text: String) -> ContactPattern? {
    if let digits = PhoneNumber.digits(of: text) {
      let isNumber = (PhoneNumber.minDigits...PhoneNumber.maxDigits).contains(digits.count)
      return isNumber ? ContactPattern(bytes: digits, fields: .numbers) : nil
    }
    let form = SearchForm(of: FoldedText(text).bytes, isCode: true)
    guard form.joined.contains(UInt8(ascii: "@")), form.joined.count > 1 else { return nil }
    return ContactPattern(bytes: form.joined, fields: .address)
  }

  private func pattern(
    _ token: QueryToken, in fields: TextFields, isNegated: Bool
  ) throws(QueryReadingError) -> TextPattern {
    guard !token.value.isEmpty else { throw QueryReadingError(Self.emptyReason(token)) }
    let form = SearchForm(of: FoldedText(token.value, trimming: !token.isQuoted).bytes)
    guard !form.isOnlyMarks else { throw QueryReadingError("there is nothing in it to look for") }
    if TextFields.numbers.isSuperset(of: fields) {
      let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
      guard form.joined.allSatisfy(digits.contains) else { throw QueryReadingError("an id has digits only") }
    }
    var pattern = TextPattern(
      bytes: form.joined, fields: fields, isAtStart: token.isAtStart, isAtEnd: token.isAtEnd)
    pattern.isWholeWord = token.value == "&"
    let isForgiving =
      !(isNegated || token.isQuoted || token.isAtStart || token.isAtEnd)
      && !fields.isDisjoint(with: .forgiving)
    if isForgiving, !pattern.isWholeWord { pattern.forgivenWord = WordLetters(onlyWordOf: form.joined) }
    pattern.spelling = token.field == nil ? token.value : "\(token.fieldWord):\(token.value)"
    return pattern
  }

  private static func emptyReason(_ token: QueryToken) -> String {
    if token.isQuoted { return "there is nothing between the quotes" }
    if token.isAtStart, token.isAtEnd { return "there is nothing between ^ and $; try no:code" }
    if token.isAtStart { return "^ needs something after it" }
    if token.field != nil { return "\(token.fieldWord): needs something to look for" }
    return "! needs a term after it"
  }

  private func status(_ token: QueryToken) throws(QueryReadingError) -> Bool {
    switch token.value.lowercased() {
    case "yes", "y", "true", "1", "active": return true
    case "no", "n", "false", "0", "inactive": return false
    default:
      let words = token.fieldWord == QueryField.statusWord ? "active and inactive" : "yes and no"
      throw QueryReadingError("\(token.fieldWord): knows \(words)")
    }
  }

  private static func list(_ words: [String]) -> String {
    words.dropLast().joined(separator: ", ") + " and " + (words.last ?? "")
  }
}

/// Why a term can't be read, in one short sentence for people.
package struct QueryReadingError: Error {
  package let reason: String

  init(_ reason: String) {
    self.reason = reason
  }
}
