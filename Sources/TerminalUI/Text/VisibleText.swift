/// The text as it may be written to a terminal: one row, without anything that drives the terminal.
///
/// Hidden and control characters become visible placeholders; see `GlyphSequence`.
package func visibleText(_ text: String, in charset: Charset = .unicode) -> String {
  var shown = ""
  for (glyph, _) in GlyphSequence(text: text, charset: charset) { glyph.write(to: &shown) }
  return shown
}

/// How many columns `visibleText(text)` takes; counted no further than `limit`, which no screen has.
package func displayWidth(
  of text: String, in charset: Charset = .unicode, upTo limit: Int = Size.largest.columns
) -> Int {
  var columns = 0
  for (glyph, _) in GlyphSequence(text: text, charset: charset) {
    columns += glyph.width
    if columns >= limit { break }
  }
  return columns
}

/// The visible text, cut to at most `width` columns; `…` stands for what is cut off.
package func truncated(_ text: String, toWidth width: Int, in charset: Charset = .unicode) -> String {
  var shown = ""
  var columns = 0
  var shortened = ""
  for (glyph, _) in GlyphSequence(text: text, charset: charset) {
    guard columns + glyph.width <= width else {
      return width < 1 ? "" : shortened + visibleText("…", in: charset)
    }
    columns += glyph.width
    glyph.write(to: &shown)
    if columns < width { shortened = shown }
  }
  return shown
}

/// The visible text followed by blanks up to `width` columns; one that is wider stays whole.
package func padded(_ text: String, toWidth width: Int, in charset: Charset = .unicode) -> String {
  let missing = width - displayWidth(of: text, in: charset)
  return visibleText(text, in: charset) + String(repeating: " ", count: max(0, missing))
}
