/// A request that the sample server got, without its secrets.
package struct RecordedRequest: Sendable, Equatable, Encodable {
  package let method: String
  /// Path and query, with `•••` for tokens and passwords.
  package let target: String
  package let httpStatus: Int
  /// The fault that befell it.
  package let fault: String?

  init(method: String, uri: String, httpStatus: Int, fault: SimulatorFault.Kind?) {
    self.method = method
    target = Self.withoutSecrets(uri)
    self.httpStatus = httpStatus
    self.fault = fault?.rawValue
  }

  private static let secrets: Set<Substring> = ["authenticationtoken", "password"]

  static func withoutSecrets(_ uri: String) -> String {
    guard let mark = uri.firstIndex(of: "?") else { return uri }
    let pairs = uri[uri.index(after: mark)...].split(separator: "&", omittingEmptySubsequences: false)
    let shown = pairs.map { pair -> Substring in
      guard let equals = pair.firstIndex(of: "="),
        secrets.contains(pair[..<equals].lowercased()[...])
      else { return pair }
      return pair[...equals] + "•••"
    }
    return uri[...mark] + shown.joined(separator: "&")
  }
}
