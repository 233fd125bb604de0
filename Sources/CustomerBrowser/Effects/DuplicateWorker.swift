import Customers
import Foundation
import Synchronization
import Threading

/// Groups duplicates, on a thread of its own, as that may take seconds; a new question ends the one before.
final class DuplicateWorker: Sendable {
  private let thread = WorkerThread(name: "komet.duplicates", hasLowPriority: true)
  private let latestGeneration = Atomic(0)
  private let post: @Sendable (BrowserEvent) -> Void

  init(post: @escaping @Sendable (BrowserEvent) -> Void) {
    self.post = post
  }

  func list(_ request: SearchRequest, in snapshot: CustomerSnapshot, generation: Int) {
    latestGeneration.store(generation, ordering: .relaxed)
    thread.run { [self] in
      let progress = DuplicateProgress(of: snapshot, post: post)
      var searcher = CustomerSearcher(snapshot)
      // Another one may have stopped the search that both waited for.
      while isLatest(generation) {
        let list = searcher.duplicates(of: request) { [self] in
          progress.tell()
          return !isLatest(generation)
        }
        guard let list else { continue }
        return post(.duplicatesListed(list, generation: generation))
      }
    }
  }

  func stop(in snapshot: CustomerSnapshot) {
    latestGeneration.store(-1, ordering: .relaxed)
    snapshot.stopDuplicates()
  }

  private func isLatest(_ generation: Int) -> Bool {
    latestGeneration.load(ordering: .relaxed) == generation
  }
}

/// Tells how far a search for duplicates is, to whoever waits for it.
final class DuplicateProgress: Sendable {
  private let snapshot: CustomerSnapshot
  private let post: @Sendable (BrowserEvent) -> Void
  private let told = Atomic(-1)

  init(of snapshot: CustomerSnapshot, post: @escaping @Sendable (BrowserEvent) -> Void) {
    self.snapshot = snapshot
    self.post = post
  }

  /// To be called as often as one likes, from any thread; posts each hundredth once.
  func tell() {
    guard let progress = snapshot.duplicateProgress else { return }
    let hundredths = Int(progress * 100)
    guard told.exchange(hundredths, ordering: .relaxed) != hundredths else { return }
    post(.duplicatesProgressed(progress))
  }
}
