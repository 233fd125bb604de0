import Foundation

/// What a server says in an answer with a status other than success.
///
/// Servers, and what stands before them, have different habits: the API's own `message`; `error_description`
/// (RFC 6749); `detail` and `title` (RFC 9457); an `error` that is a text or an object, or several of them.
struct ServerMessage {
  let text: String

  /// Nil if the body is no JSON object with a message in it.
  init?(_ body: AnswerBody) {
    guard body.removedCount == 0, body.count <= Self.maxBytes,
      let text = Self.text(
        in: try? JSONSerialization.jsonObject(with: Data(body.bytes)), depth: Self.maxDepth)
    else { return nil }
    self.text = text
  }

  /// A longer answer is not about a failure.
  private static let maxBytes = 1 << 20
  /// `errors[0].error.message` is as deep as any.
  private static let maxDepth = 4
  /// The most telling first.
  private static let keys = [
    "error_description", "message", "detail", "errorMessage", "error", "errors", "title", "description",
  ]

  private static func text(in value: Any?, depth: Int) -> String? {
    switch value {
    case let text as String:
      return text.contains { !$0.isWhitespace } ? text : nil
    case let list as [Any] where depth > 0:
      return text(in: list.first, depth: depth - 1)
    case let fields as [String: Any] where depth > 0:
      for key in keys {
        if let text = text(in: fields[key], depth: depth - 1) { return text }
      }
      return nil
    default:
      return nil
    }
  }
}
