import Dispatch
import Foundation
import Synchronization

/// Notes ^C and a polite kill, so that what is being written can be given up cleanly.
final class Interrupt: Sendable {
  private let flag = Atomic(false)
  private let arrival = DispatchSemaphore(value: 0)
  private let sources: [any DispatchSourceSignal]

  init() {
    sources = [SIGINT, SIGTERM, SIGHUP].map { number in
      signal(number, SIG_IGN)
      return DispatchSource.makeSignalSource(signal: number, queue: .global())
    }
    for source in sources {
      source.setEventHandler { [weak self] in
        self?.flag.store(true, ordering: .relaxed)
        self?.arrival.signal()
      }
      source.resume()
    }
  }

  func hasCome() -> Bool {
    flag.load(ordering: .relaxed)
  }

  /// Returns once it has come.
  func wait() {
    arrival.wait()
  }
}
