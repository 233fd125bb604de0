/// What a whole answer says.
enum ListAnswer<List> {
  case list(List, DecodingReport)
  /// Status 0, or a message and no list: the server's own words.
  case refusal(message: String)
  /// No list, since there is nobody to be listed, and what the server says about that, which may be nothing.
  case noList(message: String)
}

extension ListAnswer: Sendable where List: Sendable {}
