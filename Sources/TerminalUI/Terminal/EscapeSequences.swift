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

/// What terminals are sent beyond what their terminfo entry tells.
///
/// Source: XTerm Control Sequences, "Bracketed Paste Mode" and XTWINOPS.
enum KeySequences {
  static let pasteEnd = "\u{1b}[201~"
  static let enablePaste = "\u{1b}[?2004h"
  static let disablePaste = "\u{1b}[?2004l"

  /// Puts the window's title on the terminal's stack, and takes it back from there.
  static let saveTitle = "\u{1b}[22;2t"
  static let restoreTitle = "\u{1b}[23;2t"
}

/// What the terminal is told to report, and how that is taken back.
///
/// Source: XTerm Control Sequences, "Mouse Tracking".
struct InputModes {
  let reportsMouse: Bool
  /// The protocol that is switched on.
  var keyboard: KeyboardProtocol?

  /// Presses and the wheel, by SGR where the terminal can.
  var enabling: String { KeySequences.enablePaste + (reportsMouse ? "\u{1b}[?1000h\u{1b}[?1006h" : "") }

  var disabling: String {
    (keyboard?.disabling ?? "") + KeySequences.disablePaste
      + (reportsMouse ? "\u{1b}[?1006l\u{1b}[?1000l" : "")
  }
}

/// A way to tell keys that terminals otherwise send as others: Ctrl-I from Tab, Shift-Enter from Enter.
///
/// Source: kitty, "Comprehensive keyboard handling in terminals"; XTerm Control Sequences, XTMODKEYS.
enum KeyboardProtocol: Equatable {
  case kitty
  /// xterm's, with the value that it had before, if the terminal has told.
  case modifyOtherKeys(before: Int?)

  /// Asks for kitty's flags, for which terminal it is (DA2), and for what any terminal answers (DA1), so that the end of the
  /// answers is known.
  static let question = "\u{1b}[?u\u{1b}[>c\u{1b}[c"

  /// Asks how xterm's keys are set (XTQMODKEYS, which xterm has since version 377), then again what any terminal answers.
  ///
  /// Only for what has said that it is xterm or mintty: what knows no such question may take it for a colour.
  static let valueQuestion = "\u{1b}[?4m\u{1b}[c"

  /// What a terminal of this type, as DA2 tells it, has: xterm and mintty are known to send modified keys.
  init?(terminalType: Int) {
    guard [41, 77].contains(terminalType) else { return nil }
    self = .modifyOtherKeys(before: nil)
  }

  /// Kitty keeps a stack of flags for each screen; 1 is for ambiguous keys, 4 for their place on a Latin keyboard.
  var enabling: String {
    switch self {
    case .kitty: "\u{1b}[>5u"
    case .modifyOtherKeys: "\u{1b}[>4;2m"
    }
  }

  var disabling: String {
    switch self {
    case .kitty: "\u{1b}[<u"
    // What another program had set is not what the person's resources say, which comes back without a value.
    case .modifyOtherKeys(before: .some(let value)): "\u{1b}[>4;\(value)m"
    case .modifyOtherKeys(before: nil): "\u{1b}[>4m"
    }
  }

  /// What is known to be there without an answer: tmux takes the request, and gives none.
  init?(type: String) {
    guard type.hasPrefix("tmux") else { return nil }
    self = .modifyOtherKeys(before: nil)
  }
}

extension TerminalCapabilities {
  /// Whether a kind of terminal is known to tell keys apart that others can't; `type` is what `TERM` says, `program` what
  /// `TERM_PROGRAM` says.
  package static func tellsKeysApart(type: String, program: String) -> Bool {
    ["xterm-kitty", "xterm-ghostty", "foot", "foot-extra", "wezterm"].contains(type)
      || ["ghostty", "WezTerm"].contains(program) && !type.hasPrefix("screen") && !type.hasPrefix("tmux")
  }
}
