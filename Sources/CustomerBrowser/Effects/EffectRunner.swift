import Customers
import Dispatch
import Foundation
import Synchronization
import Threading
import Wording

/// Does what `update` asked for, off the main thread, and posts what comes of it.
///
/// `run` returns at once. `post` is called from any thread.
package final class EffectRunner: Sendable {
  private let source: any CustomerSource
  private let post: @Sendable (BrowserEvent) -> Void
  private let searches: SearchWorker
  private let exports: ExportWorker
  private let details: DetailWorker
  private let duplicates: DuplicateWorker
  private let contactRounds: ContactRoundWorker
  private let programs: ProgramWorker
  private let clipboard: (any Clipboard)?
  private let opener: (any FileOpening)?
  /// Where texts are handed to the clipboard, one after the other.
  private let copies: WorkerThread
  /// The text that waits for its turn; a clipboard holds one, so a later one takes its place.
  private let latestCopy = Mutex<CopiedText?>(nil)
  /// Nil if nothing outlives the browser.
  private let memory: SessionWorker?
  /// Nil if nothing can be kept about customers.
  private let notes: NotesWorker?
  /// Where the cache is read, and the sync's own steps run.
  private let thread: WorkerThread
  private let executor: ThreadExecutor
  private let sync = Mutex<Task<Void, Never>?>(nil)

  package init(
    source: any CustomerSource, clipboard: (any Clipboard)? = nil, opener: (any FileOpening)? = nil,
    programs: (any ProgramRunning)? = nil, memory: SessionStore? = nil, notes: (any NoteSource)? = nil,
    post: @escaping @Sendable (BrowserEvent) -> Void
  ) {
    self.source = source
    self.post = post
    searches = SearchWorker(post: post)
    exports = ExportWorker(post: post)
    details = DetailWorker(source: source, post: post)
    duplicates = DuplicateWorker(post: post)
    contactRounds = ContactRoundWorker(source: source, post: post)
    self.programs = ProgramWorker(source: source, programs: programs, post: post)
    self.clipboard = clipboard
    self.opener = opener
    copies = WorkerThread(name: "komet.copy")
    self.memory = memory.map { SessionWorker($0, post: post) }
    self.notes = notes.map { NotesWorker($0, post: post) }
    thread = WorkerThread(name: "komet.sync")
    executor = ThreadExecutor(thread)
  }

  /// Starts an effect; those about the terminal itself (`copyThroughTerminal`, `runInTerminal`, those about themes and
  /// profiles, `redraw`, `suspend`, `quit`) are the caller's.
  package func run(_ effect: BrowserEffect) {
    switch effect {
    case .loadCachedCustomers:
      loadCachedCustomers()
    case .syncCustomers(let full, let acceptsLosses, let isAsked, let generation):
      startSync(full: full, acceptsLosses: acceptsLosses, isAsked: isAsked, generation: generation)
    case .cancelSync:
      cancelSync()
    case .search(let request, let snapshot, let generation):
      searches.start(request, in: snapshot, generation: generation)
    case .moveMarks(let marks, let old, let new, let generation):
      searches.move(marks, from: old, to: new, generation: generation)
    case .complete(let text, let cursor, let snapshot, let generation):
      searches.complete(text, cursor: cursor, in: snapshot, generation: generation)
    case .findMissing(let alternatives, let request, let snapshot, let generation):
      searches.findMissing(alternatives, in: request, of: snapshot, generation: generation)
    case .findNames(let names, let snapshot, let generation):
      searches.find(names, in: snapshot, generation: generation)
    case .countFacets(let request, let snapshot, let generation):
      searches.countFacets(request, in: snapshot, generation: generation)
    case .countFilters(let filters, let snapshot, let generation):
      searches.countFilters(filters, in: snapshot, generation: generation)
    case .loadChanges(let id, let generation):
      details.loadChanges(ofCustomer: id, generation: generation)
    case .listChanges(let history, let snapshot, let generation):
      details.listChanges(of: history, in: snapshot.table, generation: generation)
    case .listDuplicates(let request, let snapshot, let generation):
      duplicates.list(request, in: snapshot, generation: generation)
    case .stopDuplicates(let snapshot):
      duplicates.stop(in: snapshot)
    case .loadContacts(let id, let generation):
      details.loadContacts(ofCustomer: id, generation: generation)
    case .fetchContacts(let id, let generation):
      details.fetchContacts(ofCustomer: id, generation: generation)
    case .loadReaches(let book):
      details.loadReaches(of: book)
    case .cancelContacts:
      details.cancel()
    case .fillContacts(let daily, let snapshot, let priorities):
      contactRounds.fill(daily, in: snapshot, priorities)
    case .fetchManyContacts(let ids, let budget):
      contactRounds.fetch(ids, budget: budget)
    case .cancelContactRound:
      contactRounds.cancel()
    case .export(let export, let path, let replacing, let makingFolder, let generation):
      exports.start(
        export, path: path, replacing: replacing, makingFolder: makingFolder, generation: generation)
    case .exportCounts(let counts, let options, let path, let replacing, let makingFolder, let generation):
      exports.start(
        counts, options, path: path, replacing: replacing, makingFolder: makingFolder, generation: generation)
    case .open(let target):
      open(target)
    case .openPage(let link, let customer):
      open(link, of: customer)
    case .runCommand(let order, let generation):
      programs.start(order, generation: generation)
    case .cancelCommand:
      programs.cancel()
    case .cancelExport:
      exports.cancel()
    case .keepView(let view):
      memory?.keep(view)
    case .keepMarks(let marks, let before, let table):
      memory?.keepMarks(marks, insteadOf: before, of: table)
    case .rememberFilter(let filter):
      memory?.remember(filter)
    case .rememberLooks(let ids):
      memory?.remember(looksAt: ids)
    case .saveFilter(let filter):
      memory?.save(filter)
    case .deleteFilter(let name):
      memory?.deleteFilter(named: name)
    case .loadNotes:
      notes?.load()
    case .keepNote(let change):
      notes?.keep(change)
    case .gather(let order):
      details.gather(order)
    case .copy(let text):
      copy(text)
    case .copyThroughTerminal, .runInTerminal, .listThemes, .previewTheme, .restoreTheme, .openProfile,
      .redraw, .suspend, .quit:
      break
    }
  }

  /// Ends whatever runs, and waits until no half-written file is left and all that should be kept is.
  ///
  /// Returns why something could not be kept.
  @discardableResult
  package func stop() -> [UserFacingError] {
    cancelSync()
    details.cancel()
    contactRounds.cancel()
    exports.cancel()
    exports.wait()
    programs.cancel()
    programs.wait()
    waitForCopies()
    return (notes?.finish() ?? []) + (memory?.finish() ?? [])
  }

  private func copy(_ text: CopiedText) {
    let isTurnComing = latestCopy.withLock { latest in
      defer { latest = text }
      return latest != nil
    }
    guard !isTurnComing else { return }
    copies.run { [self] in
      guard let text = latestCopy.withLock({ $0.take() }) else { return }
      let taker = clipboard?.take(text.text)
      post(taker.map { .copyEnded(text, .taken(by: $0)) } ?? .clipboardMissing(text))
    }
  }

  /// Nobody waits for the program that opens it, which may be there as long as the file is looked at.
  private func open(_ target: String, isLink: Bool = false) {
    Thread.detachNewThread { [opener, post] in
      let reason = opener.map { $0.open(target) } ?? "Nothing here opens files"
      if let reason { post(.openingFailed(reason: reason, link: isLink ? target : nil)) }
    }
  }

  private func open(_ link: PlaceholderText, of customer: Customer) {
    Thread.detachNewThread { [self] in
      do throws(PlaceholderValues.Unknown) {
        open(try programs.link(link, to: customer), isLink: true)
      } catch {
        post(.pageUnknown(reason: error.reason))
      }
    }
  }

  private func waitForCopies() {
    let isDone = DispatchSemaphore(value: 0)
    copies.run { isDone.signal() }
    isDone.wait()
  }

  private func loadCachedCustomers() {
    thread.run { [source, post] in
      do throws(UserFacingError) {
        if let first = try source.firstCustomers() { post(.firstCustomersLoaded(first)) }
        guard let cached = try source.cachedCustomers() else {
          post(.noCachedCustomersFound)
          return
        }
        post(.cachedCustomersLoaded(CustomerSnapshot(cached.table, contacts: source.contactBook), cached))
      } catch {
        post(.cacheFailed(error))
      }
    }
  }

  private func startSync(full: Bool, acceptsLosses: Bool, isAsked: Bool, generation: Int) {
    let task = Task.detached(executorPreference: executor) { [source, post] in
      do throws(UserFacingError) {
        let synced = try await source.syncedCustomers(
          full: full, acceptsLosses: acceptsLosses, isAsked: isAsked,
          progress: { post(.syncProgressed($0, generation: generation)) },
          arrived: {
            let snapshot = CustomerSnapshot($0.table, contacts: source.contactBook)
            post(.customersArrived(snapshot, $0, generation: generation))
          })
        guard !Task.isCancelled else { return }
        let snapshot = CustomerSnapshot(synced.table, contacts: source.contactBook)
        post(.customersSynced(snapshot, synced, generation: generation))
      } catch {
        post(.syncFailed(error, generation: generation))
      }
    }
    sync.withLock { running in
      running?.cancel()
      running = task
    }
  }

  private func cancelSync() {
    sync.withLock { running in
      running?.cancel()
      running = nil
    }
  }
}

