/// Whatever puts a text on the person's clipboard, the terminal itself excepted.
package protocol Clipboard: Sendable {
  /// Hands the text over; returns who took it, for example `xclip`, or nil if nobody did.
  ///
  /// Waits for other programs.
  func take(_ text: String) -> String?
}

/// A text for the clipboard.
package struct CopiedText: Equatable, Sendable {
  package let text: String
  /// What it is called in messages, for example `the code T3526`.
  package let name: String

  package init(_ text: String, name: String) {
    self.text = text
    self.name = name
  }
}

/// How far a copied text came.
package enum CopyOutcome: Equatable, Sendable {
  /// Somebody took it, who is named unless that doesn't matter.
  case taken(by: String)
  /// The terminal was asked, which doesn't answer.
  case sent
  /// There is no way from here to a clipboard.
  case impossible
}
