import Customers
import Wording

/// Lines to look through: what a program wrote, what was not found.
package struct TextPanel: Equatable, Sendable {
  package let title: String
  /// What is said above the lines; empty if nothing.
  package let head: String
  package let isWarning: Bool
  /// Whether a program is still to write them.
  package let isRunning: Bool
  /// All of it, to be copied, and what that is called.
  let text: String
  let noun: String
  /// The lines, the long ones broken.
  package private(set) var rows: [String] = []
  package internal(set) var cursor = ListCursor()
  private let lines: [String]
  private var width = 0

  init(
    title: String, lines: [String], head: String = "", isWarning: Bool = false, isRunning: Bool = false,
    noun: String = ""
  ) {
    self.title = title
    self.lines = lines
    self.head = head
    self.isWarning = isWarning
    self.isRunning = isRunning
    self.noun = noun
    text = lines.map { $0 + "\n" }.joined()
    rows = lines
  }

  /// Breaks lines that are wider than so many columns; the cursor stays at its part of the text.
  mutating func fit(width: Int, height: Int) {
    if width != self.width {
      self.width = width
      let part = rows.isEmpty ? 0 : Double(cursor.index) / Double(rows.count)
      rows = width > 0 ? lines.flatMap { Self.pieces(of: $0, width: width) } : lines
      cursor.move(to: Int(part * Double(rows.count)), count: rows.count, height: height)
    } else {
      cursor.move(to: cursor.index, count: rows.count, height: height)
    }
  }

  /// Letters of scripts that have wide ones count as two columns, whatever they are.
  private static func pieces(of line: String, width: Int) -> [String] {
    guard line.utf8.count > width else { return [line] }
    var pieces: [String] = []
    var piece = String.UnicodeScalarView()
    var columns = 0
    for scalar in line.unicodeScalars {
      let own = scalar.value < 0x1100 ? 1 : 2
      if columns + own > width, !piece.isEmpty {
        pieces.append(String(piece))
        (piece, columns) = (String.UnicodeScalarView(), 0)
      }
      piece.append(scalar)
      columns += own
    }
    pieces.append(String(piece))
    return pieces
  }
}

extension BrowserState {
  mutating func show(_ panel: TextPanel) {
    var panel = panel
    panel.fit(width: viewport.popupWidth, height: choiceHeight)
    popup = .text(panel)
  }

  mutating func perform(_ command: BrowserCommand, in panel: TextPanel) -> [BrowserEffect] {
    guard !panel.isRunning else { return command == .back ? cancelCommand() : [] }
    if moveChoice(command, count: panel.rows.count) { return [] }
    if command == .copy { return copy(CopiedText(panel.text, name: panel.noun)) }
    popup = nil
    return []
  }
}
