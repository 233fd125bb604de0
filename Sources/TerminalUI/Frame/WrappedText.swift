import CustomerBrowser
import TerminalText
import Wording

/// A text broken into lines of at most so many columns, at blanks where there are any.
///
/// Of a text that is longer than anybody reads the last line tells how much is left out, so that it costs no more than
/// what can be shown of it.
package struct WrappedText {
  package let lines: [String]

  package init(_ text: String, width: Int) {
    let shown = text.firstLetters(DetailField.shownLetters)
    var lines: [String] = []
    var line = ""
    var columns = 0
    for word in shown.split(separator: " ", omittingEmptySubsequences: true) {
      let word = String(word)
      let wordColumns = displayWidth(of: word)
      if !line.isEmpty, columns + 1 + wordColumns > width {
        lines.append(line)
        line = ""
      }
      if line.isEmpty {
        (line, columns) = Self.broken(word, width: width, into: &lines)
      } else {
        line += " " + word
        columns += 1 + wordColumns
      }
    }
    if !line.isEmpty || lines.isEmpty { lines.append(line) }
    let shownCount = shown.utf8.count
    if shownCount < text.utf8.count {
      var text = text
      let hiddenCount = text.withUTF8 { $0[shownCount...].count { !UTF8.isContinuation($0) } }
      lines.append("… \(hiddenCount.grouped) more letters")
    }
    self.lines = lines
  }

  /// Appends the lines that a word fills, and returns the rest of it with its columns.
  private static func broken(
    _ word: String, width: Int, into lines: inout [String]
  ) -> (rest: String, columns: Int) {
    var start = word.startIndex
    var columns = 0
    for (glyph, index) in GlyphSequence(text: word, charset: .unicode) {
      if columns > 0, columns + glyph.width > width {
        lines.append(String(word[start..<index]))
        start = index
        columns = 0
      }
      columns += glyph.width
    }
    return (String(word[start...]), columns)
  }
}
