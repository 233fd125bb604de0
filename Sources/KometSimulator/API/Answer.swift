import Foundation
import NIOHTTP1

/// What the server answers to one request.
struct Answer {
  var status = HTTPResponseStatus.ok
  var headers: HTTPHeaders = [:]
  var contentType = "application/json;charset=UTF-8"
  var body: AnswerBody
  var ending = AnswerEnding.complete

  /// An answer of status 200 with a small JSON document.
  static func json(_ document: some Encodable, status: HTTPResponseStatus = .ok) -> Answer {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    do {
      return Answer(status: status, body: .bytes([UInt8](try encoder.encode(document))))
    } catch {
      preconditionFailure("the sample server's documents are plain texts and numbers: \(error)")
    }
  }

  /// The API's own way to refuse a request.
  static func refusal(_ message: String, status: HTTPResponseStatus = .ok) -> Answer {
    json(StatusDocument(status: 0, message: message), status: status)
  }
}

/// The fields that the API's answers of failure consist of.
struct StatusDocument: Encodable {
  let status: Int
  let message: String
}
