/// A passing message in the hint line; the next key takes it away.
package struct Notice: Equatable, Sendable {
  package enum Kind: Sendable {
    case info
    case warning
  }

  package let kind: Kind
  package let text: String

  package init(_ kind: Kind, _ text: String) {
    self.kind = kind
    self.text = text
  }
}
