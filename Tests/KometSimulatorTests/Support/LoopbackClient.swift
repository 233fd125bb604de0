import Foundation
import Testing

@testable import KometSimulator

/// An HTTP client as simple as can be: a socket, one request, and all that comes back.
struct LoopbackClient {
  /// How reading an answer came to its end.
  enum Ending: Equatable {
    case refused
    case closed
    case reset
    /// Nothing more came, but the connection is open.
    case silent
    /// As much was read as the test asked for.
    case enough
  }

  let port: Int
  /// An address of this machine: 127.0.0.1.
  var address: UInt32 = 0x7F00_0001
  /// How long nothing may come before the connection counts as silent.
  var patience = Duration.seconds(10)
  /// How much of a request is sent at once.
  var bytesPerSend = Int.max
  /// What must be signalled before anything is read; nil for nothing.
  var readingBegins: DispatchSemaphore?

  /// Sends the bytes, reads what comes back and closes; a client that discards remembers only the last bytes.
  func exchange(
    _ request: String, limit: Int = .max, discards: Bool = false
  ) -> (bytes: [UInt8], ending: Ending) {
    #if canImport(Darwin)
    let kind = SOCK_STREAM
    #else
    let kind = Int32(SOCK_STREAM.rawValue)
    #endif
    let descriptor = socket(AF_INET, kind, 0)
    defer { close(descriptor) }
    var wait = timeval()
    wait.tv_sec = Int(patience.components.seconds)
    wait.tv_usec = .init(patience.components.attoseconds / 1_000_000_000_000)
    setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &wait, socklen_t(MemoryLayout<timeval>.size))
    guard connect(descriptor) else { return ([], .refused) }
    var rest = Array(request.utf8)[...]
    while !rest.isEmpty {
      let sent = rest.withUnsafeBytes {
        send(descriptor, $0.baseAddress, min($0.count, bytesPerSend), Int32(MSG_NOSIGNAL))
      }
      guard sent > 0 else { return ([], .reset) }
      rest = rest.dropFirst(sent)
    }
    readingBegins?.wait()
    return receive(from: descriptor, limit: limit, discards: discards)
  }

  private func connect(_ descriptor: Int32) -> Bool {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = in_port_t(truncatingIfNeeded: port).bigEndian
    address.sin_addr.s_addr = in_addr_t(self.address).bigEndian
    return withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
        #if canImport(Darwin)
        Darwin.connect(descriptor, generic, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
        #else
        Glibc.connect(descriptor, generic, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
        #endif
      }
    }
  }

  private func receive(
    from descriptor: Int32, limit: Int, discards: Bool
  ) -> (bytes: [UInt8], ending: Ending) {
    var bytes: [UInt8] = []
    var part = [UInt8](repeating: 0, count: 256 * 1024)
    while bytes.count < limit {
      let count = recv(descriptor, &part, part.count, 0)
      guard count > 0 else {
        let isSilent = count < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)
        return (bytes, count == 0 ? .closed : isSilent ? .silent : .reset)
      }
      if discards { bytes.removeAll(keepingCapacity: true) }
      bytes += part[..<count]
    }
    return (bytes, .enough)
  }
}

/// An answer of the sample server, taken apart.
struct HTTPAnswer {
  let status: Int
  /// By the name in small letters.
  let headers: [String: String]
  let body: [UInt8]
  /// Whether all of the body came, by its length or its last chunk.
  let isWhole: Bool
  let ending: LoopbackClient.Ending

