import CustomerBrowser
import Customers
import Foundation
import Synchronization
import Threading

/// Reads themes on a thread of its own: the next one when asked, and the one on the screen whenever its file changes.
final class ThemeShelf: Sendable {
  enum News: Sendable {
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

  /// Reads the theme after the one on the screen, by name; one that can't be read is passed over.
  func readNext() {
    thread.run { [self] in
      let names = folders.names
      let place = names.firstIndex(of: shownName.withLock(\.self)) ?? 0
      for step in 1..<max(names.count, 1) {
        guard let theme = try? folders.theme(named: names[(place + step) % names.count]) else { continue }
        shownName.withLock { $0 = theme.name }
        watch(theme.name)
        news.post(.read(theme))
        return
      }
    }
  }

  /// What came of it since the last time, in order.
  func drain() -> [News] { news.drain() }

  private func readAgain() {
    let name = shownName.withLock(\.self)
    do throws(TerminalUIError) {
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
