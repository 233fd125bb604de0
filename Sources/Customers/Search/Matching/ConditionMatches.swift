/// What a condition found in a whole table.
struct ConditionMatches: Sendable {
  /// How well each row matches, or `Relevance.none`.
  let relevances: [UInt8]
  /// How the matches of a text came about.
  var manner = MatchManner.asWritten
}

/// How a text has been looked for.
enum MatchManner: Hashable, Sendable {
  case asWritten
  /// Its letters in their order, others between them.
  case lettersInOrder
  /// With so many letters wrong, missing, too many or swapped at most.
  case typos(Int)
}
