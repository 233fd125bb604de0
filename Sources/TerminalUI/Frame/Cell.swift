/// One place of a frame.
///
/// The cell after a wide glyph holds `Glyph.continuation` and the same style.
package struct Cell: Equatable, Sendable {
  package var glyph: Glyph
  package var style: Style
}
