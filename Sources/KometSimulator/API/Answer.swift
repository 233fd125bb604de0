import Customers
import Foundation

/// What the server answers to one request.
struct Answer {
  var status = HTTPStatus.ok
  var headers: HTTPHeaders = [:]
  var contentType = "application/json;charset=UTF-8"
  var body: AnswerBody
  var ending = AnswerEnding.complete

  /// An answer of status 200 with a small JSON document.
  static func json(_ document: some Encodable, status: HTTPStatus = .ok) -> Answer {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    do {
      return Answer(status: status, body: .bytes([UInt8](try encoder.encode(document))))
    } catch {
      preconditionFailure("the sample server's documents are plain texts and numbers: \(error)")
    }
  }

  /// The API's own way to refuse a request.
  static func refusal(_ message: String, status: HTTPStatus = .ok) -> Answer {
    json(StatusDocument(status: 0, message: message), status: status)
  }

  /// The status line and the header fields, with the blank line after them.
  var head: String {
    var headers = headers
    headers.add("Date", HTTPDate(Date()).description)
    headers.add("Content-Type", contentType)
    switch body {
    case .bytes(let bytes): headers.add("Content-Length", String(bytes.count))
    case .customers: headers.add("Transfer-Encoding", "chunked")
    }
    let lines =
      ["HTTP/1.1 \(status.rawValue) \(status.reason)"] + headers.fields.map { "\($0.name): \($0.value)" }
    return lines.joined(separator: "\r\n") + "\r\n\r\n"
  }
}

/// What follows an answer's headers.
enum AnswerBody {
  /// How much of a list is written at once; enough for many records and at least for two of the largest.
  static let pieceSize = 128 * 1024

  case bytes([UInt8])
  case customers(CustomerAnswer)
}

/// How an answer ends; all but the first come halfway through the body or its first piece.
enum AnswerEnding {
  case complete
  case reset
  case stall
  case truncated
}

/// The fields that the API's answers of failure consist of.
struct StatusDocument: Encodable {
  let status: Int
  let message: String
}

/// Why the API refuses a request; the client gets HTTP 200, `status` 0 and this message.
struct Refusal: Error {
  let message: String
}

/// The statuses that the sample server answers.
enum HTTPStatus: Int {
  case ok = 200
  case found = 302
  case notFound = 404
  case methodNotAllowed = 405
  case payloadTooLarge = 413
  case tooManyRequests = 429
  case internalServerError = 500
  case badGateway = 502
  case serviceUnavailable = 503

  var reason: String {
    switch self {
    case .ok: "OK"
    case .found: "Found"
    case .notFound: "Not Found"
    case .methodNotAllowed: "Method Not Allowed"
    case .payloadTooLarge: "Payload Too Large"
    case .tooManyRequests: "Too Many Requests"
    case .internalServerError: "Internal Server Error"
    case .badGateway: "Bad Gateway"
    case .serviceUnavailable: "Service Unavailable"
    }
  }
}

/// A moment as the `Date` header tells it: `Sun, 06 Nov 1994 08:49:37 GMT`.
///
/// Source: RFC 9110, 5.6.7.
struct HTTPDate: CustomStringConvertible {
  let description: String

  private static let weekdays = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  init(_ date: Date) {
    let time = LocalDateTime(secondsSinceEpoch: Int64(date.timeIntervalSince1970))
    let (year, month, _) = time.date.components
    // The first day of 1970 was a Thursday.
    let weekday = Self.weekdays[time.date.daysSinceEpoch % Self.weekdays.count]
    let text = time.description
    description =
      "\(weekday), \(text.dropFirst(8).prefix(2)) \(Self.months[month - 1]) \(year) \(text.suffix(8)) GMT"
  }
}
