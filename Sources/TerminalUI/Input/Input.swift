/// Something that comes from the terminal.
package enum Input: Hashable, Sendable {
  case key(Key)
  /// Esc with a key at its heels, or that key with Alt: terminals send the same for both.
  case escaped(Key)
  case mouse(MouseAction, at: Position)
  /// Text that was pasted in one piece; never to be taken as commands.
  case paste(String)
  /// The terminal's size changed; `Terminal.size` has the new one.
  case resized
  /// The terminal is gone; nothing will come any more.
  case closed
}

package enum MouseAction: Hashable, Sendable {
  /// The main button went down.
  case press
  /// It went down a second time at the same place and soon.
  case doubleClick
  case wheelUp
  case wheelDown
}
