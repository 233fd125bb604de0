import Customers
import Dispatch
import Synchronization

/// Runs searches one after the other on a thread of its own; a new one ends the running one.
final class SearchWorker: Sendable {
  private let queue = DispatchQueue(label: "komet.search", qos: .userInteractive)
  private let latestGeneration = Atomic(0)
  private let latestFacetGeneration = Atomic(0)
  /// The snapshot searched last and what is remembered of it; used on `queue` only.
  private let searcher = Mutex<(snapshot: CustomerSnapshot, searcher: CustomerSearcher)?>(nil)
  private let post: @Sendable (BrowserEvent) -> Void

  init(post: @escaping @Sendable (BrowserEvent) -> Void) {
    self.post = post
  }

  func start(_ request: SearchRequest, in snapshot: CustomerSnapshot, generation: Int) {
    latestGeneration.store(generation, ordering: .relaxed)
    queue.async { [self] in
      guard let first = search(request, in: snapshot, generation: generation) else { return }
      post(.searchFinished(first, generation: generation))
      guard first.orderedCount < first.rows.count else { return }
      var request = request
      request.firstRows = nil
      guard let whole = search(request, in: snapshot, generation: generation) else { return }
      post(.searchFinished(whole, generation: generation))
    }
  }

  /// Looks for ways to go on with what is typed.
  func complete(_ text: String, cursor: Int, in snapshot: CustomerSnapshot, generation: Int) {
    queue.async { [self] in
      let completions = CustomerQuery.completions(of: text, cursor: cursor, in: snapshot)
      post(.completionsFound(completions, generation: generation))
    }
  }

  /// Counts the facets of what is found; a new count ends the running one.
  func countFacets(_ request: SearchRequest, in snapshot: CustomerSnapshot, generation: Int) {
    latestFacetGeneration.store(generation, ordering: .relaxed)
    queue.async { [self] in
      let isCancelled = { @Sendable in self.latestFacetGeneration.load(ordering: .relaxed) != generation }
      let counts = withSearcher(for: snapshot) { $0.facetCounts(of: request, isCancelled: isCancelled) }
      if let counts { post(.facetsCounted(counts, generation: generation)) }
    }
  }

  private func search(
    _ request: SearchRequest, in snapshot: CustomerSnapshot, generation: Int
  ) -> SearchResult? {
    guard isLatest(generation) else { return nil }
    return withSearcher(for: snapshot) { $0.search(request) { !self.isLatest(generation) } }
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
