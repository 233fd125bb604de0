import CNcurses
import Foundation

/// The way from ncurses to the terminal, which gets each frame in one piece.
///
/// ncurses writes every cursor move by itself. Without this, a terminal would be woken dozens of times for one
/// key, and would show the beginning of a frame before its end.
final class TerminalOutput {
  /// What ncurses writes to: the terminal, but memory while `writeFrame` runs.
  let stream: UnsafeMutablePointer<FILE>
  private let descriptor: Int32
  /// A file in memory; negative if there is none, and ncurses then writes as it likes.
  private let memory: Int32
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
    memory = komet_open_memory()
  }

  deinit {
    fclose(stream)
    if memory >= 0 { close(memory) }
  }

  /// Lets ncurses paint a frame, and writes it.
  func writeFrame(_ paint: () -> Void) {
    let isGathered = lseek(memory, 0, SEEK_SET) == 0 && redirect(to: memory)
    paint()
    var bytes = Array(prefix.utf8)
    prefix = ""
    if isGathered {
      _ = redirect(to: STDOUT_FILENO)
      bytes += SequenceMerger.merged(gathered(), namesColumns: namesColumns)
    }
    bytes.withUnsafeBytes(Self.write)
  }

  /// Writes past ncurses, which has nothing unwritten between two frames.
  func write(_ sequence: String) {
    Array(sequence.utf8).withUnsafeBytes(Self.write)
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

  private static func write(_ bytes: UnsafeRawBufferPointer) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let unwritten = UnsafeRawBufferPointer(rebasing: rest)
      let written = Foundation.write(STDOUT_FILENO, unwritten.baseAddress, unwritten.count)
      if written < 0, errno == EINTR { continue }
      guard written > 0 else { return }
      rest = rest.dropFirst(written)
    }
  }
}
