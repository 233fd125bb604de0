import Foundation
import Testing

@testable import KometSimulator

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
