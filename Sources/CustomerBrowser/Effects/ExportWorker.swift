import Customers
import Dispatch
import Synchronization
import Threading

/// Writes exports one after the other on a thread of its own.
final class ExportWorker: Sendable {
  private let thread = WorkerThread(name: "komet.export")
  private let cancelledCount = Atomic(0)
  private let post: @Sendable (BrowserEvent) -> Void

  init(post: @escaping @Sendable (BrowserEvent) -> Void) {
    self.post = post
  }

  /// Writes an export and posts one answer, which carries `generation`: how it ended, cancelled or not.
  func start(_ export: CustomerExport, path: String, replacing: Bool, generation: Int) {
    let start = cancelledCount.load(ordering: .relaxed)
    thread.run { [self] in
      do throws(ExportError) {
        let path = try ExportFile(path: path).write(export, replacing: replacing) {
          cancelledCount.load(ordering: .relaxed) != start
        }
        post(.exportFinished(path: path, rowCount: export.rows.count, generation: generation))
      } catch {
        switch error {
        case .exists: post(.exportTargetExisted(generation: generation))
        case .cancelled: post(.exportCancelled(generation: generation))
        case .failed(let failure): post(.exportFailed(failure, generation: generation))
        }
      }
    }
  }

  /// Ends every export started so far, unless it is in place already; their temporary files go away.
  func cancel() {
    cancelledCount.add(1, ordering: .relaxed)
  }

  /// Returns when no export runs any more.
  func wait() {
    let isDone = DispatchSemaphore(value: 0)
    thread.run { isDone.signal() }
    isDone.wait()
  }
}
