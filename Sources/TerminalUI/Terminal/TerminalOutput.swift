import CNcurses
import Foundation

/// The way from ncurses to the terminal, which gets each frame in one piece.
///
/// ncurses writes every cursor move by itself. Without this, a terminal would be woken dozens of times for one
/// key, and would show the beginning of a frame before its end.
///
/// A terminal that nobody reads, as on a stalled connection, is waited for; once a signal has asked the program to end,
/// only for a moment.
final class TerminalOutput {
  /// What ncurses writes to: the terminal, but memory while `writeFrame` runs.
  let stream: UnsafeMutablePointer<FILE>
  private let descriptor: Int32
  /// A file in memory; negative if there is none, and ncurses then writes as it likes.
  private let memory: Int32
  /// The terminal once more, in a way of its own that never blocks; standard output if it can't be had.
  let terminal: Int32
  /// Whether the terminal has been given up, because it took nothing although the program is to end.
  private var isGivenUp = false
  private var prefix = ""
  /// Whether the terminal can move its cursor within a row.
  var namesColumns = false

  /// Opens standard output, a terminal, once more; throws what the system says if it can't.
  init() throws(POSIXError) {
    descriptor = fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 0)
    guard descriptor >= 0, let stream = fdopen(descriptor, "w") else {
      throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EMFILE)
    }
    self.stream = stream
    memory = Self.openMemory()
    // Set on standard output, O_NONBLOCK would be set for the shell, too.
    let own = ttyname(STDOUT_FILENO).map { open($0, O_WRONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC) } ?? -1
    terminal = own < 0 ? STDOUT_FILENO : own
  }

  deinit {
    fclose(stream)
    if memory >= 0 { close(memory) }
    if terminal != STDOUT_FILENO { close(terminal) }
  }

  /// Where the size of files is limited (ulimit -f), a frame would lose its end there.
  private static func openMemory() -> Int32 {
    let memory = komet_open_memory()
    guard memory >= 0 else { return memory }
    if pwrite(memory, "x", 1, largestFrame - 1) == 1, ftruncate(memory, 0) == 0 { return memory }
    close(memory)
    return -1
  }

  /// Far more than any takes, in bytes.
  private static let largestFrame: off_t = 64 << 20

  /// Lets ncurses paint a frame, or do whatever else it writes for, and writes that; then `end`, if there is something.
  func writeFrame(followedBy end: String = "", _ paint: () -> Void) {
    let isGathered = lseek(memory, 0, SEEK_SET) == 0 && redirect(to: memory)
    paint()
    var bytes = Array(prefix.utf8)
    prefix = ""
    if isGathered {
      _ = redirect(to: STDOUT_FILENO)
      bytes += SequenceMerger.merged(gathered(), namesColumns: namesColumns)
    }
    bytes += end.utf8
    bytes.withUnsafeBytes(write)
  }

  /// Writes past ncurses, which has nothing unwritten between two frames.
  func write(_ sequence: String) {
    Array(sequence.utf8).withUnsafeBytes(write)
  }

  /// Writes past ncurses, but not before the next frame.
  func writeWithNextFrame(_ sequence: String) {
    prefix += sequence
  }

  /// Lets the stream stand for another descriptor, also without child processes getting it.
  private func redirect(to other: Int32) -> Bool {
    dup2(other, descriptor) == descriptor && fcntl(descriptor, F_SETFD, FD_CLOEXEC) == 0
  }

  /// What was written to memory since its start.
  private func gathered() -> [UInt8] {
    let count = max(0, Int(lseek(memory, 0, SEEK_CUR)))
    return Array(unsafeUninitializedCapacity: count) { bytes, read in
      read = max(0, pread(memory, bytes.baseAddress, count, 0))
    }
  }

  private func write(_ bytes: UnsafeRawBufferPointer) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let unwritten = UnsafeRawBufferPointer(rebasing: rest)
      let written = Foundation.write(terminal, unwritten.baseAddress, unwritten.count)
      if written < 0, errno == EINTR { continue }
      if written < 0, errno == EAGAIN, waitForRoom() { continue }
      guard written > 0 else { return }
      rest = rest.dropFirst(written)
    }
  }

  /// Returns whether the terminal takes more; false if the program is to end and it took nothing for a while.
  private func waitForRoom() -> Bool {
    var patience = Self.lastPatience
    while !isGivenUp {
      var descriptor = pollfd(fd: terminal, events: Int16(POLLOUT), revents: 0)
      if poll(&descriptor, 1, Self.patienceStep) > 0 { return true }
      guard SignalWatcher.isEndRequested else { continue }
      patience -= Self.patienceStep
      isGivenUp = patience <= 0
    }
    return false
  }

  /// In milliseconds.
  private static let patienceStep: Int32 = 50
  private static let lastPatience: Int32 = 200
}

