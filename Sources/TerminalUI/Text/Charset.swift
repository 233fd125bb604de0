/// What the terminal can show.
package enum Charset: Sendable {
  case unicode
  /// Printable ASCII only: everything else is shown as a similar ASCII character or `?`.
  case ascii
}
