import Foundation
import Synchronization

/// A server that answers each API method with just what a test says.
final class AnswerServer: Sendable {
  private let listener: Int32
  private let port: Int
  private let answers = Mutex<[String: String]>([:])
  private let requestLines = Mutex<[String]>([])
  private let isStopped = Atomic(false)

  /// What in a request tells the name of its answer, the more special ones first.
  private static let kinds = [
    ("showSalespersonCustomers=true", "own"), ("customer.by.company.list", "names"),
    ("customer.contact.list", "contacts"), ("&updateAsOf=", "updated"), ("&code=", "code"), ("&id=", "id"),
    ("customer.list", "details"),
  ]

  init() throws {
    listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isBound = withUnsafeMutablePointer(to: &address) { [listener] address in
      address.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
        bind(listener, address, length) == 0 && getsockname(listener, address, &length) == 0
      }
    }
    guard isBound, listen(listener, 16) == 0 else { throw POSIXError(.EADDRNOTAVAIL) }
    port = Int(UInt16(bigEndian: address.sin_port))
    Thread.detachNewThread { [listener, weak self] in
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

  deinit { stop() }

  /// Lets every further connection be refused.
  ///
  /// Only once, since the number of the listener may be that of another test's by then.
  func stop() {
    guard !isStopped.exchange(true, ordering: .relaxed) else { return }
    shutdown(listener, Int32(SHUT_RDWR))
    close(listener)
  }

  /// Sets the answer to the method that is called so: `names`, `own`, `details`, `updated`, `code`, `id`, `contacts`.
  func answer(_ kind: String, _ body: String) {
    answers.withLock { $0[kind] = body }
  }

  /// The methods asked so far, in their order.
  var requests: [String] { requestLines.withLock { $0 } }

  /// A program that has these tokens.
  func program(user: Bool = true, company: Bool = true) throws -> Program {
    var variables = ["KOMET_BASE_URL": "http://127.0.0.1:\(port)/api", "KOMET_ACCOUNT": "7"]
    if user { variables["KOMET_TOKEN"] = "user-token" }
    if company { variables["KOMET_COMPANY_TOKEN"] = "company-token" }
    return Program(home: try TemporaryHome(), variables: variables)
  }

  private func serve(_ connection: Int32) {
    var head: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4_096)
    while !head.ends(with: "\r\n\r\n".utf8) {
      let count = read(connection, &buffer, buffer.count)
      guard count > 0 else { return }
      head += buffer[..<count]
    }
    let line = String(decoding: head.prefix { $0 != UInt8(ascii: "\r") }, as: UTF8.self)
    let kind = Self.kinds.first { line.contains($0.0) }?.1 ?? ""
    requestLines.withLock { $0.append(kind) }
    let body = answers.withLock { $0[kind] } ?? #"{"status":0,"message":"Customers not found.OK"}"#
    let answer = Array("HTTP/1.1 200 OK\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)".utf8)
    _ = answer.withUnsafeBytes { send(connection, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
    shutdown(connection, Int32(SHUT_WR))
    while read(connection, &buffer, buffer.count) > 0 {}
  }
}

extension [UInt8] {
  fileprivate func ends(with end: String.UTF8View) -> Bool { suffix(end.count).elementsEqual(end) }
}
