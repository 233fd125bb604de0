import BrowserTesting
import Customers
import TerminalText
import TerminalUI

/// Texts of a server on a screen: each stays in its columns, and nothing of it drives the terminal.
enum ScreenFuzzer {
  @Sendable static func run(_ bytes: [UInt8]) {
    let text = String(decoding: bytes, as: UTF8.self)
    for charset in [Charset.unicode, .narrow, .ascii] {
      let shown = visibleText(text, in: charset)
      check(shown, charset)
      let width = displayWidth(of: text, in: charset)
      require(displayWidth(of: shown, in: charset) == width, "\(width) columns, then others: \(shown)")
      for limit in [0, 1, 2, 7, 40] {
        let cut = truncated(text, toWidth: limit, in: charset)
        check(cut, charset)
        let columns = displayWidth(of: cut, in: charset)
        require(columns <= limit, "\(columns) columns in \(limit): \(cut)")
        require(width > limit || cut == shown, "cut without need: \(cut)")
      }
    }
    // A screen takes a thousand times as long as a text.
    if bytes.count % 16 == 0 { draw(text) }
  }

  private static func check(_ text: String, _ charset: Charset) {
    for scalar in text.unicodeScalars {
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate:
        require(false, "U+\(String(scalar.value, radix: 16)) is sent to the terminal")
      default: require(charset != .ascii || scalar.isASCII, "\(scalar) is no ASCII")
      }
    }
  }

  private static func draw(_ text: String) {
    let customer = Customer(
      id: 7, name: text, code: text, accountingCode: text, customerType: text, salesperson: text,
      isActive: true)
    let browser = BrowserDriver.showing([customer, Customer(id: 8, name: "Bella")])
    for charset in [Charset.unicode, .ascii] {
      let appearance = Appearance(theme: .default, charset: charset, keyMap: .standard)
      let size = Size(columns: 110, rows: 12)
      let frame = BrowserScreen(state: browser.state, appearance: appearance, size: size).render()
      require(frame.faults(size: size).isEmpty, "\(frame.faults(size: size))")
      for line in frame.text.split(separator: "\n") { check(String(line), charset) }
    }
  }

  static var seeds: [[UInt8]] {
    [
      "Bella Rosa Floral", "花の店🌷", "evil\u{1b}[2J\r\n\u{7}\u{202e}x\0", "\u{9b}31m", "e\u{301}\u{301}\u{301}",
      "👨‍👩‍👧 🇩🇪 1️⃣",
      "שלום עולם", "مرحبا", "\u{e0041}\u{e007f}\u{200b}\u{feff}", "\u{2028}\u{2029}\u{85}\u{ad}", "한국어 ㄱ",
      "ｆｕｌｌ",
      String(repeating: "\u{301}", count: 200), String(repeating: "花", count: 300),
      "\u{10ffff}\u{e000}\u{378}",
    ]
    .map { Array($0.utf8) }
  }
}
