/// A colour that a terminal can be asked for.
package enum Color: Hashable, Sendable {
  /// What the terminal uses when nobody asks for a colour.
  case terminalDefault
  /// A place of the palette of 256: 0–15 are the terminal's own, 16–255 the usual cube and greys.
  case indexed(UInt8)
  case rgb(red: UInt8, green: UInt8, blue: UInt8)
}
