/// What `is:` can ask.
enum QueryFlag: String, CaseIterable, Sendable {
  case marked
  case mine
  /// Changed by the last sync.
  case new
}
