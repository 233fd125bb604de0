import CustomerBrowser

/// What one check of `komet doctor` came to.
enum Finding: Sendable {
  case good(String)
  /// Something that is not set, and need not be.
  case absent(String)
  case bad(BrowserFailure)

  /// The finding as lines for a person, under the check's name.
  func text(named name: String) -> String {
    let label = name + String(repeating: " ", count: max(1, Self.labelWidth - name.count))
    switch self {
    case .good(let words):
      return "✓ \(label)\(words)\n"
    case .absent(let words):
      return "– \(label)\(words)\n"
    case .bad(let failure):
      let words = [failure.what, failure.why].filter { !$0.isEmpty }.joined(separator: " ")
      let advice =
        failure.advice.isEmpty
        ? "" : "  \(String(repeating: " ", count: Self.labelWidth))→ \(failure.advice)\n"
      return "✗ \(label)\(words)\n\(advice)"
    }
  }

  private static let labelWidth = 16
}
