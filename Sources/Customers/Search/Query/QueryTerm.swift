/// One term of a query.
struct QueryTerm: Hashable, Sendable {
  let condition: QueryCondition
  var isNegated = false
}

/// What a term asks of a customer.
enum QueryCondition: Hashable, Sendable {
  case text(TextPattern)
  /// Updated at one of these seconds since 1970; never true of an unknown update.
  case updated(ClosedRange<Int64>)
  /// A status that the API did not tell counts as active.
  case active(Bool)
  case flag(QueryFlag)
  case present(QueryField)
  case absent(QueryField)
}
