/// Why the cache could not be used: what failed, why, and what to do, each a sentence.
package struct CustomerStoreError: Error, Equatable, Sendable {
  package enum Kind: Equatable, Sendable {
    /// A newer version of the program wrote the file; it is left as it is.
    case newerVersion
    /// The file is some other program's; it is left as it is.
    case notACache
    /// The file was damaged and now stands at `setAside`; the cache is usable again, and empty.
    case damaged(setAside: String)
    case diskFull
    /// The file or its folder can't be made, read or written.
    case notAccessible
    /// Another process held the cache for too long.
    case busy
    /// The cache has become another one since the sync was planned; nothing was changed.
    case outdatedPlan
    /// So many customers are missing from the server's list that nothing was changed until a person accepts that.
    case suddenLoss(missing: Int, of: Int)
    case other
  }

  package let kind: Kind
  package let what: String
  package let why: String
  package let advice: String

  init(_ kind: Kind, what: String, why: String, advice: String) {
    self.kind = kind
    self.what = what
    self.why = why
    self.advice = advice
  }
}

extension CustomerStoreError {
  /// Whether what is in the cache may be good, but the disk doesn't let anybody write to it.
  var isAboutDisk: Bool { [.notAccessible, .diskFull, .other].contains(kind) }
}

extension CustomerStoreError: CustomStringConvertible {
  package var description: String { "\(what) \(why) \(advice)" }
}
