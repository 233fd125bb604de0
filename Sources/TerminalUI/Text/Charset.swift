/// What the terminal can show.
package enum Charset: Sendable {
  case unicode
  /// Unicode without the signs that are one column wide on some terminals and two on others: narrow ones that
  /// look alike stand for them, so that the columns stay where they are whatever the terminal makes of it.
  case narrow
  /// Printable ASCII only: everything else is shown as a similar ASCII character or `?`.
  case ascii
}
