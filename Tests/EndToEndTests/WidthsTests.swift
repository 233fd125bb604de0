import Foundation
import TerminalText
import TerminalUI
import Testing

/// Whether a real terminal gives to texts the columns that the screens reckon with.
@Suite struct WidthsTests {
  private let home: TemporaryHome

  init() throws {
    home = try TemporaryHome()
  }

  /// Names as people, and others, may have them.
  private static let names = [
    "Bella Rosa", "Julian Mejía", "e\u{301}a\u{308}\u{323}", "花店", "ﾊﾅﾔ", "Ｒｏｓａ", "한국 꽃집",
    "\u{1112}\u{1161}\u{11ab}\u{1100}\u{1173}\u{11af}", "ร้านดอกไม้", "חנות פרחים", "متجر الزهور",
    "फूलों की दुकान", "ফুলের দোকান", "பூக்கடை", "ဗမာ", "ខ្មែរ", "Ελληνικά", "Цветы", "ℹ️ ☎️ ❤️ ☎ ❤", "1️⃣2️⃣ #️⃣",
    "👩‍👩‍👧‍👦 👍🏽 🏳️‍🌈 🧑🏿‍🚀", "🇨🇴🇳🇱🇯🇵", "🏴\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f}", "🌹🌸🪻🫶",
    "①②Ⅳ℃※→○●─│", "a\u{200b}b\u{200d}c\u{feff}\u{2060}", "\u{202e}gnp.exe\u{2066}", "tab\there\u{7}\u{1b}[2J",
    "a\r\nb\u{2028}c", "\u{ad}\u{34f}\u{3164}\u{115f}", "\u{fffd}\u{e000}\u{378}", "a\u{fe0f}b\u{fe0e}",
    "𝔉𝔩𝔬𝔯𝔞 𐍈",
    "Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤a̢̗l̵͘g̸o͞", "〰️〽️㊗️㊙️", "\u{3000}wide blank", "ꜱᴍᴀʟʟ ｆｕｌｌ", "ﷺ", "﷽", "⸻", "𒐫", "ஹௌ", "꧅",
  ]

  @Test func `a terminal gives names the columns that were reckoned`() throws {
    try compare(Self.names.map { visibleText($0) })
  }

  @Test func `so it does where other signs stand for the ambiguous ones`() throws {
    try compare(Self.names.map { visibleText($0, in: .narrow) })
  }

  @Test(.enabled(if: ProcessInfo.processInfo.environment["KOMET_PROOF"] == "full"))
  func `a terminal gives every character the columns that were reckoned`() throws {
    let all = (UInt32(0x20)...0x3_ffff).compactMap(Unicode.Scalar.init).map { "a\($0)" }
    // A few to a line, so that a difference is easily found.
    try compare(
      stride(from: 0, to: all.count, by: 8).map { visibleText(all[$0..<min($0 + 8, all.count)].joined()) })
  }

  /// Writes each text at the start of a line, and asks the terminal where its cursor then is (ECMA-48, CPR).
  private func compare(_ texts: [String]) throws {
    try home.write(texts.joined(separator: "\n"), to: "texts")
    try home.write(Self.measure, to: "measure.py")
    let screen = try TmuxScreen(
      Program(home: home), running: "python3 measure.py && echo all are measured; exec cat")
    try screen.wait(for: "all are measured")
    let columns = (home.content("columns") ?? "").split(separator: "\n").compactMap { Int($0) }
    #expect(columns.count == texts.count)
    for (text, column) in zip(texts, columns) where displayWidth(of: text) != column - 1 {
      let scalars = text.unicodeScalars.map { String($0.value, radix: 16) }.joined(separator: " ")
      Issue.record("“\(text)” (\(scalars)): \(column - 1) columns, not \(displayWidth(of: text))")
    }
  }

  private static let measure = """
    import os, termios, tty
    before = termios.tcgetattr(0)
    tty.setraw(0)
    with open("columns", "w") as columns:
        for text in open("texts", encoding="utf-8", newline="").read().split("\\n"):
            os.write(1, b"\\r\\x1b[K" + text.encode() + b"\\x1b[6n")
            answer = b""
            while not answer.endswith(b"R"):
                answer += os.read(0, 1)
            columns.write(answer[:-1].split(b";")[1].decode() + "\\n")
    termios.tcsetattr(0, termios.TCSADRAIN, before)
    """
}