/// Makes what ncurses writes for a frame shorter, by a quarter or so; the screen gets the same.
///
/// ncurses resets the style and the charset, then sets each attribute and colour by itself, whatever was there. Here
/// one sequence leads from the style of a text to that of the next one, past blanks between them, and one that names the
/// column alone moves the cursor ahead in a row. Only what not every terminal knows that passes for an xterm is written
/// out: a repeated letter (REP in ECMA-48), and scrolling by a number of lines (SU, SD). What is not understood stays as
/// it is.
struct SequenceMerger {
  private var output: [UInt8] = []
  /// The letter at the end of what was written, which a repetition would repeat; empty behind a sequence.
  private var lastLetter: ArraySlice<UInt8> = []
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

  /// The row that the cursor is in, and a column that it is not beyond, even if each byte of a text takes one; nil if
  /// that isn't known.
  private var position: (row: Int, column: Int)?
  private let namesColumns: Bool

  private init(namesColumns: Bool) {
    self.namesColumns = namesColumns
  }

  /// `namesColumns` says that the terminal can move the cursor within its row (CHA in ECMA-48).
  static func merged(_ bytes: [UInt8], namesColumns: Bool) -> [UInt8] {
    var merger = SequenceMerger(namesColumns: namesColumns)
    merger.output.reserveCapacity(bytes.count)
    var pieces = EscapeSequences(bytes)
    while let piece = pieces.next() { merger.take(piece) }
    merger.writeStyle()
    return merger.output
  }

