import Customers
import Foundation

extension BrowserState {
  mutating func refresh() -> [BrowserEffect] {
    guard !load.isRunning else { return [] }
    loadGeneration += 1
    load = .running(FetchProgress())
    return [.fetchCustomers(generation: loadGeneration)]
  }

  mutating func cancelFetch() -> [BrowserEffect] {
    loadGeneration += 1
    load = .idle
    notice = Notice(.info, "Cancelled; r asks the server again")
    return [.cancelFetch]
  }

  mutating func updateLoad(_ event: BrowserEvent) -> [BrowserEffect] {
    switch event {
    case .fetchProgressed(let progress, let generation):
      if generation == loadGeneration { load = .running(progress) }
      return []
    case .customersLoaded(let snapshot, let fetched, let date, let generation):
      requestCount += fetched.requestCount
      return generation == loadGeneration ? replaceCustomers(with: snapshot, fetched, at: date) : []
    case .fetchFailed(let failure, let generation):
      requestCount += failure.requestCount
      guard generation == loadGeneration else { return [] }
      load = .failed(failure)
      popup = popup ?? .failure(failure)
      return []
    default:
      return []
    }
  }

  private mutating func replaceCustomers(
    with new: CustomerSnapshot, _ fetched: FetchedCustomers, at date: Date
  ) -> [BrowserEffect] {
    if let old = snapshot {
      marks = marks.moved(from: old.table, to: new.table)
      clearedMarks = clearedMarks?.moved(from: old.table, to: new.table)
    } else {
      marks = Marks(rowCount: new.table.count)
    }
    snapshot = new
    load = .idle
    loadedAt = date
    now = date
    remarks = fetched.remarks
    notice = fetched.remarks.first.map { Notice(.warning, $0) }
    if case .failure = popup { popup = nil }
    if scope == .mine, new.table.mine == nil { scope = .all }
    return search()
  }
}
