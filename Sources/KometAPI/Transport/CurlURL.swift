import CCurl

/// The parts of a URL as libcurl reads them, so that what is checked is what is connected to.
struct CurlURL: Sendable {
  let scheme: String
  /// In lower case; an IPv6 address in brackets.
  let host: String
  let port: String
  let hasUser: Bool
  let hasQueryOrFragment: Bool

  /// The parts, or nil if it is no absolute URL with a host.
  init?(_ text: String) {
    guard let url = curl_url() else { return nil }
    defer { curl_url_cleanup(url) }
    guard curl_url_set(url, CURLUPART_URL, text, 0) == CURLUE_OK,
      let scheme = Self.part(CURLUPART_SCHEME, of: url),
      let host = Self.part(CURLUPART_HOST, of: url),
      let port = Self.part(CURLUPART_PORT, of: url, flags: UInt32(CURLU_DEFAULT_PORT))
    else { return nil }
    self.scheme = scheme.lowercased()
    self.host = host.lowercased()
    self.port = port
    hasUser = Self.part(CURLUPART_USER, of: url) != nil || Self.part(CURLUPART_PASSWORD, of: url) != nil
    hasQueryOrFragment =
      Self.part(CURLUPART_QUERY, of: url) != nil || Self.part(CURLUPART_FRAGMENT, of: url) != nil
  }

  /// Whether the host is this machine whatever a name server says: `localhost`, `127.0.0.0/8`, `::1`.
  var isLoopback: Bool {
    if host == "localhost" || host == "[::1]" { return true }
    let numbers = host.split(separator: ".", omittingEmptySubsequences: false).map { UInt8($0) }
    return numbers.count == 4 && numbers.first == 127 && !numbers.contains(nil)
  }

  /// Whether a request to `other` goes to the very same server.
  func hasSameOrigin(as other: CurlURL) -> Bool {
    scheme == other.scheme && host == other.host && port == other.port
  }

  private static func part(_ part: CURLUPart, of url: OpaquePointer, flags: UInt32 = 0) -> String? {
    var text: UnsafeMutablePointer<CChar>?
    guard curl_url_get(url, part, &text, flags) == CURLUE_OK, let text else { return nil }
    defer { curl_free(text) }
    return String(cString: text)
  }
}
