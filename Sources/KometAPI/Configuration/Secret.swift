/// A token or a password that never shows itself.
///
/// Every description, dump and reflection of it is `•••`; the value is read only by the code that builds
/// requests, that blots secrets out of texts, and that keeps a token for its owner.
///
/// In memory it lasts: a token as long as the client that asks with it, since each refresh needs it again; a
/// password until the login has been answered. Nothing wipes it then. Swift's strings share and move their storage
/// unseen, libcurl copies the URL and the form, and a token of the environment stands in the process's own block for
/// good, so overwriting one copy would only look like safety. What is freed is reused by and by; who may read the
/// memory of the process, or a core dump of it, may read the token.
package struct Secret: Sendable {
  /// What stands wherever a token would.
  package static let placeholder = "•••"

  let value: String

  /// The secret itself, for the one who keeps it for its owner; never for a message.
  package var exposed: String { value }

  package init(_ value: String) {
    self.value = value
  }

  /// The secret that a file, a variable or a program tells, without the blanks, line ends and byte order mark
  /// around it; nil if nothing is left.
  package init?(trimming text: String) {
    let isAround: (Unicode.Scalar) -> Bool = {
      $0.properties.isWhitespace || $0.value < 0x20 || $0 == "\u{FEFF}"
    }
    var scalars = text.unicodeScalars[...]
    while let first = scalars.first, isAround(first) { scalars.removeFirst() }
    while let last = scalars.last, isAround(last) { scalars.removeLast() }
    guard !scalars.isEmpty else { return nil }
    value = String(scalars)
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

extension Secret {
  /// What the API takes at most.
  private static let maxTokenLength = 50

  /// Refuses what can't be a token of the API.
  ///
  /// - Throws: `KometAPIError` of kind `wrongUsage`, with the setting to change and without the token.
  func checkToken(of setting: APISetting) throws(KometAPIError) {
    guard let fault = tokenFault else { return }
    throw .wrongUsage(why: "The token \(fault).", advice: "Set \(setting).")
  }

  /// Whether it can be a token of the API.
  var isToken: Bool { tokenFault == nil }

  private var tokenFault: String? {
    if value.isEmpty {
      "is empty"
    } else if value.unicodeScalars.count > Self.maxTokenLength {
      "is longer than the \(Self.maxTokenLength) characters that the Komet API takes"
    } else if value.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) {
      "has a control character in it, for example the end of a line"
    } else {
      nil
    }
  }
}
