import ProofTesting
import Synchronization

/// An HTTP server on a loopback port that answers each connection with the next piece of a script.
///
/// For what the sample server can't do; it closes each connection behind its answer, and serves several at once.
final class ScriptedServer: Sendable {
  private final class State: Sendable {
    let script: Mutex<[[UInt8]]>
    let heads = Recorder<String>()

    init(_ script: [[UInt8]]) {
      self.script = Mutex(script)
    }
  }

  private let server: SocketServer
  private let state: State

  /// Starts a server that gives these raw answers, one a request, and the last one from then on.
  convenience init(_ script: [[UInt8]]) throws {
    try self.init(script, [:])
  }

  /// Starts a server that gives these raw answers to requests that hold these words, and none to others.
  convenience init(answering answers: [String: String]) throws {
    try self.init([], answers.mapValues { Array($0.utf8) })
  }

  private init(_ script: [[UInt8]], _ answers: [String: [UInt8]]) throws {
    let state = State(script)
    self.state = state
    server = try SocketServer { connection in
      guard let head = connection.readHead() else { return }
      state.heads.record(head)
      let answer =
        answers.isEmpty
        ? state.script.withLock { $0.count > 1 ? $0.removeFirst() : $0.first }
        : answers.first { head.contains($0.key) }?.value
      if let answer {
        guard connection.write(answer) else { return }
        connection.endWriting()
      }
      // The client must have read everything before the connection is closed, or it is reset.
      connection.readToEnd()
    }
  }

  convenience init(_ answers: String...) throws {
    try self.init(answers.map { Array($0.utf8) })
  }

  var baseURL: String { server.baseURL }

  /// The request lines and headers so far.
  var heads: [String] { state.heads.values }
}

extension ScriptedServer {
  /// A whole answer with a body.
  static func answer(_ body: String, status: String = "200 OK", headers: String...) -> String {
    let lines = ["HTTP/1.1 \(status)", "Content-Length: \(body.utf8.count)", "Connection: close"] + headers
    return lines.joined(separator: "\r\n") + "\r\n\r\n" + body
  }
}
