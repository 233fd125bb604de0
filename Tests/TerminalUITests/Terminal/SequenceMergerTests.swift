import ProofTesting
import Testing

@testable import TerminalUI

struct SequenceMergerTests {
  @Test(arguments: [
    (
      "a reset before each style", "\u{1B}(B\u{1B}[0;1m\u{1B}[35mB\u{1B}[39m\u{1B}(B\u{1B}[mx",
      "\u{1B}(B\u{1B}[0;1;35mB\u{1B}[mx"
    ),
    ("what is only added", "\u{1B}[m \u{1B}[0;2ma\u{1B}[0;1;2mb", "\u{1B}[m \u{1B}[2ma\u{1B}[1mb"),
    ("what is taken away", "\u{1B}[0;1;4ma\u{1B}[0;4mb", "\u{1B}[0;1;4ma\u{1B}[;4mb"),
    ("what changes nothing", "\u{1B}[0;7ma\u{1B}[m\u{1B}[0;7mb", "\u{1B}[0;7mab"),
    ("a move between styles", "\u{1B}[0;1ma\u{1B}[m\u{1B}[3;9H\u{1B}[0;1mb", "\u{1B}[0;1ma\u{1B}[3;9Hb"),
    ("a style to erase with", "\u{1B}[0;44ma\u{1B}[m\u{1B}[K", "\u{1B}[0;44ma\u{1B}[m\u{1B}[K"),
    (
      "colours of each kind", "\u{1B}[0;38;5;208;48;2;1;2;3ma\u{1B}[97mb",
      "\u{1B}[0;38;5;208;48;2;1;2;3ma\u{1B}[97mb"
    ),
    ("the end of a frame", "\u{1B}[0;1ma\u{1B}[m", "\u{1B}[0;1ma\u{1B}[m"),
    (
      "shifting back again and again", "\u{1B}[m\u{0F}a\u{1B}[1mb\u{1B}[m\u{0F}c",
      "\u{1B}[m\u{0F}a\u{1B}[1mb\u{1B}[mc"
    ),
    ("a move ahead in a row", "\u{1B}[3;9Hab\u{1B}[5X\u{1B}[3;20Hc", "\u{1B}[3;9Hab\u{1B}[5X\u{1B}[20Gc"),
    (
      "a style that blanks don't show", "\u{1B}[0;1ma\u{1B}[m  b \u{1B}[1m  \u{1B}[mc",
      "\u{1B}[0;1ma  \u{1B}[mb   c"
    ),
    (
      "a style that blanks show", "\u{1B}[0;4ma\u{1B}[m \u{1B}[44m \u{1B}[7m ",
      "\u{1B}[0;4ma\u{1B}[m \u{1B}[44m \u{1B}[7m "
    ),
    ("line drawing", "\u{1B}(0q\u{1B}(Ba\u{1B}(Bb", "\u{1B}(0q\u{1B}(Bab"),
  ])
  func `is shorter`(what: String, written: String, merged: String) {
    #expect(Self.merged(written) == merged, "\(what)")
  }

  @Test(arguments: [
    "\u{1B}[3;9Hab\u{1B}[3;10Hc", "\u{1B}[3;9Hab\u{1B}[4;20Hc", "\u{1B}[3;9Ha\r\u{1B}[3;20Hc",
    "\u{1B}[3;9Ha\n\u{1B}[3;20Hc", "\u{1B}[3;9Hěščř\u{1B}[3;14Hc", "\u{1B}[35ma\u{1B}[mb",
    "\u{1B}[0;10ma\u{1B}[1mb", "\u{1B}[38:2::1:2:3ma", "\u{1B}[58;5;3ma",
    "\u{1B}[38;5ma",
    "\u{1B}]2;title\u{07}", "\u{1B}[?2026h\u{1B}[1;1Ha\u{1B}[?2026l", "\u{1B}[", "\u{1B}", "ě→\u{1B}[5Xé", "",
  ])
  func `what isn't understood stays as it is`(written: String) {
    #expect(Self.merged(written) == written)
  }

  @Test func `what not every xterm knows is written out: to repeat a letter, to scroll by lines`() {
    #expect(Self.merged("\u{1B}[0;1ma \u{1B}[7bé\u{1B}[2b") == "\u{1B}[0;1ma        ééé")
    #expect(Self.merged("\u{1B}[3;9Ha\u{1B}[2b\u{1B}[3;40Hc") == "\u{1B}[3;9Haaa\u{1B}[40Gc")
    #expect(Self.merged("\u{1B}[2;9r\u{1B}[9;1H\u{1B}[3S\u{1B}[m") == "\u{1B}[2;9r\u{1B}[9;1H\n\n\n\u{1B}[m")
    #expect(Self.merged("\u{1B}[2;1H\u{1B}[2T") == "\u{1B}[2;1H\u{1B}M\u{1B}M")
    #expect(Self.merged("\u{1B}[2;5H\u{1B}[2T") == "\u{1B}[2;5H\u{1B}[2T", "nothing tells of a margin")
    #expect(Self.merged("a\u{1B}[K\u{1B}[2b") == "a\u{1B}[K\u{1B}[2b", "nothing tells what is repeated")
  }

