import Foundation

/// Keeps every other process from opening, making or setting aside a cache file in one folder.
///
/// Held for the moments in which a file is opened, never while customers are read or synced. The lock
/// is on the folder itself (`flock`), so nothing is left behind, whatever becomes of the process.
struct FolderLock: ~Copyable {
  private let descriptor: Int32

  /// Longer than any opening takes, short enough for a person to wait.
  private static let patience = Duration.seconds(10)
  private static let pause: useconds_t = 5_000

  /// Waits for the lock; throws `notAccessible` or `busy`.
  init(folder: String, what: String) throws(CustomerStoreError) {
    descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw CustomerStoreError(what: what, path: folder, code: errno) }
    let deadline = ContinuousClock.now + Self.patience
    while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
      // A file system without locks (some network ones) has to do without.
      guard errno == EWOULDBLOCK || errno == EINTR else { return }
      guard ContinuousClock.now < deadline else {
        close(descriptor)
        throw CustomerStoreError(
          .busy, what: what, why: "Another process has been opening a cache in \(folder) for too long.",
          advice: "Wait for it, or end it, and try again.")
      }
      usleep(Self.pause)
    }
  }

  deinit {
    close(descriptor)
  }
}
