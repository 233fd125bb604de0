/// A key as a person presses it.
///
/// Terminals tell Ctrl and Alt of most keys, Shift only of those that give no character; what they can't tell without a
/// protocol for it has a `fallback`.
package struct Key: Hashable, Sendable {
  package enum Code: Hashable, Sendable {
    /// What was typed; for Ctrl and Alt in lower case if it was typed so.
    case character(Character)
    case up
    case down
    case left
    case right
    case home
    case end
    case pageUp
    case pageDown
    case insert
    case delete
    case enter
    case tab
    case escape
    case backspace
    /// F1 to F12.
    case function(Int)
  }

  package struct Modifiers: OptionSet, Hashable, Sendable {
    package let rawValue: UInt8

    package init(rawValue: UInt8) {
      self.rawValue = rawValue
    }

    package static let control = Modifiers(rawValue: 1 << 0)
    package static let alt = Modifiers(rawValue: 1 << 1)
    package static let shift = Modifiers(rawValue: 1 << 2)
  }

  package var code: Code
  package var modifiers: Modifiers

  package init(_ code: Code, _ modifiers: Modifiers = []) {
    self.code = code
    self.modifiers = modifiers
  }
}
