import Foundation

/// What `login` answers: `{"status":"1","message":"OK","apiKey":"…"}`.
struct LoginDocument {
  /// Nil if it does not say.
  let isSuccess: Bool?
  let message: String
  let token: Secret?

  /// Nil if the body is no JSON object.
  init?(_ body: AnswerBody) {
    let object = try? JSONSerialization.jsonObject(with: Data(body.bytes))
    guard let fields = object as? [String: Any] else { return nil }
    // The API spells its status as a text or a number, as it likes.
    isSuccess = fields["status"].map { ["1", "true"].contains("\($0)") }
    message = fields["message"] as? String ?? ""
    token = (fields["apiKey"] as? String).map { Secret($0) }
  }
}
