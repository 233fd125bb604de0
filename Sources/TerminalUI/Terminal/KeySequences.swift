/// What terminals send for keys beyond what their terminfo entry tells, after xterm's control sequences.
///
/// Source: XTerm Control Sequences, "PC-Style Function Keys", "Bracketed Paste Mode" and XTWINOPS.
enum KeySequences {
  static let pasteStart = "\u{1b}[200~"
  static let pasteEnd = "\u{1b}[201~"
  static let enablePaste = "\u{1b}[?2004h"
  static let disablePaste = "\u{1b}[?2004l"

  /// Puts the window's title on the terminal's stack, and takes it back from there.
  static let saveTitle = "\u{1b}[22;2t"
  static let restoreTitle = "\u{1b}[23;2t"

  /// Every sequence with its key: plain ones that some terminals send in spite of terminfo, and modified ones.
  static let all: [(sequence: String, key: Key)] = plain + modified

  private static let lettered: [(letter: String, code: Key.Code)] = [
    ("A", .up), ("B", .down), ("C", .right), ("D", .left), ("H", .home), ("F", .end),
    ("P", .function(1)), ("Q", .function(2)), ("R", .function(3)), ("S", .function(4)),
  ]

  private static let numbered: [(number: Int, code: Key.Code)] = [
    (1, .home), (2, .insert), (3, .delete), (4, .end), (5, .pageUp), (6, .pageDown),
    (7, .home), (8, .end), (11, .function(1)), (12, .function(2)), (13, .function(3)), (14, .function(4)),
    (15, .function(5)), (17, .function(6)), (18, .function(7)), (19, .function(8)), (20, .function(9)),
    (21, .function(10)), (23, .function(11)), (24, .function(12)),
  ]

  private static let plain =
    lettered.flatMap { [("\u{1b}[" + $0.letter, Key($0.code)), ("\u{1b}O" + $0.letter, Key($0.code))] }
    + numbered.map { ("\u{1b}[\($0.number)~", Key($0.code)) }

  /// The parameter is one more than the sum of Shift 1, Alt 2 and Ctrl 4.
  private static let modified = (2...8).flatMap { parameter -> [(String, Key)] in
    var modifiers: Key.Modifiers = []
    if (parameter - 1) & 1 != 0 { modifiers.insert(.shift) }
    if (parameter - 1) & 2 != 0 { modifiers.insert(.alt) }
    if (parameter - 1) & 4 != 0 { modifiers.insert(.control) }
    return lettered.map { ("\u{1b}[1;\(parameter)\($0.letter)", Key($0.code, modifiers)) }
      + numbered.map { ("\u{1b}[\($0.number);\(parameter)~", Key($0.code, modifiers)) }
  }
}
