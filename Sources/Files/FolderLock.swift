import Foundation

/// Keeps every other process from making, opening or moving files in one folder, as long as they ask for it, too.
///
/// To be held for moments, since others wait. The lock is on the folder itself (`flock`), so nothing is left behind,
/// whatever becomes of the process.
package struct FolderLock: ~Copyable {
  /// Why there is no lock.
  package enum Failure: Error {
    /// The folder can't be opened, with the `errno`.
    case notOpened(Int32)
    /// Another process has held it for too long.
    case busy
  }

  private let descriptor: Int32

  /// Longer than any opening takes, short enough for a person to wait.
  private static let patience = Duration.seconds(10)
  private static let pause: useconds_t = 5_000

  /// Waits for the lock.
  package init(folder: String) throws(Failure) {
    descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .notOpened(errno) }
    let deadline = ContinuousClock.now + Self.patience
    while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
      // A file system without locks (some network ones) has to do without.
      guard errno == EWOULDBLOCK || errno == EINTR else { return }
      guard ContinuousClock.now < deadline else {
        close(descriptor)
        throw .busy
      }
      usleep(Self.pause)
    }
  }

  deinit {
    close(descriptor)
  }
}
