/// What is typed in the filter bar, read.
///
/// The language, where `{ }` means any number of times and `[ ]` at most once:
/// ```
/// query   = { clause }                     all clauses have to match
/// clause  = term { "|" term }              one of the terms has to match; | stands between blanks
/// term    = { "!" } ( text | field )       an odd number of ! turns it round
/// field   = ( "name" "code" "id" "acct" "rep" "repid" or "type" ) ":" text
///         | "updated:" ( [ ">=" ">" "<=" "<" or "=" ] date | [ date ] ".." [ date ] )
///         | "updated:" ( "<" "<=" ">" or ">=" ) number ( "d" "w" "m" or "y" )
///         | "active:" ( "yes" or "no" )
///         | "is:" ( "marked" "mine" or "new" )
///         | ( "has" or "no" ) ":" the name of a field
/// text    = [ "^" ] ( word [ "$" ] | quoted [ "$" ] )
/// quoted  = '"' anything, a quote doubled '"'
/// date    = YYYY | YYYY-MM | YYYY-MM-DD | "today" | "yesterday"
/// ```
/// Case and accents don't matter. A text without a field is looked for in name, code, id, accounting code,
/// salesperson and type; `^` stands for the start of a field and `$` for its end. A field's word is known in
/// any case, and so are `accounting_code`, `salesperson` and `salesperson_id`; after an unknown one the colon
/// is a letter like others. `<7d` is newer than seven days, `>7d` older; months and years mean the whole
/// of them: `>2026-01` begins with February. `has:` and `no:` ask whether something is known. The quote at the
/// end of the text may be missing, since it is just being typed.
package struct CustomerQuery: Equatable, Sendable {
  package let text: String
  /// Why the text can't be read, if so; such a query matches nothing.
  package let problem: QueryProblem?
  /// Alternatives, of which one has to match in each clause; none if there is a problem.
  let clauses: [[QueryTerm]]

  /// Reads `text`; `today` gives relative dates (`updated:<7d`) their meaning.
  package init(_ text: String, today: LocalDate) {
    self.text = text
    let parser = QueryParser(text, today: today)
    problem = parser.problem
    clauses = parser.clauses
  }

  /// Whether every customer matches because nothing was typed.
  package var isEmpty: Bool { clauses.isEmpty && problem == nil }

  /// Whether other marks make other matches.
  package var asksForMarks: Bool { flags.contains(.marked) }

  /// What the query asks with `is:`.
  var flags: Set<QueryFlag> {
    Set(
      clauses.joined().compactMap { term in
        guard case .flag(let flag) = term.condition else { return nil }
        return flag
      })
  }
}
