import Foundation

/// The three descriptors that every program is given, unless whoever starts it closes them (`>&-`).
enum StandardDescriptors {
  /// Fills the places of those that are closed, for the next file to be opened would take them.
  ///
  /// What is meant for stdout would then end in that file. To read or write the stand-ins fails, as it should.
  static func fillGaps() {
    for descriptor in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO] where fcntl(descriptor, F_GETFD) < 0 {
      // Opened the wrong way round, so that nobody takes it for the end of the input, or a write for done.
      _ = open("/dev/null", descriptor == STDIN_FILENO ? O_WRONLY : O_RDONLY)
    }
  }

  /// Writes everything, and waits where a pipe is full that somebody set not to block; returns 0 or the `errno`.
  static func write(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32) -> Int32 {
    var rest = bytes
    while !rest.isEmpty {
      let written = Foundation.write(descriptor, rest.baseAddress, rest.count)
      if written >= 0 {
        rest = UnsafeRawBufferPointer(rebasing: rest[written...])
      } else if errno == EAGAIN || errno == EWOULDBLOCK {
        var room = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        poll(&room, 1, -1)
      } else if errno != EINTR {
        return errno
      }
    }
    return 0
  }
}
