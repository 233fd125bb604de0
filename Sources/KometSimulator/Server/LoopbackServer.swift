import Foundation
import Synchronization

/// Listens on a port of 127.0.0.1 and serves each connection on a thread of its own.
///
/// A thread a connection is enough for the few clients of a sample server, lets each answer be written from top
/// to bottom, and leaves it to the operating system that an endless answer does not keep others waiting.
final class LoopbackServer: Sendable {
  /// Until accepting is tried again after it failed, for example because too many files are open.
  private static let pauseAfterFailure = Duration.milliseconds(10)

  let port: Int
  private let stopSignal: StopSignal
  private let threads: DispatchGroup

  /// Begins to serve the port, or any free one for 0; `serve` runs once for each connection.
  init(port wanted: Int, serve: @escaping @Sendable (LoopbackSocket) -> Void) throws(SimulatorError) {
    let listener = try LoopbackPort(wanted, listens: true)
    port = listener.number
    guard let stopSignal = StopSignal() else {
      let error = SimulatorError.portUnavailable(wanted, errorNumber: errno)
      listener.release()
      throw error
    }
    let threads = DispatchGroup()
    self.stopSignal = stopSignal
    self.threads = threads
    Self.startThread("accept", in: threads) {
      while stopSignal.wait(for: POLLIN, of: listener.descriptor) {
        guard let socket = listener.nextConnection(stopSignal: stopSignal) else {
          _ = stopSignal.pause(Self.pauseAfterFailure)
          continue
        }
        Self.startThread("connection", in: threads) {
          serve(socket)
          socket.hangUp()
        }
      }
      listener.release()
    }
  }

  /// Runs `body` again and again, each time after a pause, until the server stops.
  func repeatEvery(_ interval: Duration, _ body: @escaping @Sendable () -> Void) {
    Self.startThread("timer", in: threads) { [stopSignal] in
      while stopSignal.pause(interval) { body() }
    }
  }

  /// Closes all connections and the port, and waits until all threads have ended.
  func stop() {
    stopSignal.send()
    threads.wait()
  }

  private static func startThread(
    _ name: String, in threads: DispatchGroup, _ body: @escaping @Sendable () -> Void
  ) {
    threads.enter()
    let thread = Thread {
      body()
      threads.leave()
    }
    thread.name = "komet.simulator.\(name)"
    thread.start()
  }
}

/// Ends what the threads of a server wait for, all at once and for good.
///
/// It is a pipe whose one end is closed to send the signal: `poll` sees that beside any socket.
final class StopSignal: Sendable {
  private let readingEnd: Int32
  /// Nil when the signal has been sent.
  private let writingEnd: Mutex<Int32?>

  /// Nil, with the reason in `errno`, if the operating system has no pipe left.
  init?() {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { return nil }
    for end in ends { end.closeOnExec() }
    readingEnd = ends[0]
    writingEnd = Mutex(ends[1])
  }

  deinit {
    send()
    close(readingEnd)
  }

  /// Does nothing the second time.
  func send() {
    writingEnd.withLock { end in
      if let end { close(end) }
      end = nil
    }
  }

  /// Waits until a socket can be read or written; false if the server stops.
  func wait(for event: Int32, of descriptor: Int32) -> Bool {
    var descriptors = [
      pollfd(fd: readingEnd, events: Int16(POLLIN), revents: 0),
      pollfd(fd: descriptor, events: Int16(event), revents: 0),
    ]
    while poll(&descriptors, nfds_t(descriptors.count), -1) < 0, errno == EINTR {}
    return descriptors[0].revents == 0
  }

  /// Waits for some time; false if the server stops before it has passed.
  func pause(_ duration: Duration) -> Bool {
    let deadline = ContinuousClock.now + duration
    var descriptor = pollfd(fd: readingEnd, events: Int16(POLLIN), revents: 0)
    repeat {
      let milliseconds = (deadline - ContinuousClock.now) / .milliseconds(1)
      let rest = min(max(0, milliseconds.rounded(.up)), Double(Int32.max))
      if poll(&descriptor, 1, Int32(rest)) > 0 { return false }
    } while ContinuousClock.now < deadline
    return true
  }
}