  init(bytes: [UInt8], ending: LoopbackClient.Ending) {
    self.ending = ending
    let blankLine = Array("\r\n\r\n".utf8)
    let headEnd = bytes.firstRange(of: blankLine)
    let head = String(decoding: bytes[..<(headEnd?.lowerBound ?? 0)], as: UTF8.self)
    let lines = head.components(separatedBy: "\r\n")
    status = Int(lines[0].split(separator: " ").dropFirst().first ?? "") ?? 0
    headers = Dictionary(
      lines.dropFirst().compactMap { line in
        let parts = line.split(separator: ":", maxSplits: 1)
        guard parts.count == 2 else { return nil }
        return (parts[0].lowercased(), parts[1].trimmingCharacters(in: .whitespaces))
      },
      uniquingKeysWith: { first, _ in first }
    )
    let rest = Array(bytes[(headEnd?.upperBound ?? bytes.count)...])
    if headers["transfer-encoding"] == "chunked" {
      (body, isWhole) = Self.joinChunks(rest)
    } else {
      body = rest
      isWhole = rest.count == Int(headers["content-length"] ?? "")
    }
  }

  var text: String { String(decoding: body, as: UTF8.self) }

  /// The body as a JSON object.
  var document: [String: Any] {
    get throws {
      try #require(try JSONSerialization.jsonObject(with: Data(body)) as? [String: Any])
    }
  }

  /// The records of a list, by whatever name.
  func records(_ key: String = "customers") throws -> [[String: Any]] {
    try #require(try document[key] as? [[String: Any]])
  }

  /// The ids of a list's records, in order; written as a number or as a string.
  func ids(_ key: String = "customers") throws -> [Int] {
    try records(key).map { record in
      let value = record["id"] ?? record["customerId"]
      return try #require(value as? Int ?? Int(value as? String ?? ""))
    }
  }

  /// The API's own message of failure; nil if it answered.
  var refusal: String? {
    get throws {
      guard status == 200, try document["status"] as? Int == 0 else { return nil }
      return try document["message"] as? String
    }
  }

  private static func joinChunks(_ bytes: [UInt8]) -> (body: [UInt8], isWhole: Bool) {
    var body: [UInt8] = []
    var position = 0
    while let lineEnd = bytes[position...].firstIndex(of: UInt8(ascii: "\r")) {
      let line = String(decoding: bytes[position..<lineEnd], as: UTF8.self)
      guard let size = Int(line, radix: 16) else { break }
      if size == 0 { return (body, true) }
      let start = min(lineEnd + 2, bytes.count)
      let end = min(start + size, bytes.count)
      body += bytes[start..<end]
      position = min(end + 2, bytes.count)
    }
    return (body, false)
  }
}

extension KometSimulator {
  static let companyToken = "authenticationToken=\(SampleCredentials.companyToken)"
  static let userToken = "authenticationToken=\(SampleCredentials.userToken)"
  static let accountHeaders = [
    "X-SALES-CHANNEL": SampleCredentials.salesChannel, "X-ACCOUNT": "\(SampleCredentials.account)",
  ]

  /// One request over a connection of its own.
  func request(
    _ method: String = "GET", _ target: String, headers: [String: String] = [:], body: String = ""
  ) -> HTTPAnswer {
    let head = Self.head(method, target, headers: headers, bodyLength: body.utf8.count)
    let answer = LoopbackClient(port: port).exchange(head + body)
    return HTTPAnswer(bytes: answer.bytes, ending: answer.ending)
  }

  /// `customer.list` with the company's token.
  func customerList(_ query: String = "") -> HTTPAnswer {
    request("GET", "/api/customer.list?\(Self.companyToken)&\(query)")
  }

  /// `customer.by.company.list` with the user's token and the headers.
  func customerByCompanyList(_ query: String = "") -> HTTPAnswer {
    request(
      "GET", "/api/customer.by.company.list?\(Self.userToken)&\(query)", headers: Self.accountHeaders)
  }

  static func head(
    _ method: String, _ target: String, headers: [String: String] = [:], bodyLength: Int = 0,
    connection: String = "close"
  ) -> String {
    var lines = ["\(method) \(target) HTTP/1.1", "Host: 127.0.0.1", "Connection: \(connection)"]
    lines += headers.map { "\($0.key): \($0.value)" }
    if bodyLength > 0 { lines.append("Content-Length: \(bodyLength)") }
    return lines.joined(separator: "\r\n") + "\r\n\r\n"
  }
}
