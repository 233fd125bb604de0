/// Blots tokens out of texts that come from elsewhere, and makes them fit to be shown.
struct Redactor: Sendable {
  /// The longest message that is shown; the API documents 500 characters.
  private static let maxMessageLength = 500
  private static let queryKey = "authenticationToken="

  private let secrets: [Secret]

  init(_ secrets: [Secret]) {
    // A blank one tells nothing, and would take all blanks out of a message.
    self.secrets = secrets.filter { Secret(trimming: $0.value) != nil }
  }

  /// The text with `•••` for each token, as it is or percent-encoded, and for whatever stands as
  /// `authenticationToken` in a URL.
  func redacted(_ text: String) -> String {
    var text = text
    for secret in secrets {
      let encoded = [true, false].map { PercentEncoding.encoded(secret.value, uppercase: $0) }
      for form in [secret.value] + encoded {
        text = text.replacing(form, with: Secret.placeholder)
      }
    }
    return Self.withoutQueryTokens(text)
  }

  /// A message of the server, redacted, on one line, without control and direction characters, not too long.
  func message(_ text: String) -> String {
    let plain = String(String.UnicodeScalarView(redacted(text).unicodeScalars.map(Self.plain)))
    let line = plain.split(separator: " ").joined(separator: " ").unicodeScalars
    guard line.count > Self.maxMessageLength else { return String(line) }
    return String(line.prefix(Self.maxMessageLength)) + "…"
  }

  /// What stands for a character in a message: blanks for line ends and tabs, U+FFFD for what drives a
  /// terminal.
  private static func plain(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    switch scalar.properties.generalCategory {
    case .lineSeparator, .paragraphSeparator: " "
    case .control: scalar.properties.isWhitespace ? " " : "\u{FFFD}"
    case .format, .surrogate, .privateUse, .unassigned: "\u{FFFD}"
    default: scalar
    }
  }

  private static func withoutQueryTokens(_ text: String) -> String {
    var parts = text.split(separator: queryKey, omittingEmptySubsequences: false)
    for index in parts.indices.dropFirst() {
      let rest = parts[index].drop { !"& \"'<>#\n\t".contains($0) }
      parts[index] = Substring(Secret.placeholder + rest)
    }
    return parts.joined(separator: queryKey)
  }
}
