import Dispatch
import Foundation
import Synchronization

/// Notes ^C and a polite kill, so that what is being written can be given up cleanly; they end the program again when
/// it is gone.
final class Interrupt {
  private let arrival = Arrival()
  private let sources: [any DispatchSourceSignal]

  /// What the handlers and whoever waits share.
  private final class Arrival: Sendable {
    let hasCome = Atomic(false)
    let semaphore = DispatchSemaphore(value: 0)
  }

  private static let signals = [SIGINT, SIGTERM, SIGHUP]

  /// `onArrival` is called each time, from any thread.
  init(onArrival: @escaping @Sendable () -> Void = {}) {
    sources = Self.signals.map { number in
      signal(number, SIG_IGN)
      return DispatchSource.makeSignalSource(signal: number, queue: .global())
    }
    for source in sources {
      source.setEventHandler { [arrival] in
        arrival.hasCome.store(true, ordering: .relaxed)
        arrival.semaphore.signal()
        onArrival()
      }
      source.resume()
    }
  }

  deinit {
    for source in sources { source.cancel() }
    for number in Self.signals { signal(number, SIG_DFL) }
  }

  func hasCome() -> Bool {
    arrival.hasCome.load(ordering: .relaxed)
  }

  /// Returns once it has come.
  func wait() {
    arrival.semaphore.wait()
  }
}

/// Runs asynchronous work from a thread that is none of its pool's, and waits for it.
func waiting<Value: Sendable>(_ work: @escaping @Sendable () async -> Value) -> Value {
  let value = AwaitedValue<Value>()
  Task.detached { value.fill(await work()) }
  return value.wait()
}

/// A value that a task makes and threads wait for.
final class AwaitedValue<Value: Sendable>: Sendable {
  private let value = Mutex<Value?>(nil)
  private let isFilled = DispatchGroup()

  init() {
    isFilled.enter()
  }

  /// Sets the value, unless there is one.
  func fill(_ new: Value) {
    let isFirst = value.withLock { value in
      guard value == nil else { return false }
      value = new
      return true
    }
    if isFirst { isFilled.leave() }
  }

  func wait() -> Value {
    while true {
      isFilled.wait()
      if let value = value.withLock({ $0 }) { return value }
    }
  }
}
