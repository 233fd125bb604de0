import CCurl

extension ServerIdentity {
  private static let issuerKey = "Issuer:"

  /// What libcurl knows of the server at the other end of a finished transfer; nil if that had no TLS.
  init?(_ easy: UnsafeMutableRawPointer) {
    var found: UnsafeMutablePointer<curl_certinfo>?
    guard komet_getinfo_certificates(easy, &found) == CURLE_OK, let certificates = found?.pointee,
      certificates.num_of_certs > 0
    else { return nil }
    var issuer = ""
    // The first certificate is the server's own.
    var line = certificates.certinfo?[0]
    while let current = line?.pointee {
      let text = current.data.map { String(cString: $0) } ?? ""
      if text.hasPrefix(Self.issuerKey) { issuer = String(text.dropFirst(Self.issuerKey.count)) }
      line = current.next
    }
    var file: UnsafeMutablePointer<CChar>?
    komet_getinfo_string(easy, CURLINFO_CAINFO, &file)
    self.init(issuer: issuer, systemAuthorities: file.map { String(cString: $0) })
  }
}
