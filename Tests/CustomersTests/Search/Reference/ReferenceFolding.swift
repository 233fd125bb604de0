import Foundation

/// Folding, written again as plainly as can be.
enum ReferenceFolding {
  /// The folded text, and for each scalar the place of the character it came from.
  struct Text {
    var scalars: [Unicode.Scalar] = []
    var origins: [Int] = []
  }

  static func fold(_ text: String, trimming: Bool = true) -> Text {
    var folded = Text()
    for (place, character) in text.enumerated() {
      for scalar in character.unicodeScalars {
        for result in fold(scalar) {
          if result == " ", folded.scalars.last == " " { continue }
          folded.scalars.append(result)
          folded.origins.append(place)
        }
      }
    }
    guard trimming else { return folded }
    if folded.scalars.first == " " {
      folded.scalars.removeFirst()
      folded.origins.removeFirst()
    }
    if folded.scalars.last == " " {
      folded.scalars.removeLast()
      folded.origins.removeLast()
    }
    return folded
  }

  private static let special: [Unicode.Scalar: String] = [
    "ß": "ss", "ẞ": "ss", "æ": "ae", "Æ": "ae", "ø": "o", "Ø": "o", "đ": "d", "Đ": "d", "ł": "l", "Ł": "l",
    "œ": "oe", "þ": "th", "ð": "d", "ı": "i", "’": "'", "“": "\"", "–": "-", "ς": "σ",
  ]

  private static func fold(_ scalar: Unicode.Scalar) -> [Unicode.Scalar] {
    if scalar.properties.isWhitespace { return [" "] }
    if let special = special[scalar] { return Array(special.unicodeScalars) }
    let isDropped: (Unicode.Scalar) -> Bool = { scalar in
      CharacterSet.nonBaseCharacters.contains(scalar) || scalar.properties.isDefaultIgnorableCodePoint
    }
    let decomposed = String(scalar).decomposedStringWithCompatibilityMapping.unicodeScalars
    let lower = String(String.UnicodeScalarView(decomposed.filter { !isDropped($0) })).lowercased()
    return Array(lower.unicodeScalars.filter { !isDropped($0) })
  }
}
