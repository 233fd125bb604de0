/// A screen to paint on, and the keys and mouse before it.
///
/// Only the main thread may touch it.
package protocol Terminal: AnyObject {
  var size: Size { get }
  var colorDepth: ColorDepth { get }
  var charset: Charset { get }
  /// Readable when there is input; for `poll`.
  var inputDescriptor: Int32 { get }

  /// Shows the frame, writing only what differs from the last one.
  ///
  /// A frame of another size is cut, or leaves the rest as it is.
  func present(_ frame: Frame)

  /// Everything that has come in, without waiting for more.
  func readInput() -> [Input]

  /// When there is input to read although nothing more comes in, as Esc is the beginning of other keys; nil for never.
  var inputDeadline: ContinuousClock.Instant? { get }

  /// Makes the next `present` paint everything, whatever another program has left on the screen.
  func redraw()

  func bell()

  /// Asks the terminal to put a text on the person's clipboard (OSC 52), which it may or may not do.
  ///
  /// False if the terminal can't be asked.
  func copyToClipboard(_ text: String) -> Bool

  /// Names the window, if the terminal lets it; the name from before comes back with the screen.
  func setTitle(_ title: String)

  /// Gives the screen back, as before the start, until `resume`.
  func suspend()

  /// Takes the screen again, or makes sure of it after others may have used it; the next `present` paints everything.
  func resume()

  /// Gives the screen back for good; does nothing the second time.
  func restore()
}
