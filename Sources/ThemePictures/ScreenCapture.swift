import TerminalText
import TerminalUI

/// What a terminal showed, as `tmux capture-pane -e -p` writes it, made into a frame again.
///
/// Understands text and the sequences that tmux writes: `ESC [ … m` for colours and attributes, with `38;5` and `38;2`
/// for colours of the palette and others; whatever else begins with ESC is left out. Source: ECMA-48, xterm's ctlseqs.
package struct ScreenCapture {
  private var frame: Frame
  private var style = Style()

  /// The frame of a capture of so many columns, with as many rows as the capture has lines.
  package static func frame(of text: String, columns: Int) -> Frame {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    if lines.last?.isEmpty == true { lines.removeLast() }
    var capture = ScreenCapture(frame: Frame(size: Size(columns: columns, rows: lines.count)))
    for (row, line) in lines.enumerated() { capture.put(line, row: row) }
    return capture.frame
  }

  private init(frame: Frame) {
    self.frame = frame
  }

  private mutating func put(_ line: Substring, row: Int) {
    var column = 0
    for (index, part) in line.split(separator: "\u{1B}", omittingEmptySubsequences: false).enumerated() {
      var text = part
      if index > 0 {
        // A link's address, or the end of it.
        if text.first == "]" { continue }
        guard let end = text.firstIndex(where: \.endsSequence) else { continue }
        if text.first == "[", text[end] == "m" { apply(text[text.index(after: text.startIndex)..<end]) }
        text = text[text.index(after: end)...]
      }
      column += frame.put(String(text), at: Position(column: column, row: row), style: style)
    }
  }

  private mutating func apply(_ parameters: Substring) {
    var numbers = parameters.split(separator: ";").compactMap { Int($0) }[...]
    if numbers.isEmpty { numbers = [0] }
    while let number = numbers.popFirst() {
      switch number {
      case 0: style = Style()
      case 1: style.attributes.insert(.bold)
      case 2: style.attributes.insert(.dim)
      case 3: style.attributes.insert(.italic)
      case 4: style.attributes.insert(.underline)
      case 7: style.attributes.insert(.reverse)
      case 30...37: style.foreground = .indexed(UInt8(number - 30))
      case 90...97: style.foreground = .indexed(UInt8(number - 82))
      case 40...47: style.background = .indexed(UInt8(number - 40))
      case 100...107: style.background = .indexed(UInt8(number - 92))
      case 38: style.foreground = Self.color(&numbers)
      case 48: style.background = Self.color(&numbers)
      case 39: style.foreground = nil
      case 49: style.background = nil
      default: break
      }
    }
  }

  /// The colour behind 38 or 48; nil if it is none.
  private static func color(_ numbers: inout ArraySlice<Int>) -> Color? {
    switch numbers.popFirst() {
    case 5: return numbers.popFirst().map { .indexed(UInt8(clamping: $0)) }
    case 2:
      let parts = numbers.prefix(3).map { UInt8(clamping: $0) }
      numbers = numbers.dropFirst(3)
      return parts.count == 3 ? .rgb(red: parts[0], green: parts[1], blue: parts[2]) : nil
    default: return nil
    }
  }
}

extension Character {
  /// What ends the sequences that tmux writes.
  fileprivate var endsSequence: Bool { isASCII && isLetter || self == "\\" }
}
