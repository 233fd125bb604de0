/// One text, folded, with the way back to the characters it came from.
struct FoldedText {
  /// The folded text in UTF-8, the same that `TextFolder` makes.
  private(set) var bytes: [UInt8] = []
  /// For each byte where in the text's UTF-8 the scalar begins that it came from.
  private(set) var origins: [Int] = []

  /// Folds `text`; blanks at its ends are dropped only if `trimming`.
  init(_ text: String, trimming: Bool = true) {
    bytes.reserveCapacity(text.utf8.count)
    origins.reserveCapacity(text.utf8.count)
    var blank: Int?
    var place = 0
    for scalar in text.unicodeScalars {
      if scalar.isASCII {
        append(ScalarFolding.foldASCII(UInt8(scalar.value)), from: place, blank: &blank, trimming: trimming)
        place += 1
      } else {
        for byte in ScalarFolding.utf8(scalar) {
          append(byte, from: place, blank: &blank, trimming: trimming)
        }
        place += UTF8.width(scalar)
      }
    }
    if !trimming { append(blank: &blank) }
  }

  private mutating func append(_ byte: UInt8, from place: Int, blank: inout Int?, trimming: Bool) {
    if byte == UInt8(ascii: " ") {
      if blank == nil, !bytes.isEmpty || !trimming { blank = place }
    } else {
      append(blank: &blank)
      bytes.append(byte)
      origins.append(place)
    }
  }

  private mutating func append(blank: inout Int?) {
    guard let place = blank else { return }
    bytes.append(UInt8(ascii: " "))
    origins.append(place)
    blank = nil
  }
}

extension FoldedText {
  /// The characters of `text`, which this is the folded form of, that the bytes in `parts` came from.
  ///
  /// Ascending and apart from each other; whole characters, however small the part of one.
  func characterRanges(of parts: [Range<Int>], in text: String) -> [Range<String.Index>] {
    var ranges: [Range<String.Index>] = []
    for part in parts.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      let start = text.character(atByte: origins[part.lowerBound]).lowerBound
      let end = text.character(atByte: origins[part.upperBound - 1]).upperBound
      if let last = ranges.last, start <= last.upperBound {
        ranges[ranges.count - 1] = last.lowerBound..<max(last.upperBound, end)
      } else {
        ranges.append(start..<end)
      }
    }
    return ranges
  }
}

extension String {
  /// The character to which a byte of the text's UTF-8 belongs.
  fileprivate func character(atByte place: Int) -> Range<Index> {
    // Going on from within a character leads to its end.
    let end = index(after: utf8.index(startIndex, offsetBy: place))
    return index(before: end)..<end
  }
}

/// Finds what somebody typed in any text; as in the filter, case and accents don't matter.
package struct TextFinder: Hashable, Sendable {
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
    return folded.characterRanges(of: folded.bytes.ranges(ofBytes: bytes), in: text)
  }

  /// Whether it is found in a text that a `TextFolder` has folded.
  func isFound(inFolded folded: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let first = bytes.first, folded.count >= bytes.count else { return false }
    return (0...folded.count - bytes.count).contains { place in
      folded[place] == first && folded[place..<place + bytes.count].elementsEqual(bytes)
    }
  }

  package func isFound(in text: String) -> Bool {
    !isEmpty && !FoldedText(text).bytes.ranges(ofBytes: bytes).isEmpty
  }
}

/// A text that is looked through, or compared, again and again.
package struct FoldedLine: Comparable, Sendable {
  fileprivate let bytes: [UInt8]

  package init(_ text: String) {
    bytes = FoldedText(text).bytes
  }

  package static func < (one: FoldedLine, other: FoldedLine) -> Bool {
    one.bytes.lexicographicallyPrecedes(other.bytes)
  }
}

extension TextFinder {
  package func isFound(in line: FoldedLine) -> Bool {
    guard let first = bytes.first, bytes.count <= line.bytes.count else { return false }
    return line.bytes.withUnsafeBufferPointer { text in
      (0...text.count - bytes.count).contains { place in
        text[place] == first && text[place..<place + bytes.count].elementsEqual(bytes)
      }
    }
  }
}

extension [UInt8] {
  /// Where some bytes, of which there is at least one, stand; also where they overlap themselves.
  func ranges(ofBytes part: [UInt8]) -> [Range<Int>] {
    guard part.count <= count else { return [] }
    return (0...count - part.count)
      .filter { self[$0] == part[0] && self[$0..<$0 + part.count].elementsEqual(part) }
      .map { $0..<$0 + part.count }
  }
}
