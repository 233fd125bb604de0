/// What a whole answer says.
enum ListAnswer<List> {
  case list(List, DecodingReport)
  /// Status 0, or a message and no list: the server's own words.
  case refusal(message: String)
  /// Status 1 and no list.
  case noList
}

extension ListAnswer: Sendable where List: Sendable {}
