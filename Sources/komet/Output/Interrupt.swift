import Dispatch
import Foundation
import Synchronization

/// Notes ^C and a polite kill, so that what is being written can be given up cleanly.
final class Interrupt {
  private let arrival = Arrival()
  private let sources: [any DispatchSourceSignal]

  /// What the handlers and whoever waits share.
  private final class Arrival: Sendable {
    let hasCome = Atomic(false)
    let semaphore = DispatchSemaphore(value: 0)
  }

  init() {
    sources = [SIGINT, SIGTERM, SIGHUP].map { number in
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

  func hasCome() -> Bool {
    arrival.hasCome.load(ordering: .relaxed)
  }

  /// Returns once it has come.
  func wait() {
    arrival.semaphore.wait()
  }
}
