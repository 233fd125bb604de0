/// A text to look for, folded, and where.
struct TextPattern: Hashable, Sendable {
  /// Folded UTF-8, never empty.
  let bytes: [UInt8]
  let fields: TextFields
  /// Whether the text has to stand at the field's start.
  var isAtStart = false
  /// Whether the text has to stand at the field's end.
  var isAtEnd = false
  /// Whether something like it may be found if it is nowhere: not for what is quoted, anchored or negated.
  var mayBeGuessed = false

  /// Whether every text that this pattern matches is matched by `other`, too.
  func narrows(_ other: TextPattern) -> Bool {
    guard other.fields.isSuperset(of: fields), bytes.count >= other.bytes.count else { return false }
    switch (other.isAtStart, other.isAtEnd) {
    case (true, true): return isAtStart && isAtEnd && bytes == other.bytes
    case (true, false): return isAtStart && bytes.starts(with: other.bytes)
    case (false, true): return isAtEnd && bytes.suffix(other.bytes.count).elementsEqual(other.bytes)
    case (false, false):
      return (0...bytes.count - other.bytes.count).contains { bytes[$0...].starts(with: other.bytes) }
    }
  }
}
