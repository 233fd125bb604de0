import Foundation

/// A server of bare sockets on a loopback port, for what no server that keeps the rules would do.
///
/// Each connection gets a thread of its own, and is closed when that is done with it.
final class SocketServer: Sendable {
  let port: Int
  private let listener: Int32

  init(_ serve: @escaping @Sendable (Connection) -> Void) throws {
    listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let (bound, named) = withUnsafeMutablePointer(to: &address) { [listener] address in
      address.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
        (bind(listener, address, length), getsockname(listener, address, &length))
      }
    }
    guard bound == 0, named == 0, listen(listener, 16) == 0 else { throw POSIXError(.EADDRNOTAVAIL) }
    port = Int(UInt16(bigEndian: address.sin_port))
    let listener = listener
    Thread.detachNewThread {
      while true {
        let descriptor = accept(listener, nil, nil)
        guard descriptor >= 0 else { return }
        Thread.detachNewThread {
          serve(Connection(descriptor: descriptor))
          close(descriptor)
        }
      }
    }
  }

  deinit {
    shutdown(listener, Int32(SHUT_RDWR))
    close(listener)
  }

  var baseURL: String { "http://127.0.0.1:\(port)/api" }

  struct Connection: Sendable {
    let descriptor: Int32

    /// What comes up to the blank line behind the headers; nil if the connection ends before.
    func readHead() -> String? {
      var received: [UInt8] = []
      while !String(decoding: received, as: UTF8.self).contains("\r\n\r\n") {
        let piece = read()
        guard !piece.isEmpty else { return nil }
        received += piece
      }
      return String(decoding: received, as: UTF8.self)
    }

    /// What comes next; nothing at the end.
    func read() -> ArraySlice<UInt8> {
      var buffer = [UInt8](repeating: 0, count: 65_536)
      let count = Foundation.read(descriptor, &buffer, buffer.count)
      return buffer[..<max(0, count)]
    }

    /// Waits until the other side ends the connection.
    func readToEnd() {
      while !read().isEmpty {}
    }

    /// Sends all of it; false if nobody takes it.
    @discardableResult
    func write(_ bytes: some Collection<UInt8>) -> Bool {
      var rest = Array(bytes)[...]
      while !rest.isEmpty {
        let count = rest.withUnsafeBytes { send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
        guard count > 0 else { return false }
        rest = rest.dropFirst(count)
      }
      return true
    }

    /// Says that nothing more will be sent.
    func endWriting() {
      shutdown(descriptor, Int32(SHUT_WR))
    }
  }
}

extension SocketServer {
  /// A proxy that gives this answer to CONNECT, and then passes all bytes on to a port of this machine.
  ///
  /// Without an answer it hangs up; without a port it does so behind the answer.
  static func proxy(answering status: String?, to port: Int? = nil, _ heads: Recorder<String>) throws
    -> SocketServer
  {
    try SocketServer { client in
      guard let head = client.readHead() else { return }
      heads.record(head)
      guard let status, client.write("HTTP/1.1 \(status)\r\n\r\n".utf8), let port else { return }
      let server = Connection(descriptor: socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0))
      defer { close(server.descriptor) }
      var address = sockaddr_in()
      address.sin_family = sa_family_t(AF_INET)
      address.sin_addr.s_addr = inet_addr("127.0.0.1")
      address.sin_port = UInt16(port).bigEndian
      let connected = withUnsafePointer(to: &address) { address in
        address.withMemoryRebound(to: sockaddr.self, capacity: 1) {
          connect(server.descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
        }
      }
      guard connected == 0 else { return }
      let back = DispatchGroup()
      back.enter()
      Thread.detachNewThread {
        while case let piece = server.read(), !piece.isEmpty, client.write(piece) {}
        client.endWriting()
        back.leave()
      }
      while case let piece = client.read(), !piece.isEmpty, server.write(piece) {}
      server.endWriting()
      back.wait()
    }
  }
}
