/// A token that never shows itself.
///
/// Every description, dump and reflection of it is `•••`; only the code that builds requests and the one
/// that blots tokens out of texts read the value.
package struct Secret: Sendable {
  /// What stands wherever a token would.
  package static let placeholder = "•••"

  let value: String

  package init(_ value: String) {
    self.value = value
  }

  /// What `hash` makes of the token, which it must not keep: for knowing a token again.
  package func hashed<Hash>(by hash: (String) -> Hash) -> Hash {
    hash(value)
  }
}

extension Secret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  package var description: String { Self.placeholder }
  package var debugDescription: String { Self.placeholder }
  package var customMirror: Mirror { Mirror(self, children: []) }
}
