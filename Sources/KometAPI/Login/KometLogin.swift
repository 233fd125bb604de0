import Foundation

/// Exchanges a user name and a password for a user token, by the API's method `login`.
///
/// Both go out once, in the body of a POST: they stand in no URL, are sent nowhere else by a redirect, and are
/// not sent again if something fails.
package struct KometLogin: Sendable {
  private static let path = "login"
  /// Far more than the answer, which holds one token.
  private static let maxAnswerBytes = 64 << 10

  private let configuration: APIConfiguration
  private let endpoint: Endpoint
  private let transport = CurlTransport()

  /// Checks the base URL and the certificates; nothing is sent.
  ///
  /// - Throws: `KometAPIError` of kind `wrongUsage`, with the setting to change.
  package init(_ configuration: APIConfiguration) throws(KometAPIError) {
    endpoint = try Endpoint(configuration)
    var configuration = configuration
    configuration.limits.maxAnswerBytes = Self.maxAnswerBytes
    self.configuration = configuration
  }

  /// Asks for the token of a user, which stays valid.
  ///
  /// - Throws: `KometAPIError`, of kind `refusedByServer` if name and password don't fit.
  package func userToken(userName: String, password: Secret) async throws(KometAPIError) -> Secret {
    guard !userName.isEmpty, !password.value.isEmpty else {
      throw .wrongUsage(
        why: "The user name or the password is empty.", advice: "Enter both as on the website of Komet Sales."
      )
    }
    let advice = "Check the user name and the password."
    let context = ErrorContext(
      what: "\(endpoint.host) gave no token.", refusalAdvice: advice, requestAdvice: advice,
      host: endpoint.host, proxy: endpoint.proxy, limits: configuration.limits, redactor: Redactor([password])
    )
    let form = [("username", userName), ("password", password.value)]
      .map { "\($0.0)=\(PercentEncoding.encoded($0.1))" }.joined(separator: "&")
    let request = HTTPRequest(
      url: Secret("\(endpoint.base)/\(Self.path)"),
      form: Secret(form),
      proxy: endpoint.proxy,
      addedCertificates: endpoint.addedCertificates,
      limits: configuration.limits,
      userAgent: configuration.userAgent)
    switch await transport.send(request) {
    case .success(let answer): return try token(in: answer, context)
    case .failure(let failure): throw context.error(failure).counting(failure.isAfterSending ? 1 : 0)
    }
  }

  private func token(in answer: HTTPAnswer, _ context: ErrorContext) throws(KometAPIError) -> Secret {
    guard answer.redirect == nil else {
      throw context.notUnderstood("The server pointed elsewhere, where the password is not sent.")
    }
    let document = LoginDocument(answer.body)
    guard answer.isSuccess else {
      throw context.error(status: answer.status, message: ServerMessage(answer.body)?.text ?? "")
    }
    guard let document else {
      throw context.error(DecodingFailure.notKomet(AnswerForm(answer.body.bytes)))
    }
    guard document.isSuccess ?? (document.token != nil) else {
      throw context.refused(message: document.message)
    }
    guard let token = document.token, token.isToken else {
      throw context.notUnderstood("The server's answer has no token in it.")
    }
    return token
  }
}

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
