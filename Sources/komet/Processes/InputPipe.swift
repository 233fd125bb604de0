import Foundation

/// What another program is given to read.
final class InputPipe {
  private let text: String
  private(set) var readEnd: Int32
  private var writeEnd: Int32

  init(_ text: String) {
    self.text = text
    var ends: [Int32] = [-1, -1]
    pipe(&ends)
    (readEnd, writeEnd) = (ends[0], ends[1])
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
  }

  /// Writes the text while the other program reads it, which by now has its end of the pipe.
  ///
  /// The thread ends when all is written, or nobody is left to read it.
  func begin() {
    closeReadEnd()
    let (descriptor, bytes) = (writeEnd, Array(text.utf8))
    writeEnd = -1
    Thread.detachNewThread {
      // It would end this program; what waits for a thread ends with it.
      var signals = sigset_t()
      sigemptyset(&signals)
      sigaddset(&signals, SIGPIPE)
      pthread_sigmask(SIG_BLOCK, &signals, nil)
      _ = bytes.withUnsafeBytes { StandardDescriptors.write($0, to: descriptor) }
      Foundation.close(descriptor)
    }
  }

  func close() {
    closeReadEnd()
    if writeEnd >= 0 { Foundation.close(writeEnd) }
    writeEnd = -1
  }

  private func closeReadEnd() {
    if readEnd >= 0 { Foundation.close(readEnd) }
    readEnd = -1
  }
}
