/// Finds what somebody typed in any text; as in the filter, case and accents don't matter.
package struct TextFinder: Sendable {
  private let bytes: [UInt8]

  /// Looks for `text` without the blanks at its ends; there may be nothing left to look for.
  package init(_ text: String) {
    bytes = FoldedText(text).bytes
  }

  /// Whether there is nothing to look for; it is then found nowhere.
  package var isEmpty: Bool { bytes.isEmpty }

  /// The matched parts of `text`: ascending, apart from each other, whole characters.
  package func ranges(in text: String) -> [Range<String.Index>] {
    guard !isEmpty else { return [] }
    let folded = FoldedText(text)
    return folded.characterRanges(of: folded.ranges(of: bytes), in: text)
  }

  package func isFound(in text: String) -> Bool {
    !isEmpty && !FoldedText(text).ranges(of: bytes).isEmpty
  }
}
