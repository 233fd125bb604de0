/// A token or a password that never shows itself.
///
/// Every description, dump and reflection of it is `•••`; the value is read only by the code that builds
/// requests, that blots secrets out of texts, and that keeps a token for its owner.
package struct Secret: Sendable {
  /// What stands wherever a token would.
  package static let placeholder = "•••"

  let value: String

  /// The secret itself, for the one who keeps it for its owner; never for a message.
  package var exposed: String { value }

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
