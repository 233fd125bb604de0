/// That so many customers are missing from a list that a slip of the server is likelier than the truth.
///
/// It is for people to say which of the two it is; until then the customers stay.
struct SuddenLoss: Error, Equatable {
  /// How many are missing.
  let count: Int
  /// How many there were.
  let customerCount: Int

  /// As many may go at any time, however few there are.
  private static let usualCount = 20
  /// One in so many may go.
  private static let usualShare = 10

  /// Throws this if it is one: more than twenty customers, and more than a tenth of all.
  func check() throws(SuddenLoss) {
    if count > Self.usualCount, count * Self.usualShare > customerCount { throw self }
  }
}
