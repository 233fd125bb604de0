import Customers
import Dispatch
import Synchronization
import Threading
import Wording

/// Writes what outlives the browser, one thing after the other on a thread of its own.
///
/// Views and marks come as fast as somebody types: of those that come within a moment only the last ones are written.
final class SessionWorker: Sendable {
  private let memory: SessionStore
  private let thread = WorkerThread(name: "komet.memory")
  /// The view that waits to be written.
  private let latestView = Mutex<SavedView?>(nil)
  /// The marks that wait to be written, and those that they take the place of.
  private let latestMarks = Mutex<(new: KeptMarks, old: KeptMarks)?>(nil)
  /// The typed filters that wait to be written, the latest at the end.
  private let latestFilters = Mutex<[String]>([])
  /// The customers looked at that wait to be written, the latest at the end.
  private let latestLooks = Mutex<[UInt64]>([])
  /// What the latest try to keep a view, marks or a typed filter failed for.
  private let unkept = Mutex<[Kept: UserFacingError]>([:])
  private let isStopping = DispatchSemaphore(value: 0)
  /// Whether the person knows that views, marks or typed filters can't be kept: once is enough.
  private let hasComplained = Atomic(false)
  private let post: @Sendable (BrowserEvent) -> Void

  private enum Kept {
    case view
    case marks
    case filter
    case looks
  }

  /// How long a view waits for the next one; so much of a session is lost at the most, whatever happens.
  private static let moment = DispatchTimeInterval.milliseconds(200)

  private struct KeptMarks {
    let marks: Marks
    let table: CustomerTable?

    var ids: [UInt64] { marks.ids(in: table) }
  }

  init(_ memory: SessionStore, post: @escaping @Sendable (BrowserEvent) -> Void) {
    self.memory = memory
    self.post = post
  }

  func keep(_ view: SavedView) {
    let isWriteComing = latestView.withLock { latest in
      defer { latest = view }
      return latest != nil
    }
    guard !isWriteComing else { return }
    thread.run { [self] in
      _ = isStopping.wait(timeout: .now() + Self.moment)
      let latest = latestView.withLock { $0.take() }
      complainOnce(about: .view) { () throws(UserFacingError) in
        if let latest { try memory.keep(latest) }
      }
    }
  }

  func keepMarks(_ marks: Marks, insteadOf before: Marks, of table: CustomerTable?) {
    let isWriteComing = latestMarks.withLock { latest in
      defer {
        latest = (
          KeptMarks(marks: marks, table: table), latest?.old ?? KeptMarks(marks: before, table: table)
        )
      }
      return latest != nil
    }
    guard !isWriteComing else { return }
    thread.run { [self] in
      _ = isStopping.wait(timeout: .now() + Self.moment)
      let latest = latestMarks.withLock { $0.take() }
      complainOnce(about: .marks) { () throws(UserFacingError) in
        if let latest { try memory.keepMarks(latest.new.ids, insteadOf: latest.old.ids) }
      }
    }
  }

  func remember(_ filter: String) {
    let isWriteComing = latestFilters.withLock { latest in
      defer { latest.append(filter) }
      return !latest.isEmpty
    }
    guard !isWriteComing else { return }
    thread.run { [self] in
      // On a slow disk some come while others are written; the end is not to wait for each.
      let latest = latestFilters.withLock { latest in
        defer { latest = [] }
        return latest
      }
      complainOnce(about: .filter) { () throws(UserFacingError) in try memory.remember(latest) }
    }
  }

  func remember(looksAt ids: [UInt64]) {
    let isWriteComing = latestLooks.withLock { latest in
      defer { latest += ids }
      return !latest.isEmpty
    }
    guard !isWriteComing else { return }
    thread.run { [self] in
      _ = isStopping.wait(timeout: .now() + Self.moment)
      let latest = latestLooks.withLock { latest in
        defer { latest = [] }
        return latest
      }
      complainOnce(about: .looks) { () throws(UserFacingError) in try memory.remember(looksAt: latest) }
    }
  }

  func save(_ filter: NamedFilter) {
    thread.run { [self] in
      complain { () throws(UserFacingError) in try memory.save(filter) }
    }
  }

  func deleteFilter(named name: String) {
    thread.run { [self] in
      complain { () throws(UserFacingError) in try memory.deleteFilter(named: name) }
    }
  }

  /// Returns when everything is written: why it could not be, if so.
  func finish() -> [UserFacingError] {
    let isDone = DispatchSemaphore(value: 0)
    isStopping.signal()
    thread.run { isDone.signal() }
    isDone.wait()
    return unkept.withLock { unkept in [.view, .marks, .filter, .looks].compactMap { unkept[$0] } }
  }

  private func complain(about work: () throws(UserFacingError) -> Void) {
    do throws(UserFacingError) {
      try work()
    } catch {
      post(.memoryFailed(error))
    }
  }

  private func complainOnce(about kept: Kept, _ work: () throws(UserFacingError) -> Void) {
    do throws(UserFacingError) {
      try work()
      unkept.withLock { $0[kept] = nil }
    } catch {
      unkept.withLock { $0[kept] = error }
      if !hasComplained.exchange(true, ordering: .relaxed) { post(.memoryFailed(error)) }
    }
  }
}

/// What a browser knows of earlier ones when it starts.
package struct RestoredSession: Sendable {
  /// How the customers were looked at last.
  package var view = SavedView()
  /// What stood in the filter in earlier sessions, the latest at the end.
  package var history: [String] = []
  /// The ids of the customers who are marked.
  package var marks: [UInt64] = []
  /// The customers at whom somebody looked.
  package var recents = RecentCustomers()
  /// The filters saved from the program.
  package var filters: [NamedFilter] = []
  /// What the person should be told at the start.
  package var remark: String?

  package init() {}
}

/// How the customers were looked at last, as far as that differs from the config.
package struct SavedView: Codable, Equatable, Sendable {
  package var filter: String?
  package var scope: CustomerScope?
  package var status: StatusFilter?
  package var sort: String?
  package var columns: [CustomerColumn]?
  package var theme: String?
  /// What was exported last was written as.
  package var exportFormat: String?

  /// As if nobody had looked: everything is as the config says.
  package init() {}

  /// What to keep of a browser, so that the next one goes on there.
  init(_ state: BrowserState) {
    let configured = state.settings
    // A list that was pasted goes with the browser.
    let lasts = state.filter.text != configured.filter && !state.query.asksForList
    filter = lasts ? state.filter.text : nil
    scope = state.scope == configured.scope ? nil : state.scope
    status = state.status == configured.status ? nil : state.status
    sort = state.sort == configured.sort ? nil : state.sort?.spelling
    columns = state.hasChosenColumns ? state.columns : nil
    // One that is only looked at is not kept.
    var shown = state.theme
    if case .themes(let panel) = state.popup { shown = panel.original }
    theme = shown == configured.theme ? nil : shown
    exportFormat = state.exportFormat == configured.exportFormat ? nil : state.exportFormat.rawValue
  }

  /// What is kept of it by whoever asks for certain customers at the start: how these look.
  package var withoutView: SavedView {
    var kept = SavedView()
    kept.theme = theme
    kept.exportFormat = exportFormat
    return kept
  }

  /// The saved order; nil if there is none, or none that is known.
  package var order: CustomerOrder? { sort.flatMap(CustomerOrder.init(spelling:)) }
}

extension CustomerColumn: Codable {}
extension CustomerScope: Codable {}
extension StatusFilter: Codable {}
