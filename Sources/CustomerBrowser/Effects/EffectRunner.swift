import Customers
import Foundation
import Synchronization

/// Does what `update` asked for, off the main thread, and posts what comes of it.
///
/// `run` returns at once. `post` is called from any thread.
package final class EffectRunner: Sendable {
  private let fetcher: any CustomerFetching
  private let post: @Sendable (BrowserEvent) -> Void
  private let searches: SearchWorker
  private let exports: ExportWorker
  private let fetch = Mutex<Task<Void, Never>?>(nil)

  package init(fetcher: any CustomerFetching, post: @escaping @Sendable (BrowserEvent) -> Void) {
    self.fetcher = fetcher
    self.post = post
    searches = SearchWorker(post: post)
    exports = ExportWorker(post: post)
  }

  /// Starts an effect; those about the terminal itself (`redraw`, `suspend`, `quit`) are the caller's.
  package func run(_ effect: BrowserEffect) {
    switch effect {
    case .fetchCustomers(let generation):
      startFetch(generation: generation)
    case .cancelFetch:
      cancelFetch()
    case .search(let request, let snapshot, let generation):
      searches.start(request, in: snapshot, generation: generation)
    case .complete(let text, let cursor, let snapshot, let generation):
      searches.complete(text, cursor: cursor, in: snapshot, generation: generation)
    case .export(let export, let path, let replacing):
      exports.start(export, path: path, replacing: replacing)
    case .cancelExport:
      exports.cancel()
    case .redraw, .suspend, .quit:
      break
    }
  }

  /// Ends whatever runs and waits until no half-written file is left.
  package func stop() {
    cancelFetch()
    exports.cancel()
    exports.wait()
  }

  private func startFetch(generation: Int) {
    let task = Task.detached { [fetcher, post] in
      do throws(BrowserFailure) {
        let fetched = try await fetcher.fetchCustomers { progress in
          post(.fetchProgressed(progress, generation: generation))
        }
        guard !Task.isCancelled else { return }
        let snapshot = CustomerSnapshot(fetched.table)
        snapshot.prepare()
        post(.customersLoaded(snapshot, fetched, at: Date(), generation: generation))
      } catch {
        post(.fetchFailed(error, generation: generation))
      }
    }
    fetch.withLock { running in
      running?.cancel()
      running = task
    }
  }

  private func cancelFetch() {
    fetch.withLock { running in
      running?.cancel()
      running = nil
    }
  }
}
