import Foundation

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

  /// Names with their common explanation indented below.
  mutating func entry(_ names: [String], _ words: String) {
    for (index, name) in names.enumerated() {
      text += "\(index == 0 ? ".TP" : ".TQ")\n\\fB\(Self.escaped(name))\\fR\n"
    }
    line(words)
  }

  /// Paragraphs, each of which flows.
  mutating func prose(_ paragraphs: [String]) {
    for paragraph in paragraphs {
      macro("PP")
      line(paragraph)
    }
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

  /// What stands for a character beyond ASCII: `\[u0065_0301]`.
  private static func named(_ character: Character) -> String {
    let scalars = String(character).decomposedStringWithCanonicalMapping.unicodeScalars
    let codes = scalars.map { scalar in
      let code = String(scalar.value, radix: 16, uppercase: true)
      return String(repeating: "0", count: max(4 - code.count, 0)) + code
    }
    return "\\[u\(codes.joined(separator: "_"))]"
  }

  private static func escaped(_ words: String) -> String {
    let ascii = words.replacing("\\", with: "\\e").replacing("-", with: "\\-").replacing("\"", with: "\\(dq")
    let escaped = ascii.map { $0.isASCII ? String($0) : named($0) }.joined()
    // At the beginning of a line, these would be a macro.
    return escaped.hasPrefix(".") || escaped.hasPrefix("'") ? "\\&" + escaped : escaped
  }
}
