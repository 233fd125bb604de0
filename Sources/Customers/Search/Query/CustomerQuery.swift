/// What is typed in the filter bar, read.
///
/// The language, where `{ }` means any number of times and `[ ]` at most once:
/// ```
/// query   = { clause }                     all clauses have to match
/// clause  = term { "|" term }              one of the terms has to match; | or || stands between blanks
/// term    = { "!" } ( text | field )       an odd number of ! turns it round
/// field   = ( "name" "code" "id" "acct" "rep" "repid" or "type" ) ":" text
///         | ( "phone" "mail" or "contact" ) ":" text
///         | ( "updated:" "changed:" "new:" or "gone:" ) time
///         | "note:" ( word or quoted )
///         | "due:" ( time, with days to come: "tomorrow" "mon" "+2w" )
///         | ( "active:" or "status:" ) ( "yes" "no" "active" or "inactive" )
///         | "is:" ( "marked" "mine" "new" "starred" "listed" "duplicate" or "recent" )
///         | ( "has" or "no" ) ":" the name of a field
/// text    = [ "^" ] ( word [ "$" ] | quoted [ "$" ] )
/// quoted  = '"' anything, a quote doubled '"'
/// time    = [ ">=" ">" "<=" "<" or "=" ] date | [ date ] ".." [ date ]
///         | ( "<" "<=" ">" or ">=" ) number ( "d" "w" "m" or "y" )
/// date    = YYYY | YYYY-MM | YYYY-MM-DD | "today" | "yesterday"
/// ```
/// Case, accents, and what `SearchForm` leaves out don't matter. A text without a field is looked for in
/// name, code, id, accounting code, salesperson and type; one that is a telephone number (7 to 15 digits, with blanks
/// and signs between them) or holds an `@` in the contacts as well; `^` stands for the start of a field and `$` for its end.
/// A field's word is known in any case, and so are `accounting_code`, `salesperson` and `salesperson_id`; after an
/// unknown one the colon is a letter like others. `<7d` is newer than seven days, `>7d` older; months and years mean
/// the whole of them: `>2026-01` begins with February. `changed:` asks when a refresh saw any change of a customer, `new:`
/// when it first saw the customer; `gone:` is for those who tell of the changes themselves. `has:` and `no:` ask whether something is known. Curly
/// quotation marks quote as straight ones do. The quote at the end of the text may be missing, since it is just
/// being typed.
///
/// A term that can't be read is left out: the others count as if it weren't there. Where no term can be read,
/// nothing matches.
package struct CustomerQuery: Equatable, Sendable {
  package let text: String
  /// The parts that can't be read and why, in the order of the text.
  package let problems: [QueryProblem]
  /// Alternatives, of which one has to match in each clause.
  let clauses: [[QueryTerm]]

  /// Reads `text`; `today` gives relative dates (`updated:<7d`) their meaning.
  ///
  /// With `tellsGone` it is asked of changes, which tell of customers who are in no list any more.
  package init(_ text: String, today: LocalDate, tellsGone: Bool = false) {
    self.text = text
    let parser = QueryParser(text, today: today, tellsGone: tellsGone)
    problems = parser.problems
    clauses = parser.clauses
  }

  /// Whether every customer matches because nothing was typed.
  package var isEmpty: Bool { clauses.isEmpty && problems.isEmpty }

  /// Whether no customer matches because nothing of it can be read.
  package var isUnreadable: Bool { clauses.isEmpty && !problems.isEmpty }

  /// Whether other marks make other matches.
  package var asksForMarks: Bool {
    clauses.joined().contains { $0.condition == .flag(.marked) }
  }

  /// Whether other recently viewed customers make other matches.
  package var asksForRecents: Bool {
    clauses.joined().contains { $0.condition == .flag(.recent) }
  }

  /// Whether only recently viewed customers match, who then stand by when that was.
  var listsRecents: Bool { clauses.contains([QueryTerm(condition: .flag(.recent))]) }

  /// Whether a term asks for what a user token does not tell.
  package var asksForDetails: Bool {
    clauses.joined().contains { term in
      switch term.condition {
      case .text(let pattern): pattern.fields.isDisjoint(with: [.name, .id])
      case .updated, .active(false): true
      case .present(let field), .absent(let field): field.isDetail
      default: false
      }
    }
  }

  /// Whether another list of customers makes other matches.
  package var asksForList: Bool {
    clauses.joined().contains { $0.condition == .flag(.listed) }
  }

  /// The term that asks who is in the list.
  package static var listTerm: String { "\(QueryField.flag.rawValue):\(QueryFlag.listed.rawValue)" }

  /// Whether the answer depends on the recorded changes.
  package var asksForChanges: Bool {
    clauses.joined().contains { if case .recorded = $0.condition { true } else { false } }
  }

  /// Whether what is known of contacts makes other matches.
  package var asksForContacts: Bool {
    clauses.joined().contains(where: \.condition.asksForContacts)
  }

  /// Whether the answer depends on who is there more than once.
  package var asksForDuplicates: Bool {
    clauses.joined().contains { $0.condition == .flag(.duplicate) }
  }

  /// Whether other notes make other matches.
  package var asksForNotes: Bool {
    clauses.joined().contains { $0.condition.asksForNotes }
  }

  /// The term that asks who is due.
  package static var dueTerm: String { "\(QueryField.due.rawValue):<=today" }

  /// The words that may stand before a colon.
  package static var fieldNames: [String] { QueryField.words }

  /// The words that stand before a colon and are no field, so that they count as text.
  package var unknownFields: [String] {
    QueryLexer.tokens(of: text).compactMap { token in
      guard token.kind == .term, token.field == nil, !token.isQuoted, !token.isAtStart else { return nil }
      return token.value.firstIndex(of: ":").map { String(token.value[..<$0]) }
    }
  }

  /// The text of a filter with one more term at its end, which then has to match, too.
  ///
  /// A quote that is still open is closed first and a bar without a term behind it taken away; a term that stands at
  /// the end already is not added again.
  package static func text(_ text: String, adding term: String) -> String {
    let tokens = QueryLexer.tokens(of: text)
    guard let last = tokens.last(where: { $0.kind == .term }) else { return term }
    var whole = text
    if tokens.last?.kind == .bar { whole = String(text.prefix(last.range.upperBound)) }
    while whole.last?.isWhitespace == true, !last.isOpenQuote { whole.removeLast() }
    if last.isOpenQuote { whole += "\"" }
    return whole == term || whole.hasSuffix(" " + term) ? whole : "\(whole) \(term)"
  }

  /// Whether some of its terms don't count, for there are too many.
  package var hasTooManyTerms: Bool {
    QueryLexer.tokens(of: text).count { $0.kind == .term } > Self.maxTerms
  }

  /// More terms than these don't count.
  package static var maxTerms: Int { QueryParser.maxTerms }

  /// The term that asks whom the last sync changed.
  package static var changedTerm: String { "\(QueryField.flag.rawValue):\(QueryFlag.new.rawValue)" }

  /// A text as one term that looks for all of it, whatever signs it has.
  package static func term(for text: String) -> String {
    text.contains(":") && !text.contains("\"") ? "\"\(text)\"" : quotedIfNeeded(text)
  }

  /// A value as it has to be written after a colon.
  static func quotedIfNeeded(_ value: String) -> String {
    let isPlain = value.allSatisfy { !$0.isWhitespace && !QueryLexer.isQuote($0) && !"^$|!".contains($0) }
    return isPlain ? value : "\"\(value.replacing("\"", with: "\"\""))\""
  }
}

