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
