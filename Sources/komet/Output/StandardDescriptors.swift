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
}
