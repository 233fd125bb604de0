import ProofTesting
import Synchronization

/// A server that answers each API method with just what a test says.
final class AnswerServer: Sendable {
  private let server: SocketServer
  private let script: Script

  init() throws {
    let script = Script()
    self.script = script
    server = try SocketServer { connection in
      guard let head = connection.readHead() else { return }
      let body = script.answer(to: String(head.prefix { !$0.isNewline }))
      connection.write("HTTP/1.1 200 OK\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)".utf8)
      connection.endWriting()
      connection.readToEnd()
    }
  }

  /// Lets every further connection be refused.
  func stop() { server.stop() }

  /// Sets the answer to the method that is called so: `names`, `own`, `details`, `updated`, `code`, `id`, `contacts`.
  func answer(_ kind: String, _ body: String) {
    script.answers.withLock { $0[kind] = body }
  }

  /// The methods asked so far, in their order.
  var requests: [String] { script.requests.withLock { $0 } }

  /// A program that has these tokens.
  func program(user: Bool = true, company: Bool = true) throws -> Program {
    var variables = ["KOMET_BASE_URL": server.baseURL, "KOMET_ACCOUNT": "7"]
    if user { variables["KOMET_TOKEN"] = "user-token" }
    if company { variables["KOMET_COMPANY_TOKEN"] = "company-token" }
    return Program(home: try TemporaryHome(), variables: variables)
  }

  /// What is answered, and what was asked.
  private final class Script: Sendable {
    let answers = Mutex<[String: String]>([:])
    let requests = Mutex<[String]>([])

    /// What in a request tells the name of its answer, the more special ones first.
    private static let kinds = [
      ("showSalespersonCustomers=true", "own"), ("customer.by.company.list", "names"),
      ("customer.contact.list", "contacts"), ("&updateAsOf=", "updated"), ("&code=", "code"), ("&id=", "id"),
      ("customer.list", "details"),
    ]

    func answer(to requestLine: String) -> String {
      let kind = Self.kinds.first { requestLine.contains($0.0) }?.1 ?? ""
      requests.withLock { $0.append(kind) }
      return answers.withLock { $0[kind] } ?? #"{"status":0,"message":"Customers not found.OK"}"#
    }
  }
}
