import CustomerBrowser
import Customers
import Foundation
import Synchronization
import Threading
import Wording

/// Reads themes on a thread of its own: any one when asked, and the one on the screen whenever its file changes.
final class ThemeShelf: Sendable {
  enum News: Sendable {
    case listed([String])
    case read(Theme)
    /// The file of the theme on the screen changed, but can't be read.
    case rejected(reason: String)
  }

  private let folders: ThemeFolders
  private let thread = WorkerThread(name: "komet.themes")
  private let watcher = FileWatcher()
  private let news: Mailbox<News>
  private let shownName: Mutex<String>

  /// Begins with the theme of that name on the screen; calls `wake` whenever there is news.
  init(_ folders: ThemeFolders, showing name: String, wake: @escaping @Sendable () -> Void) {
    self.folders = folders
    news = Mailbox(wake: wake)
    shownName = Mutex(name)
    thread.run { [self] in watch(name) }
  }

  /// A descriptor for `poll`: readable when a file may have changed, negative if that can't be told.
  var changeDescriptor: Int32 { watcher.descriptor }

  /// Reads the theme anew if its file changed, without waiting for the disk.
  ///
  /// Call it when the `changeDescriptor` is readable.
  func lookForChange() {
    if watcher.sawChange() { thread.run { [self] in readAgain() } }
  }

  /// Looks for the themes that there are.
  func list() {
    thread.run { [self] in news.post(.listed(folders.names)) }
  }

  /// Reads a theme, which is then watched, even if it can't be read yet.
  func read(_ name: String) {
    thread.run { [self] in
      shownName.withLock { $0 = name }
      watch(name)
      readAgain()
    }
  }

  /// Watches the file of a theme that is on the screen without being read.
  func follow(_ name: String) {
    thread.run { [self] in
      shownName.withLock { $0 = name }
      watch(name)
    }
  }

  /// What came of it since the last time, in order.
  func drain() -> [News] { news.drain() }

  private func readAgain() {
    let name = shownName.withLock(\.self)
    do throws(SetupError) {
      news.post(.read(try folders.theme(named: name)))
    } catch {
      let path = folders.path(ofThemeNamed: name) ?? ""
      let folder = (path as NSString).deletingLastPathComponent + "/"
      // The line has room for little more than what is wrong and where.
      news.post(.rejected(reason: error.description.replacing(folder, with: "")))
    }
  }

  private func watch(_ name: String) {
    watcher.watch(folders.path(ofThemeNamed: name))
  }
}

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