  @Test func `a terminal that can't move within a row isn't told to`() {
    let written = Array("\u{1B}[3;9Hab\u{1B}[3;20Hc".utf8)
    #expect(SequenceMerger.merged(written, namesColumns: false) == written)
  }

  /// Whatever is written, each letter must come out in the same style and at the same place.
  @Test(arguments: 0..<200)
  func `the screen gets the same`(seed: UInt64) {
    var random = RandomSource(seed: seed)
    let sequences = [
      "\u{1B}[m", "\u{1B}[0;1m", "\u{1B}[1m", "\u{1B}[2m", "\u{1B}[0;7m", "\u{1B}[22m", "\u{1B}[27m",
      "\u{1B}[31m",
      "\u{1B}[39;49m", "\u{1B}[44m", "\u{1B}[38;5;99m", "\u{1B}[48;2;9;8;7m", "\u{1B}[5m", "\u{1B}[0;10m",
      "\u{1B}[2;3H", "\u{1B}[2;9H", "\u{1B}[3;20H", "\u{1B}[K", "\u{1B}(B", "\u{1B}(0", "\u{0E}", "\u{0F}",
      "\r", "a", "b c", " ",
    ]
    let written = (0..<60).compactMap { _ in sequences.randomElement(using: &random) }.joined()
    let merged = Self.merged(written)
    #expect(Self.effects(of: merged) == Self.effects(of: written))
    #expect(merged.utf8.count <= written.utf8.count + 2)
  }

  private static func merged(_ text: String) -> String {
    String(decoding: SequenceMerger.merged(Array(text.utf8), namesColumns: true), as: UTF8.self)
  }

  /// Everything that is not a style or a charset, with the styles and charsets in force there.
  private static func effects(of text: String) -> [String] {
    var styles: Set<String> = []
    var named = ""
    var shifted = ""
    var row = ""
    var effects: [String] = []
    for match in text.matches(
      of: /\u{1B}\[([0-9;]*)([A-Za-z])|\u{1B}\([0B]|\u{0E}|\u{0F}|./.dotMatchesNewlines())
    {
      let piece = String(match.output.0)
      switch (match.output.2, piece) {
      case ("m", _):
        var codes =
          match.output.1.map { $0.split(separator: ";", omittingEmptySubsequences: false).map(String.init) }
          ?? []
        while !codes.isEmpty { obey(&codes, &styles) }
      case (_, "\u{1B}(0"), (_, "\u{1B}(B"): named = piece
      case (_, "\u{0E}"), (_, "\u{0F}"): shifted = piece
      case ("H", _):
        row = String(match.output.1?.split(separator: ";").first ?? "")
        effects.append(piece)
      case ("G", _): effects.append("\u{1B}[\(row);\(match.output.1 ?? "")H")
      case (_, "\r"): effects.append(piece)
      default:
        // A blank in reverse shows all of its style, another one no more than the background.
        let isPlainBlank = piece == " " && !styles.contains("7")
        let seen = isPlainBlank ? styles.filter { !["1", "2"].contains($0) && !$0.hasPrefix("fg") } : styles
        effects.append("\(piece) \(seen.sorted()) \(named) \(shifted)")
      }
    }
    return effects + ["\(styles.sorted()) \(named) \(shifted)"]
  }

  /// Takes the first code, and what belongs to it.
  private static func obey(_ codes: inout [String], _ styles: inout Set<String>) {
    let code = codes.removeFirst()
    func drop(_ kind: String) { styles = styles.filter { !$0.hasPrefix(kind) } }
    switch code {
    case "", "0": styles = []
    case "22": styles.subtract(["1", "2"])
    case "27": styles.remove("7")
    case "39": drop("fg")
    case "49": drop("bg")
    case "38", "48":
      let kind = code == "38" ? "fg" : "bg"
      let count = codes.first == "5" ? 2 : 4
      drop(kind)
      styles.insert(kind + codes.prefix(count).joined(separator: ";"))
      codes.removeFirst(count)
    case "31":
      drop("fg")
      styles.insert("fg31")
    case "44":
      drop("bg")
      styles.insert("bg44")
    default: styles.insert(code)
    }
  }
}
