/// A text broken into lines of at most so many columns, at blanks where there are any.
package struct WrappedText {
  package let lines: [String]

  package init(_ text: String, width: Int) {
    var lines: [String] = []
    var line = ""
    var columns = 0
    for word in text.split(separator: " ", omittingEmptySubsequences: true) {
      var word = String(word)
      var wordColumns = displayWidth(of: word)
      if !line.isEmpty, columns + 1 + wordColumns > width {
        lines.append(line)
        line = ""
        columns = 0
      }
      while wordColumns > width, let head = Self.head(of: word, width: width) {
        lines.append(String(word[..<head]))
        word = String(word[head...])
        wordColumns = displayWidth(of: word)
      }
      line += line.isEmpty ? word : " " + word
      columns = displayWidth(of: line)
    }
    if !line.isEmpty || lines.isEmpty { lines.append(line) }
    self.lines = lines
  }

  /// Where to break a word that is wider than a line; nil if not even its first letter fits.
  private static func head(of word: String, width: Int) -> String.Index? {
    var columns = 0
    for index in word.indices {
      columns += displayWidth(of: String(word[index]))
      if columns > width { return index == word.startIndex ? nil : index }
    }
    return nil
  }
}
