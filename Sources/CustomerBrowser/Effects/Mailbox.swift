import Synchronization

/// Carries events from any thread to the one that owns the state.
package final class EventMailbox: Sendable {
  private let events = Mutex<[BrowserEvent]>([])
  private let wake: @Sendable () -> Void

  /// Makes a mailbox that calls `wake` whenever it was empty and no longer is.
  package init(wake: @escaping @Sendable () -> Void) {
    self.wake = wake
  }

  package func post(_ event: BrowserEvent) {
    let wasEmpty = events.withLock { events in
      events.append(event)
      return events.count == 1
    }
    if wasEmpty { wake() }
  }

  /// Takes everything out, in the order of arrival.
  package func drain() -> [BrowserEvent] {
    events.withLock { events in
      defer { events.removeAll(keepingCapacity: true) }
      return events
    }
  }
}
