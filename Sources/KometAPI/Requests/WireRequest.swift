/// A call of an API method, checked and ready for the transport.
struct WireRequest: Sendable {
  let method: APIMethod
  let token: Secret
  private(set) var parameters: [(name: String, value: String)] = []
  var headers: [String] = []

  init(_ method: APIMethod, token: Secret) {
    self.method = method
    self.token = token
  }

  mutating func add(_ name: String, _ value: String?) {
    guard let value else { return }
    parameters.append((name, value))
  }

  /// The URL below `base`, with the token in the query as the API wants it.
  func url(below base: String) -> Secret {
    let query = [("authenticationToken", token.value)] + parameters.map { ($0.name, $0.value) }
    let encoded = query.map { "\($0.0)=\(PercentEncoding.encoded($0.1))" }
    return Secret("\(base)/\(method.rawValue)?\(encoded.joined(separator: "&"))")
  }
}
