import Foundation

/// Gives the terminal back when the process crashes, or a signal ends it.
///
/// A signal handler may neither allocate nor lock, so everything is made ready beforehand, in globals that the
/// main thread writes while the handlers can't yet, or can no longer, look at them.
enum CrashRestoration {
  /// From now on a crash writes `sequences` to a descriptor and sets the line as it was.
  static func arm(with sequences: String, to descriptor: Int32, lineSettings: LineSettings?) {
    savedLineSettings = lineSettings?.settings ?? termios()
    hasLineSettings = lineSettings != nil
    crashDescriptor = descriptor
    crashBytes = copy(of: sequences)
  }

  /// From now on a crash writes these, if it writes any.
  ///
  /// A handler that comes in between sees the old ones or the new ones, each with its own end.
  static func replaceSequences(with sequences: String) {
    guard let old = crashBytes else { return }
    crashBytes = copy(of: sequences)
    old.deallocate()
  }

  /// The bytes with a 0 at their end.
  private static func copy(of sequences: String) -> UnsafeMutablePointer<CChar> {
    let bytes = sequences.utf8CString
    let copy = UnsafeMutableBufferPointer<CChar>.allocate(capacity: bytes.count)
    _ = copy.initialize(from: bytes)
    return copy.baseAddress ?? .allocate(capacity: 1)
  }

  static func disarm() {
    let bytes = crashBytes
    crashBytes = nil
    bytes?.deallocate()
  }

  /// The handler of the signals that end the process: restores the terminal, then dies of the same signal.
  static let handler: @convention(c) (Int32) -> Void = { signal in
    if let bytes = crashBytes {
      crashBytes = nil
      writeAll(bytes)
      if hasLineSettings { tcsetattr(STDIN_FILENO, TCSANOW, &savedLineSettings) }
    }
    raise(signal)
  }

  /// Waits a moment for a terminal that is slow to take them.
  private static func writeAll(_ bytes: UnsafeMutablePointer<CChar>) {
    let byteCount = strlen(bytes)
    var written = 0
    var patience = 10
    while written < byteCount {
      let count = write(crashDescriptor, bytes + written, byteCount - written)
      if count > 0 {
        written += count
      } else if errno == EAGAIN, patience > 0 {
        patience -= 1
        var descriptor = pollfd(fd: crashDescriptor, events: Int16(POLLOUT), revents: 0)
        poll(&descriptor, 1, 20)
      } else if errno != EINTR {
        return
      }
    }
  }
}

/// How a terminal line treats what is typed, as it was at one moment.
struct LineSettings {
  fileprivate var settings = termios()

  /// Nil if the descriptor is no terminal.
  init?(of descriptor: Int32) {
    guard tcgetattr(descriptor, &settings) == 0 else { return nil }
  }

  /// Puts it back, at once, without waiting for what is still to be written.
  func restore(on descriptor: Int32) {
    var settings = settings
    tcsetattr(descriptor, TCSANOW, &settings)
  }
}

// What the handlers of deadly signals read: written by the main thread before they are installed and after they are gone.
nonisolated(unsafe) private var crashBytes: UnsafeMutablePointer<CChar>?
nonisolated(unsafe) private var crashDescriptor = STDOUT_FILENO
nonisolated(unsafe) private var hasLineSettings = false
nonisolated(unsafe) private var savedLineSettings = termios()
