import Customers
import Synchronization
import Threading
import Wording

/// Looks up what is known about one customer besides its fields, on a thread of its own.
///
/// A sync that keeps the other thread busy for seconds doesn't hold this up.
final class DetailWorker: Sendable {
  private let source: any CustomerSource
  private let post: @Sendable (BrowserEvent) -> Void
  private let thread = WorkerThread(name: "komet.detail")
  private let executor: ThreadExecutor
  private let latestChanges = Atomic(0)
  private let question = Mutex<Task<Void, Never>?>(nil)

  init(source: any CustomerSource, post: @escaping @Sendable (BrowserEvent) -> Void) {
    self.source = source
    self.post = post
    executor = ThreadExecutor(thread)
  }

  /// Reads the recorded changes and the kept contacts, unless those of another customer were asked for meanwhile.
  func loadChanges(ofCustomer id: UInt64, generation: Int) {
    latestChanges.store(generation, ordering: .relaxed)
    thread.run { [self] in
      guard latestChanges.load(ordering: .relaxed) == generation else { return }
      do throws(UserFacingError) {
        let contacts = try source.cachedContacts(ofCustomer: id)
        let changes = try source.recordedChanges(ofCustomer: id)
        if let contacts { post(.keptContactsLoaded(contacts, generation: generation)) }
        post(.changesLoaded(changes, generation: generation))
      } catch {
        post(.changesFailed(error))
      }
    }
  }

  /// Lists what all recorded syncs changed.
  func listChanges(of history: ChangeHistory, in table: CustomerTable, generation: Int) {
    thread.run { [post] in
      post(.changesListed(ChangeList(history, in: table), generation: generation))
    }
  }

  /// Reads what the columns of contacts show.
  func loadReaches(of book: ContactBook) {
    thread.run { [post] in post(.reachesLoaded(book.reaches())) }
  }

  /// Gathers what is to be copied of several customers.
  func gather(_ order: CopyOrder) {
    thread.run { [post] in post(.linesGathered(order.gathered(), of: order)) }
  }

  /// Reads the contacts that the cache has.
  func loadContacts(ofCustomer id: UInt64, generation: Int) {
    thread.run { [source, post] in
      do throws(UserFacingError) {
        post(.cachedContactsLoaded(try source.cachedContacts(ofCustomer: id), generation: generation))
      } catch {
        post(.contactsFailed(error, generation: generation))
      }
    }
  }

  /// Asks the server for the contacts; ends the question before.
  func fetchContacts(ofCustomer id: UInt64, generation: Int) {
    let task = Task.detached(executorPreference: executor) { [source, post] in
      do throws(UserFacingError) {
        post(.contactsFetched(try await source.fetchedContacts(ofCustomer: id), generation: generation))
      } catch {
        post(.contactsFailed(error, generation: generation))
      }
    }
    replaceQuestion(with: task)
  }

  /// Ends the question that runs; what it sent still counts.
  func cancel() {
    replaceQuestion(with: nil)
  }

  private func replaceQuestion(with task: Task<Void, Never>?) {
    question.withLock { running in
      running?.cancel()
      running = task
    }
  }
}
