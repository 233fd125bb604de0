/// What opening a cache found.
package enum CacheEvent: Equatable, Sendable {
  /// The cache was there.
  case opened
  /// There was none, so an empty one was made.
  case created
  /// The cache at `otherAccount` is of another server, account or token; it is neither shown nor touched.
  ///
  /// An empty one was made beside it.
  case createdBeside(otherAccount: String)
  /// The file was damaged and now stands at `setAside`; an empty cache took its place.
  case rebuilt(setAside: String)

  /// What a person should be told, as a sentence; nil if nothing is out of the ordinary.
  package var notice: String? {
    switch self {
    case .opened, .created: nil
    case .createdBeside(let path):
      "The cache at \(path) belongs to another account or token, so a new one was begun beside it."
    case .rebuilt(let path):
      "The cache was damaged; it was set aside as \(path), and a new one was begun."
    }
  }
}