  private mutating func take(_ piece: EscapeSequences.Piece) {
    let letter = lastLetter
    lastLetter = []
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
    case .move(let row?, let column?): move(toRow: row, column: column, by: piece.bytes)
    case .move:
      position = nil
      output += piece.bytes
    case .text:
      lastLetter = piece.bytes[(piece.bytes.lastIndex { $0 & 0xC0 != 0x80 } ?? piece.bytes.startIndex)...]
      position?.column += piece.bytes.count
      write(text: piece.bytes)
    case .repetition(let count) where !letter.isEmpty:
      for _ in 0..<count { output += letter }
      position?.column += count * letter.count
    case .scroll(let count, let sequence) where position?.column == 1:
      // ncurses has moved to the margin at which these scroll.
      writeStyle()
      for _ in 0..<count { output += sequence.utf8 }
    case .repetition, .scroll, .other:
      // Erasing leaves the cursor where it is.
      if !Self.erasing.contains(piece.bytes.last ?? 0) { position = nil }
      write(piece.bytes)
    }
  }

  /// The last letters of the sequences ED, EL and ECH.
  private static let erasing = "JKX".utf8

  private mutating func move(toRow row: Int, column: Int, by bytes: ArraySlice<UInt8>) {
    if namesColumns, let position, position.row == row, position.column <= column {
      output += "\u{1B}[\(column)G".utf8
    } else {
      output += bytes
    }
    position = (row, column)
  }

  private mutating func choose(_ charset: Charset, by bytes: ArraySlice<UInt8>) {
    guard charsets[charset] != bytes else { return }
    charsets[charset] = bytes
    write(bytes)
  }

  /// The blanks at its start may keep the style of before if they show none of it.
  private mutating func write(text: ArraySlice<UInt8>) {
    let keepsStyle = style.flatMap { wanted?.looksAlikeOnBlanks(as: $0) } ?? false
    let blanks = keepsStyle ? text.prefix { $0 == UInt8(ascii: " ") } : []
    output += blanks
    if blanks.count < text.count { write(text.dropFirst(blanks.count)) }
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

/// Takes what is sent to a terminal apart into texts and the sequences between them (ECMA-48).
struct EscapeSequences: IteratorProtocol {
  struct Piece {
    let kind: Kind
    let bytes: ArraySlice<UInt8>
  }

  enum Kind {
    /// Sets a style, by these numbers.
    case style([Int])
    /// Names the main set of letters.
    case charset
    /// Shifts between two sets of letters.
    case shift
    /// Moves the cursor, and nothing else; to this row and column, from 1 on, if it names both.
    case move(row: Int?, column: Int?)
    /// Letters, none of which is a control character.
    case text
    /// The last letter again, so many times.
    case repetition(Int)
    /// Scrolls by so many lines, each of which this would do at the margin.
    case scroll(Int, by: String)
    /// Any other sequence.
    case other
  }

  private var rest: ArraySlice<UInt8>

  init(_ bytes: [UInt8]) {
    rest = bytes[...]
  }

  mutating func next() -> Piece? {
    guard let first = rest.first else { return nil }
    switch first {
    case Self.escape where rest.dropFirst().first == UInt8(ascii: "["): return controlSequence()
    case Self.escape where rest.dropFirst().first == UInt8(ascii: "("): return piece(.charset, count: 3)
    case Self.escape: return piece(.other, count: 2)
    case 0x0E, 0x0F: return piece(.shift, count: 1)
    case UInt8(ascii: "\r"), 0x08: return piece(.move(row: nil, column: nil), count: 1)
    default:
      let end = rest.dropFirst().firstIndex { $0 < 0x20 } ?? rest.endIndex
      return piece(first < 0x20 ? .other : .text, count: end - rest.startIndex)
    }
  }

  private static let escape: UInt8 = 0x1B

  private mutating func piece(_ kind: Kind, count: Int) -> Piece {
    defer { rest = rest.dropFirst(count) }
    return Piece(kind: kind, bytes: rest.prefix(count))
  }

  /// Numbers between semicolons, and a letter that says what they are for.
  private mutating func controlSequence() -> Piece {
    let start = rest.startIndex + 2
    let end = rest[start...].firstIndex { 0x40...0x7E ~= $0 } ?? rest.endIndex - 1
    let kind: Kind =
      switch rest[end] {
      case UInt8(ascii: "m"): Self.numbers(rest[start..<end]).map(Kind.style) ?? .other
      case UInt8(ascii: "A")...UInt8(ascii: "D"), UInt8(ascii: "G"), UInt8(ascii: "H"), UInt8(ascii: "d"):
        Self.move(rest[start..<end])
      case UInt8(ascii: "b"): .repetition(Self.count(rest[start..<end]))
      case UInt8(ascii: "S"): .scroll(Self.count(rest[start..<end]), by: "\n")
      case UInt8(ascii: "T"): .scroll(Self.count(rest[start..<end]), by: "\u{1B}M")
      default: .other
      }
    return piece(kind, count: end + 1 - rest.startIndex)
  }

  private static func move(_ bytes: ArraySlice<UInt8>) -> Kind {
    let numbers = numbers(bytes) ?? []
    return numbers.count == 2 ? .move(row: numbers[0], column: numbers[1]) : .move(row: nil, column: nil)
  }

  private static func count(_ bytes: ArraySlice<UInt8>) -> Int { max(numbers(bytes)?.first ?? 1, 1) }

  /// No style has a greater one, and hardly a screen more rows or columns.
  private static let largestNumber = 999

  /// What is left out is 0; nil if there is anything else.
  private static func numbers(_ bytes: ArraySlice<UInt8>) -> [Int]? {
    var numbers = [0]
    for byte in bytes {
      switch byte {
      case UInt8(ascii: ";"): numbers.append(0)
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        let number = numbers[numbers.count - 1] * 10 + Int(byte - UInt8(ascii: "0"))
        guard number <= largestNumber else { return nil }
        numbers[numbers.count - 1] = number
      default: return nil
      }
    }
    return numbers
  }
}
