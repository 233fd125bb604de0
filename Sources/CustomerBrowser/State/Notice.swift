/// A passing message in the hint line; the next key takes it away.
package struct Notice: Equatable, Sendable {
  package enum Kind: Sendable {
    case info
    case warning
  }

  /// Something that can be done about it; the screen names the key.
  package struct FollowUp: Equatable, Sendable {
    package let command: BrowserCommand
    /// What the key does, after its name: `brings them back`.
    package let words: String

    init(_ command: BrowserCommand, _ words: String) {
      self.command = command
      self.words = words
    }
  }

  package let kind: Kind
  package let text: String
  package let followUps: [FollowUp]

  package init(_ kind: Kind, _ text: String, followUps: FollowUp...) {
    self.kind = kind
    self.text = text
    self.followUps = followUps
  }
}
