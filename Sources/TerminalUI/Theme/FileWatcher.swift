import Foundation
import Synchronization

/// Tells when a file was written or replaced; at most one is watched.
///
/// Source: inotify(7). On other systems nothing is ever seen.
final class FileWatcher: Sendable {
  /// Readable when something may have been seen; negative if nothing ever will be.
  let descriptor: Int32
  /// The names that matter, by the watch of their folder.
  private let watches = Mutex<[Int32: Set<String>]>([:])

  #if os(Linux)
  init() {
    descriptor = inotify_init1(Int32(IN_NONBLOCK | IN_CLOEXEC))
  }

  deinit {
    close(descriptor)
  }

  /// Watches the file, and the one that it links to if it is a symbolic link, instead of what was watched before.
  ///
  /// Looks at the disk. Folders are watched, since most editors put a new file in the place of the old one.
  func watch(_ path: String?) {
    watches.withLock { watches in
      for watch in watches.keys { inotify_rm_watch(descriptor, watch) }
      watches = [:]
      guard let path else { return }
      for file in [path, (path as NSString).resolvingSymlinksInPath] {
        let folder = (file as NSString).deletingLastPathComponent
        let watch = inotify_add_watch(descriptor, folder, UInt32(IN_CLOSE_WRITE | IN_MOVED_TO))
        if watch >= 0 { watches[watch, default: []].insert((file as NSString).lastPathComponent) }
      }
    }
  }

  /// Whether the file was written or replaced since the last time; never waits.
  func sawChange() -> Bool {
    guard descriptor >= 0 else { return false }
    var isSeen = false
    withUnsafeTemporaryAllocation(byteCount: 4_096, alignment: 8) { buffer in
      while case let count = read(descriptor, buffer.baseAddress, buffer.count), count > 0 {
        if holdsWatched(UnsafeRawBufferPointer(rebasing: buffer[..<count])) { isSeen = true }
      }
    }
    return isSeen
  }

  /// Whether one of the events is about the file: each is a head that tells its length, and a name.
  private func holdsWatched(_ events: UnsafeRawBufferPointer) -> Bool {
    let head = MemoryLayout<inotify_event>.size
    var start = 0
    while start + head <= events.count {
      let event = events.loadUnaligned(fromByteOffset: start, as: inotify_event.self)
      let name = events[(start + head)..<(start + head + Int(event.len))].prefix { $0 != 0 }
      if watches.withLock({ $0[event.wd]?.contains(String(decoding: name, as: UTF8.self)) ?? false }) {
        return true
      }
      start += head + Int(event.len)
    }
    return false
  }
  #else
  init() { descriptor = -1 }

  func watch(_ path: String?) {}

  func sawChange() -> Bool { false }
  #endif
}
