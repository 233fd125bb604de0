/// Makes what ncurses writes for a frame shorter, by a quarter or so; the screen gets the same.
///
/// ncurses resets the style and the charset, then sets each attribute and colour by itself, whatever was there. Here
/// one sequence leads from the style of a text to that of the next one. What is not understood stays as it is.
struct SequenceMerger {
  private var output: [UInt8] = []
  /// The style that the terminal has; nil if that isn't known.
  private var style: Style?
  /// The style that the next text is to have; nil if that of the terminal.
  private var wanted: Style?
  /// The last sequence that chose the letters, of each kind.
  private var charsets: [Charset: ArraySlice<UInt8>] = [:]

  /// How letters are chosen: by naming the main set, or by shifting between it and the other one (ECMA-35).
  private enum Charset {
    case named
    case shifted
  }

  static func merged(_ bytes: [UInt8]) -> [UInt8] {
    var merger = SequenceMerger()
    merger.output.reserveCapacity(bytes.count)
    var pieces = EscapeSequences(bytes)
    while let piece = pieces.next() { merger.take(piece) }
    merger.writeStyle()
    return merger.output
  }

  private mutating func take(_ piece: EscapeSequences.Piece) {
    switch piece.kind {
    case .style(let codes):
      // A sequence that begins with a reset tells all.
      let before = wanted ?? style ?? (codes.first == 0 ? Style() : nil)
      if let after = before?.applying(codes) {
        wanted = after
      } else {
        write(piece.bytes)
        style = nil
      }
    case .charset: choose(.named, by: piece.bytes)
    case .shift: choose(.shifted, by: piece.bytes)
    // Terminals to which the style would matter here are no longer about.
    case .move: output += piece.bytes
    case .other: write(piece.bytes)
    }
  }

  private mutating func choose(_ charset: Charset, by bytes: ArraySlice<UInt8>) {
    guard charsets[charset] != bytes else { return }
    charsets[charset] = bytes
    write(bytes)
  }

  private mutating func write(_ bytes: ArraySlice<UInt8>) {
    writeStyle()
    output += bytes
  }

  private mutating func writeStyle() {
    guard let wanted else { return }
    output += (style.map(wanted.escapeSequence(replacing:)) ?? wanted.escapeSequence).utf8
    style = wanted
    self.wanted = nil
  }
}
