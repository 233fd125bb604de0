import Testing

@testable import TerminalText

struct VisibleTextTests {
  @Test(arguments: [
    ("", "", 0),
    ("Bella Rosa", "Bella Rosa", 10),
    ("Julian Mejía", "Julian Mejía", 12),
    ("e\u{301}", "e\u{301}", 1),
    ("花店", "花店", 4),
    ("ﾊﾅ", "ﾊﾅ", 2),
    ("Ｒｏｓａ", "Ｒｏｓａ", 8),
    ("한국", "한국", 4),
    ("\u{1112}\u{1161}\u{11ab}", "\u{1112}\u{1161}\u{11ab}", 2),
    ("🌹", "🌹", 2),
    ("👩‍👩‍👧 Florist", "👩 Florist", 10),
    ("👍🏽", "👍", 2),
    ("❤️", "❤", 1),
    ("🇨🇴 Flores", "CO Flores", 9),
    ("🏴\u{e0067}\u{e0062}\u{e007f}!", "🏴!", 3),
    ("1️⃣", "1", 1),
    ("a\u{a0}b\u{2003}c", "a b c", 5),
  ])
  func showsPeoplesNames(text: String, shown: String, width: Int) {
    #expect(visibleText(text).unicodeScalars.elementsEqual(shown.unicodeScalars))
    #expect(displayWidth(of: text) == width)
  }

  @Test(arguments: [
    ("a\u{1b}[31mb", "a␛[31mb"),
    ("a\u{7}b\u{0}c\td", "a␇b␀c␉d"),
    ("a\r\nb\nc", "a␍␊b␊c"),
    ("\u{7f}\u{9b}31m", "␡\u{fffd}31m"),
    ("a\u{2028}b\u{2029}c", "a␤b␤c"),
    ("\u{202e}gnp.exe\u{2066}\u{200f}", "·gnp.exe··"),
    ("a\u{200b}b\u{200d}c\u{feff}\u{2060}", "a·b·c··"),
    ("\u{ad}\u{34f}\u{3164}\u{115f}", "····"),
    ("\u{e000}\u{10fffd}\u{ffff}\u{378}", "\u{fffd}\u{fffd}\u{fffd}\u{fffd}"),
    ("\u{e0041}a", "·a"),
    ("\u{301}a", "◌\u{301}a"),
    ("🌹\u{200d}a", "🌹·a"),
  ])
  func showsPlaceholdersForWhatIsHostile(text: String, shown: String) {
    #expect(visibleText(text).unicodeScalars.elementsEqual(shown.unicodeScalars))
    #expect(visibleText(shown).unicodeScalars.elementsEqual(shown.unicodeScalars))
    #expect(displayWidth(of: text) == displayWidth(of: shown))
  }

  @Test func keepsFourOfManyMarks() {
    let text = "a" + String(repeating: "\u{301}", count: 200) + "b"
    #expect(visibleText(text).unicodeScalars.count == 1 + Glyph.markLimit + 1)
    #expect(displayWidth(of: text) == 2)
  }

  @Test func everyScalarTakesOneRowAndAtMostTwoColumns() {
    for value in UInt32(0)...0x10_ffff {
      guard let scalar = Unicode.Scalar(value) else { continue }
      for (glyph, _) in GlyphSequence(text: String(scalar), charset: .unicode) {
        let category = glyph.base.properties.generalCategory
        let isSafe = category != .control && category != .format && category != .lineSeparator
        if !isSafe || !(1...2).contains(glyph.width) { Issue.record("U+\(String(value, radix: 16))") }
      }
    }
  }

  @Test func `what is frequent is as wide as the system says`() {
    let frequent = Array(UInt32(0x20)...0x7e) + Array(0xc0...0x24f) + Array(0x2500...0x259f)
    for scalar in frequent.compactMap(Unicode.Scalar.init) {
      let glyphs = GlyphSequence(text: String(scalar), charset: .unicode).map(\.glyph)
      #expect(glyphs == [Glyph(scalar, width: ScalarWidth.columns(of: scalar) ?? 0)])
    }
  }

  @Test(arguments: ["", "Bella Rosa", "Julian Mejía", "e\u{301}e\u{301}", "花店", "🇨🇴 Flores", "a\tb\u{200b}c…"])
  func `a text fits where it takes no more columns`(text: String) {
    for width in -1...20 {
      #expect(fits(text, width: width) == (displayWidth(of: text) <= width))
    }
  }

  @Test(arguments: [
    ("Ælfric Straße", "Alfric Strase"),
    ("Julián Ñandú – “Łódź” Øst", "Julian Nandu - \"Lodz\" Ost"),
    ("e\u{301}", "e"),
    ("花 🌹 a\u{1b}b", "? ? a?b"),
    ("Ｒｏｓａ", "Rosa"),
    ("日本…", "??~"),
  ])
  func fallsBackToASCII(text: String, shown: String) {
    #expect(visibleText(text, in: .ascii) == shown)
    #expect(displayWidth(of: text, in: .ascii) == shown.count)
  }

  @Test(arguments: [
    ("Mejía ○ ─ “花”", "Meji\u{301}a o - \"花\""), ("à la carte", "a\u{300} la carte"),
    ("Ærø ① →", "Aro ? >"), ("花店 🌹 한국", "花店 🌹 한국"), ("ê\u{323}", "e\u{302}\u{323}"),
  ])
  func avoidsSignsOfAmbiguousWidth(text: String, shown: String) {
    #expect(visibleText(text, in: .narrow).unicodeScalars.elementsEqual(shown.unicodeScalars))
    #expect(displayWidth(of: text, in: .narrow) == displayWidth(of: text))
  }

  @Test func noSignOfAmbiguousWidthIsLeftWhereTheyAreAvoided() {
    for scalar in (UInt32(0)...0x3_ffff).compactMap(Unicode.Scalar.init) {
      for (glyph, _) in GlyphSequence(text: String(scalar), charset: .narrow)
      where AmbiguousWidth.contains(glyph.base) {
        Issue.record("U+\(String(scalar.value, radix: 16))")
      }
    }
  }

  @Test(arguments: [
    ("Bella Rosa", 10, "Bella Rosa"),
    ("Bella Rosa", 9, "Bella Ro…"),
    ("花店花店", 6, "花店…"),
    ("rose", 1, "…"),
    ("rose", 0, ""),
  ])
  func truncates(text: String, width: Int, shown: String) {
    #expect(truncated(text, toWidth: width) == shown)
  }

  @Test func pads() {
    #expect(padded("花", toWidth: 5) == "花   ")
    #expect(padded("rose", toWidth: 2) == "rose")
  }
}
