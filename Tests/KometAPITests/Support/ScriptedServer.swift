import Foundation
import Synchronization

/// An HTTP server on a loopback port that answers each connection with the next piece of a script.
///
/// For what the sample server can't do; it closes each connection behind its answer, and serves several at once.
final class ScriptedServer: Sendable {
  private let listener: Int32
  let port: Int
  private let state: Mutex<(script: [[UInt8]], heads: [String])>
  private let answers: [String: [UInt8]]

  /// Starts a server that gives these raw answers, one a request, and the last one from then on.
  convenience init(_ script: [[UInt8]]) throws {
    try self.init(script, [:])
  }

  /// Starts a server that gives these raw answers to requests that hold these words, and none to others.
  convenience init(answering answers: [String: String]) throws {
    try self.init([], answers.mapValues { Array($0.utf8) })
  }

  private init(_ script: [[UInt8]], _ answers: [String: [UInt8]]) throws {
    self.answers = answers
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
    state = Mutex((script, []))
    let listener = listener
    Thread.detachNewThread { [weak self] in
      while true {
        let connection = accept(listener, nil, nil)
        guard connection >= 0, let self else { return }
        Thread.detachNewThread {
          self.serve(connection)
          close(connection)
        }
      }
    }
  }

  convenience init(_ answers: String...) throws {
    try self.init(answers.map { Array($0.utf8) })
  }

  deinit {
    shutdown(listener, Int32(SHUT_RDWR))
    close(listener)
  }

  var baseURL: String { "http://127.0.0.1:\(port)/api" }

  /// The request lines and headers so far.
  var heads: [String] { state.withLock { $0.heads } }

  private func serve(_ connection: Int32) {
    var received: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4_096)
    while !String(decoding: received, as: UTF8.self).contains("\r\n\r\n") {
      let count = read(connection, &buffer, buffer.count)
      guard count > 0 else { return }
      received += buffer[..<count]
    }
    let head = String(decoding: received, as: UTF8.self)
    let answer = state.withLock { state -> [UInt8]? in
      state.heads.append(head)
      guard answers.isEmpty else { return answers.first { head.contains($0.key) }?.value }
      return state.script.count > 1 ? state.script.removeFirst() : state.script.first
    }
    if let answer {
      guard write(answer, to: connection) else { return }
      shutdown(connection, Int32(SHUT_WR))
    }
    // The client must have read everything before the connection is closed, or it is reset.
    while read(connection, &buffer, buffer.count) > 0 {}
  }

  private func write(_ answer: [UInt8], to connection: Int32) -> Bool {
    var sent = 0
    while sent < answer.count {
      let count = answer[sent...].withUnsafeBytes { send(connection, $0.baseAddress, $0.count, noSignal) }
      guard count > 0 else { return false }
      sent += count
    }
    return true
  }

  private let noSignal = Int32(MSG_NOSIGNAL)
}

extension ScriptedServer {
  /// A whole answer with a body.
  static func answer(_ body: String, status: String = "200 OK", headers: String...) -> String {
    let lines = ["HTTP/1.1 \(status)", "Content-Length: \(body.utf8.count)", "Connection: close"] + headers
    return lines.joined(separator: "\r\n") + "\r\n\r\n" + body
  }
}
