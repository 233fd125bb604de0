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

  init() {
    sources = Self.signals.map { number in
      signal(number, SIG_IGN)
      return DispatchSource.makeSignalSource(signal: number, queue: .global())
    }
    for source in sources {
      source.setEventHandler { [arrival] in
        arrival.hasCome.store(true, ordering: .relaxed)
        arrival.semaphore.signal()
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
