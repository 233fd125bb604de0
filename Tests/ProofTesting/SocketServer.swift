import Foundation
import Synchronization

/// A server of bare sockets on a loopback port, for what no server that keeps the rules would do.
///
/// Each connection gets a thread of its own, and is closed when that is done with it.
package final class SocketServer: Sendable {
  package let port: Int
  private let listener: Listener

  package init(_ serve: @escaping @Sendable (Connection) -> Void) throws {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let (bound, named) = withUnsafeMutablePointer(to: &address) { address in
      address.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
        (bind(descriptor, address, length), getsockname(descriptor, address, &length))
      }
    }
    guard bound == 0, named == 0, listen(descriptor, 16) == 0 else { throw POSIXError(.EADDRNOTAVAIL) }
    port = Int(UInt16(bigEndian: address.sin_port))
    let listener = Listener(descriptor: descriptor)
    self.listener = listener
    Thread.detachNewThread {
      while let descriptor = listener.next() {
        Thread.detachNewThread {
          serve(Connection(descriptor: descriptor))
          close(descriptor)
        }
      }
    }
  }

  deinit { listener.stop() }

  /// Lets every further connection be refused.
  package func stop() { listener.stop() }

  package var baseURL: String { "http://127.0.0.1:\(port)/api" }

  /// Closed by the thread that accepts and by nobody else: the number of a descriptor that is closed while that thread
  /// is about to accept again may be that of another test's server by then.
  private final class Listener: Sendable {
    private let descriptor: Int32
    private let isStopped = Mutex(false)

    init(descriptor: Int32) { self.descriptor = descriptor }

    func stop() {
      isStopped.withLock { isStopped in
        if !isStopped { shutdown(descriptor, Int32(SHUT_RDWR)) }
        isStopped = true
      }
    }

    /// The next connection; nil when it has been stopped, which ends it.
    func next() -> Int32? {
      while true {
        let connection = accept(descriptor, nil, nil)
        if connection >= 0 { return connection }
        if isStopped.withLock({ $0 }) { break }
      }
      close(descriptor)
      return nil
    }
  }

  package struct Connection: Sendable {
    package let descriptor: Int32

    package init(descriptor: Int32) { self.descriptor = descriptor }

    /// What comes up to the blank line behind the headers; nil if the connection ends before.
    package func readHead() -> String? {
      var received: [UInt8] = []
      while !String(decoding: received, as: UTF8.self).contains("\r\n\r\n") {
        let piece = read()
        guard !piece.isEmpty else { return nil }
        received += piece
      }
      return String(decoding: received, as: UTF8.self)
    }

    /// What comes next; nothing at the end.
    package func read() -> ArraySlice<UInt8> {
      var buffer = [UInt8](repeating: 0, count: 65_536)
      let count = Foundation.read(descriptor, &buffer, buffer.count)
      return buffer[..<max(0, count)]
    }

    /// Waits until the other side ends the connection.
    package func readToEnd() {
      while !read().isEmpty {}
    }

    /// Sends all of it; false if nobody takes it.
    @discardableResult
    package func write(_ bytes: some Collection<UInt8>) -> Bool {
      var rest = Array(bytes)[...]
      while !rest.isEmpty {
        let count = rest.withUnsafeBytes { send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
        guard count > 0 else { return false }
        rest = rest.dropFirst(count)
      }
      return true
    }

    /// Says that nothing more will be sent.
    package func endWriting() {
      shutdown(descriptor, Int32(SHUT_WR))
    }
  }
}