/// Whatever puts a text on the person's clipboard, the terminal itself excepted.
package protocol Clipboard: Sendable {
  /// Hands the text over; returns who took it, for example `xclip`, or nil if nobody did.
  ///
  /// Waits for other programs.
  func take(_ text: String) -> String?
}

/// Whatever opens a file or an address in the program that the person's desktop has for it.
package protocol FileOpening: Sendable {
  /// Opens it; returns why it could not be opened, as one sentence without its full stop, or nil.
  ///
  /// Waits for other programs.
  func open(_ path: String) -> String?
}

/// A text for the clipboard.
package struct CopiedText: Equatable, Sendable {
  package let text: String
  /// What it is called in messages, for example `the code T3526`.
  package let name: String

  package init(_ text: String, name: String) {
    self.text = text
    self.name = name
  }
}

/// How far a copied text came.
package enum CopyOutcome: Equatable, Sendable {
  /// Somebody took it, who is named unless that doesn't matter.
  case taken(by: String)
  /// The terminal was asked, which doesn't answer.
  case sent
  /// There is no way from here to a clipboard.
  case impossible
}

/// Carries messages from any thread to the one that takes them out.
package final class Mailbox<Message: Sendable>: Sendable {
  private let messages = Mutex<[Message]>([])
  private let wake: @Sendable () -> Void

  /// Makes a mailbox that calls `wake` whenever it was empty and no longer is.
  package init(wake: @escaping @Sendable () -> Void) {
    self.wake = wake
  }

  package func post(_ message: Message) {
    let wasEmpty = messages.withLock { messages in
      messages.append(message)
      return messages.count == 1
    }
    if wasEmpty { wake() }
  }

  /// Takes everything out, in the order of arrival.
  package func drain() -> [Message] {
    messages.withLock { messages in
      defer { messages.removeAll(keepingCapacity: true) }
      return messages
    }
  }
}

/// Runs the steps of tasks on one thread.
final class ThreadExecutor: TaskExecutor {
  private let thread: WorkerThread

  init(_ thread: WorkerThread) {
    self.thread = thread
  }

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    thread.run { [self] in job.runSynchronously(on: asUnownedTaskExecutor()) }
  }
}