/// A part of a query that can't be read.
package struct QueryProblem: Equatable, Sendable {
  /// The part, in characters of the query's text.
  package let range: Range<Int>
  /// One short sentence for people.
  package let reason: String
}

extension CustomerQuery {
  /// What a query asks: two that read the same find the same, whatever their case, accents and blanks.
  package struct Reading: Hashable, Sendable {
    private let clauses: [[QueryTerm]]
    /// The parts that ask nothing.
    private let unreadable: [String]

    package init(_ text: String) {
      // Relative dates mean the same on whichever day both are read.
      let query = CustomerQuery(text, today: LocalDate(daysSinceEpoch: 0))
      clauses = query.clauses.map { clause in clause.map(\.withoutSpelling) }
      let characters = Array(text)
      unreadable = query.problems.map { String(characters[$0.range]).lowercased() }
    }
  }
}

extension QueryTerm {
  /// The same term, however it was typed.
  fileprivate var withoutSpelling: QueryTerm {
    func bare(_ pattern: TextPattern) -> TextPattern {
      var pattern = pattern
      pattern.spelling = ""
      return pattern
    }
    switch condition {
    case .text(let pattern): return QueryTerm(condition: .text(bare(pattern)), isNegated: isNegated)
    case .anywhere(let patterns, let contact):
      return QueryTerm(condition: .anywhere(patterns.map(bare), contact), isNegated: isNegated)
    default: return self
    }
  }
}
