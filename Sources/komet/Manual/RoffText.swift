/// Text for `man`, built up line by line.
///
/// Source: groff_man(7).
struct RoffText {
  private(set) var text = ""

  mutating func macro(_ name: String, _ arguments: String...) {
    let quoted = arguments.map { " \"\(Self.escaped($0))\"" }.joined()
    text += ".\(name)\(quoted)\n"
  }

  mutating func line(_ words: String) {
    text += Self.escaped(words) + "\n"
  }

  mutating func bold(_ words: String, plain: String) {
    text += "\\fB\(Self.escaped(words))\\fR \(Self.escaped(plain))\n"
  }

  /// A name with its explanation indented below.
  mutating func entry(_ name: String, _ words: String) {
    text += ".TP\n\\fB\(Self.escaped(name))\\fR\n"
    line(words)
  }

  /// Text with indented lines in it, which stay lines.
  mutating func paragraphs(_ paragraphs: String) {
    var isExample = false
    for line in paragraphs.split(separator: "\n") {
      if line.hasPrefix(" ") != isExample {
        isExample.toggle()
        text += isExample ? ".RS\n.nf\n" : ".fi\n.RE\n"
      }
      self.line(line.trimmingPrefix { $0 == " " }.description)
    }
    if isExample { text += ".fi\n.RE\n" }
  }

  private static func escaped(_ words: String) -> String {
    let escaped = words.replacing("\\", with: "\\e").replacing("-", with: "\\-").replacing(
      "\"", with: "\\(dq")
    // At the beginning of a line, these would be a macro.
    return escaped.hasPrefix(".") || escaped.hasPrefix("'") ? "\\&" + escaped : escaped
  }
}
