import Customers
import Foundation
import Synchronization
import Threading

/// Runs searches one after the other on a thread of its own; a new one ends the running one.
final class SearchWorker: Sendable {
  private let thread = WorkerThread(name: "komet.search")
  private let latestGeneration = Atomic(0)
  private let latestFacetGeneration = Atomic(0)
  /// Where named filters are counted, so that no key waits for them.
  private let countThread = WorkerThread(name: "komet.counts", hasLowPriority: true)
  private let latestFilterGeneration = Atomic(0)
  /// The snapshot searched last and what is remembered of it; used on `thread` only.
  private let searcher = Mutex<(snapshot: CustomerSnapshot, searcher: CustomerSearcher)?>(nil)
  /// The snapshot that was made ready last.
  private let prepared = Mutex<ObjectIdentifier?>(nil)
  private let post: @Sendable (BrowserEvent) -> Void

  init(post: @escaping @Sendable (BrowserEvent) -> Void) {
    self.post = post
  }

  func start(_ request: SearchRequest, in snapshot: CustomerSnapshot, generation: Int) {
    latestGeneration.store(generation, ordering: .relaxed)
    thread.run { [self] in
      guard let first = search(request, in: snapshot, generation: generation) else { return }
      post(.searchFinished(first, generation: generation))
      prepare(snapshot)
      if !first.isWhole { finish(request, in: snapshot, generation: generation) }
    }
  }

  /// How long the rest of a list waits: the first rows are painted meanwhile, by this program and by the terminal, and
  /// on a machine with two processors ranking a million rows beside them would make both wait.
  private static let timeToPaint = 0.02

  /// Finds all rows, of which the first ones are on their way to the screen; a new search comes first.
  private func finish(_ request: SearchRequest, in snapshot: CustomerSnapshot, generation: Int) {
    thread.run { [self] in
      thread.waitForWork(atMost: Self.timeToPaint)
      var request = request
      request.firstRows = nil
      guard let whole = search(request, in: snapshot, generation: generation) else { return }
      post(.searchFinished(whole, generation: generation))
    }
  }

  /// Gets a snapshot ready for keys, once, when its first rows are on the screen.
  private func prepare(_ snapshot: CustomerSnapshot) {
    let isNew = prepared.withLock { prepared in
      defer { prepared = ObjectIdentifier(snapshot) }
      return prepared != ObjectIdentifier(snapshot)
    }
    guard isNew else { return }
    Thread.detachNewThread {
      snapshot.prepareIndex()
      // Keys go before it.
      WorkerThread.lowerPriority()
      snapshot.prepareWords()
      snapshot.prepareOrder()
      snapshot.contacts.prepare()
    }
  }

  /// Finds marked customers in another table.
  func move(_ marks: Marks, from old: CustomerTable, to new: CustomerTable, generation: Int) {
    thread.run { [post] in
      post(.marksMoved(before: marks, after: marks.moved(from: old, to: new), generation: generation))
    }
  }

  /// Looks for ways to go on with what is typed.
  func complete(_ text: String, cursor: Int, in snapshot: CustomerSnapshot, generation: Int) {
    thread.run { [self] in
      let completions = CustomerQuery.completions(of: text, cursor: cursor, in: snapshot)
      post(.completionsFound(completions, generation: generation))
    }
  }

  /// Looks for those of some alternatives that find nobody, unless another search comes meanwhile.
  func findMissing(
    _ alternatives: [String], in request: SearchRequest, of snapshot: CustomerSnapshot, generation: Int
  ) {
    thread.run { [self] in
      let missing = withSearcher(for: snapshot) { searcher in
        searcher.missing(of: alternatives, in: request) { !self.isLatest(generation) }
      }
      if let missing { post(.missingFound(missing, of: alternatives.count, generation: generation)) }
    }
  }

  /// Looks for the customers of a list.
  func find(_ names: CustomerNameList, in snapshot: CustomerSnapshot, generation: Int) {
    thread.run { [post] in
      post(.namesFound(FoundNames(names, in: snapshot.table), generation: generation))
    }
  }

  /// Counts the facets of what is found; a new count ends the running one.
  func countFacets(_ request: SearchRequest, in snapshot: CustomerSnapshot, generation: Int) {
    latestFacetGeneration.store(generation, ordering: .relaxed)
    thread.run { [self] in
      let isCancelled = { @Sendable in self.latestFacetGeneration.load(ordering: .relaxed) != generation }
      let counts = withSearcher(for: snapshot) { $0.facetCounts(of: request, isCancelled: isCancelled) }
      if let counts { post(.facetsCounted(counts, generation: generation)) }
    }
  }

  /// Counts what named filters find, and posts each; a later call ends the running one.
  func countFilters(
    _ filters: [(name: String, request: SearchRequest)], in snapshot: CustomerSnapshot, generation: Int
  ) {
    latestFilterGeneration.store(generation, ordering: .relaxed)
    countThread.run { [self] in
      let isCancelled = { @Sendable in self.latestFilterGeneration.load(ordering: .relaxed) != generation }
      var searcher = CustomerSearcher(snapshot)
      for (name, request) in filters {
        guard let count = searcher.matchCount(of: request, isCancelled: isCancelled) else { return }
        post(.filterCounted(name: name, count: count, generation: generation))
      }
    }
  }

  private func search(
    _ request: SearchRequest, in snapshot: CustomerSnapshot, generation: Int
  ) -> SearchResult? {
    guard isLatest(generation) else { return nil }
    let progress = request.query.asksForDuplicates ? DuplicateProgress(of: snapshot, post: post) : nil
    return withSearcher(for: snapshot) { searcher in
      searcher.search(request) {
        progress?.tell()
        return !self.isLatest(generation)
      }
    }
  }

  private func withSearcher<Answer: Sendable>(
    for snapshot: CustomerSnapshot, _ body: (inout CustomerSearcher) -> Answer?
  ) -> Answer? {
    searcher.withLock { current in
      var searcher = current?.snapshot === snapshot ? current?.searcher : nil
      current = nil
      var latest = searcher.take() ?? CustomerSearcher(snapshot)
      defer { current = (snapshot, latest) }
      return body(&latest)
    }
  }

  private func isLatest(_ generation: Int) -> Bool {
    latestGeneration.load(ordering: .relaxed) == generation
  }
}

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
