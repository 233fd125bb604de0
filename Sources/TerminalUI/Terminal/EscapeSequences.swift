/// Takes a terminal's input apart into texts and the sequences between them (ECMA-48).
struct EscapeSequences: IteratorProtocol {
  struct Piece {
    let kind: Kind
    let bytes: ArraySlice<UInt8>
  }

  enum Kind {
    /// Sets a style, by these numbers.
    case style([Int])
    /// Names the main set of letters.
    case charset
    /// Shifts between two sets of letters.
    case shift
    /// Moves the cursor, and nothing else; to this row and column, from 1 on, if it names both.
    case move(row: Int?, column: Int?)
    /// Letters, none of which is a control character.
    case text
    /// Any other sequence.
    case other
  }

  private var rest: ArraySlice<UInt8>

  init(_ bytes: [UInt8]) {
    rest = bytes[...]
  }

  mutating func next() -> Piece? {
    guard let first = rest.first else { return nil }
    switch first {
    case Self.escape where rest.dropFirst().first == UInt8(ascii: "["): return controlSequence()
    case Self.escape where rest.dropFirst().first == UInt8(ascii: "("): return piece(.charset, count: 3)
    case Self.escape: return piece(.other, count: 2)
    case 0x0E, 0x0F: return piece(.shift, count: 1)
    case UInt8(ascii: "\r"), 0x08: return piece(.move(row: nil, column: nil), count: 1)
    default:
      let end = rest.dropFirst().firstIndex { $0 < 0x20 } ?? rest.endIndex
      return piece(first < 0x20 ? .other : .text, count: end - rest.startIndex)
    }
  }

  private static let escape: UInt8 = 0x1B

  private mutating func piece(_ kind: Kind, count: Int) -> Piece {
    defer { rest = rest.dropFirst(count) }
    return Piece(kind: kind, bytes: rest.prefix(count))
  }

  /// Numbers between semicolons, and a letter that says what they are for.
  private mutating func controlSequence() -> Piece {
    let start = rest.startIndex + 2
    let end = rest[start...].firstIndex { 0x40...0x7E ~= $0 } ?? rest.endIndex - 1
    let kind: Kind =
      switch rest[end] {
      case UInt8(ascii: "m"): Self.numbers(rest[start..<end]).map(Kind.style) ?? .other
      case UInt8(ascii: "A")...UInt8(ascii: "D"), UInt8(ascii: "G"), UInt8(ascii: "H"), UInt8(ascii: "d"):
        Self.move(rest[start..<end])
      default: .other
      }
    return piece(kind, count: end + 1 - rest.startIndex)
  }

  private static func move(_ bytes: ArraySlice<UInt8>) -> Kind {
    let numbers = numbers(bytes) ?? []
    return numbers.count == 2 ? .move(row: numbers[0], column: numbers[1]) : .move(row: nil, column: nil)
  }

  /// No style has a greater one, and hardly a screen more rows or columns.
  private static let largestNumber = 999

  /// What is left out is 0; nil if there is anything else.
  private static func numbers(_ bytes: ArraySlice<UInt8>) -> [Int]? {
    var numbers = [0]
    for byte in bytes {
      switch byte {
      case UInt8(ascii: ";"): numbers.append(0)
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        let number = numbers[numbers.count - 1] * 10 + Int(byte - UInt8(ascii: "0"))
        guard number <= largestNumber else { return nil }
        numbers[numbers.count - 1] = number
      default: return nil
      }
    }
    return numbers
  }
}
