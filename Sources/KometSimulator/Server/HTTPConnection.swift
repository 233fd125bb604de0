import Foundation

/// One client: its requests are read one after the other, and each answer is written as fast as the socket
/// takes it, after the latency.
struct HTTPConnection {
  /// More than the largest request line that is answered, with room for fields.
  private static let maxHeadSize = 2 * SimulatorService.requestLimit

  private let socket: LoopbackSocket
  private let service: SimulatorService
  /// What has come of requests that aren't read yet.
  private var input: [UInt8] = []

  init(_ socket: LoopbackSocket, service: SimulatorService) {
    self.socket = socket
    self.service = service
  }

  /// Answers requests until the client goes, the server stops or an answer ends the connection.
  mutating func serve() {
    guard !service.takeRefusal() else {
      socket.resetWhenHungUp()
      return
    }
    do throws(ConnectionFailure) {
      var keepsAlive: Bool
      repeat {
        let request = try readRequest()
        if service.latency > .zero { try socket.pause(service.latency) }
        let answer = service.answer(to: request)
        try write(answer)
        keepsAlive = request.keepsAlive && answer.ending == .complete
      } while keepsAlive
    } catch {
      guard error == .notHTTP else { return }
      let refusal = "HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"
      try? socket.write(Array(refusal.utf8)[...])
    }
  }

  // MARK: - Requests

  private mutating func readRequest() throws(ConnectionFailure) -> HTTPRequest {
    let blankLine = Array("\r\n\r\n".utf8)
    while true {
      // Empty lines before a request don't count (RFC 9112, 2.2).
      input.trimPrefix { $0 == UInt8(ascii: "\r") || $0 == UInt8(ascii: "\n") }
      if let end = input.firstRange(of: blankLine) {
        let head = String(decoding: input[..<end.lowerBound], as: UTF8.self)
        guard var request = HTTPRequest(head: head) else { throw .notHTTP }
        input.removeSubrange(..<end.upperBound)
        try readBody(of: &request)
        return request
      }
      guard input.count <= Self.maxHeadSize else { throw .notHTTP }
      try socket.read(into: &input)
    }
  }

  private mutating func readBody(of request: inout HTTPRequest) throws(ConnectionFailure) {
    let length = try request.bodyLength
    request.isTooLarge = length > SimulatorService.requestLimit
    var missing = length
    while missing > input.count {
      // Nothing is kept of a body that is too large.
      if request.isTooLarge {
        missing -= input.count
        input.removeAll(keepingCapacity: true)
      }
      try socket.read(into: &input)
    }
    if !request.isTooLarge { request.body = String(decoding: input.prefix(missing), as: UTF8.self) }
    input.removeFirst(missing)
  }

  // MARK: - Answers

  private func write(_ answer: Answer) throws(ConnectionFailure) {
    let head = Array(answer.head.utf8)
    let isWhole = answer.ending == .complete
    switch answer.body {
    case .bytes(let bytes):
      let shown = bytes.prefix(isWhole ? bytes.count : bytes.count / 2)
      try socket.write((head + shown)[...])
    case .customers(let customers):
      try socket.write(head[...])
      try write(customers, isWhole: isWhole)
    }
    switch answer.ending {
    case .complete, .truncated: break
    case .reset: socket.resetWhenHungUp()
    case .stall:
      // Until the client goes.
      var ignored: [UInt8] = []
      while true {
        try socket.read(into: &ignored)
        ignored.removeAll(keepingCapacity: true)
      }
    }
  }

  /// Writes a list in chunks, each a piece of it; half of the first piece if it is not to be whole.
  private func write(_ customers: CustomerAnswer, isWhole: Bool) throws(ConnectionFailure) {
    var customers = customers
    // A chunk is its size in hexadecimal digits, the bytes and the ends of both lines (RFC 9112, 7.1).
    let digits = 8
    let start = digits + 2
    var chunk = [UInt8](repeating: 0, count: start + AnswerBody.pieceSize + 2)
    repeat {
      let written = chunk.withUnsafeMutableBytes { memory in
        let piece = memory[start..<start + AnswerBody.pieceSize]
        var writer = ByteWriter(UnsafeMutableRawBufferPointer(rebasing: piece))
        customers.writePiece(to: &writer)
        return writer.count
      }
      let count = isWhole ? written : written / 2
      if count == 0 {
        // An empty chunk would end the body; but a search that finds nothing must see that nobody waits for it.
        try socket.pause(.zero)
      } else {
        let size = String(count, radix: 16)
        let line = String(repeating: "0", count: digits - size.utf8.count) + size + "\r\n"
        chunk.replaceSubrange(..<start, with: line.utf8)
        let end = start + count
        chunk.replaceSubrange(end..<end + 2, with: "\r\n".utf8)
        try socket.write(chunk[..<(end + 2)])
      }
    } while isWhole && !customers.isComplete
    if isWhole { try socket.write(Array("0\r\n\r\n".utf8)[...]) }
  }
}

/// A request as far as the sample server looks at it.
struct HTTPRequest {
  let method: String
  /// Path and query.
  let target: String
  let headers: HTTPHeaders
  /// Whether the client wants to ask more on this connection.
  let keepsAlive: Bool
  var body = ""
  /// Whether the body was larger than what is read.
  var isTooLarge = false

  /// Reads a request's lines up to the blank one; nil if they are no HTTP/1.1 or 1.0.
  init?(head: String) {
    // The end of a line is one character in Swift.
    let lines = head.split(separator: "\r\n" as Character, omittingEmptySubsequences: false)
    let request = lines[0].split(separator: " ", omittingEmptySubsequences: false)
    guard request.count == 3, !request[0].isEmpty, !request[1].isEmpty,
      request[2] == "HTTP/1.1" || request[2] == "HTTP/1.0"
    else { return nil }
    var headers = HTTPHeaders()
    for line in lines.dropFirst() {
      guard let colon = line.firstIndex(of: ":"), colon > line.startIndex,
        !line[..<colon].contains(where: \.isWhitespace)
      else { return nil }
      let value = line[line.index(after: colon)...].trimmingCharacters(in: .whitespaces)
      headers.add(String(line[..<colon]), value)
    }
    method = String(request[0])
    target = String(request[1])
    self.headers = headers
    let connection = headers["Connection"]?.lowercased() ?? ""
    keepsAlive = request[2] == "HTTP/1.1" ? !connection.contains("close") : connection.contains("keep-alive")
  }

  /// How many bytes follow the head; no client of the API sends a form in chunks.
  fileprivate var bodyLength: Int {
    get throws(ConnectionFailure) {
      guard headers["Transfer-Encoding"] == nil else { throw .notHTTP }
      guard let text = headers["Content-Length"] else { return 0 }
      guard let length = Int(text), length >= 0 else { throw .notHTTP }
      return length
    }
  }
}

/// The header fields of a request or an answer, in their order.
struct HTTPHeaders: ExpressibleByDictionaryLiteral {
  private(set) var fields: [(name: String, value: String)] = []

  init() {}

  init(dictionaryLiteral fields: (String, String)...) {
    self.fields = fields
  }

  /// The first value of a field, whatever the case of its name.
  subscript(name: String) -> String? {
    fields.first { $0.name.lowercased() == name.lowercased() }?.value
  }

  mutating func add(_ name: String, _ value: String) {
    fields.append((name, value))
  }
}
