import Foundation

/// The server as the checked configuration names it.
struct Endpoint: Sendable {
  /// Without a slash at its end.
  let base: String
  let url: ServerURL
  /// PEM certificates that are trusted besides the system's.
  let addedCertificates: [UInt8]
  /// What stands between this machine and the server.
  let proxy: Proxy?

  /// - Throws: `KometAPIError` of kind `wrongUsage`, with the setting to change.
  init(_ configuration: APIConfiguration) throws(KometAPIError) {
    var base = configuration.baseURL[...]
    while base.hasSuffix("/") { base.removeLast() }
    self.base = String(base)
    url = try Self.checked(self.base)
    addedCertificates = try configuration.caFile.map(Self.certificates) ?? []
    proxy = Proxy(to: url, configuration.proxyVariables)
  }

  /// The name for messages.
  var host: String { url.host }

  private static func checked(_ base: String) throws(KometAPIError) -> ServerURL {
    let advice =
      "Set \(APISetting.baseURL) to an https address such as \(APIConfiguration.defaultBaseURL)."
    guard let url = ServerURL(base) else {
      throw .wrongUsage(why: "The base URL is not an https address.", advice: advice)
    }
    guard !url.hasUser, !url.hasQueryOrFragment else {
      throw .wrongUsage(why: "The base URL has a user, a query or a fragment in it.", advice: advice)
    }
    guard url.isEncrypted || url.isLoopback else {
      throw .wrongUsage(
        why: "The base URL is not encrypted (http), so everybody on the way could read the token.",
        advice: advice)
    }
    return url
  }

  private static func certificates(in file: String) throws(KometAPIError) -> [UInt8] {
    guard let data = FileManager.default.contents(atPath: file) else {
      throw .wrongUsage(
        why: "The file of certificates, \(file), could not be read.",
        advice: "Set \(APISetting.caFile) to a PEM file that you may read.")
    }
    guard data.range(of: Data("-----BEGIN".utf8)) != nil else {
      throw .wrongUsage(
        why: "There is no certificate in \(file).",
        advice: "Set \(APISetting.caFile) to a PEM file, which has “-----BEGIN CERTIFICATE-----” in it.")
    }
    return Array(data)
  }
}

/// The parts of an http or https URL that decide where a request goes.
///
/// Read more strictly than libcurl reads them, so that what is checked is what is connected to: a URL that
/// another reader could take otherwise is none here. Needs no libcurl, so that settings are checked without
/// loading it.
struct ServerURL: Sendable {
  let isEncrypted: Bool
  /// In lower case; an IPv6 address in brackets.
  let host: String
  let port: UInt16
  let hasUser: Bool
  let hasQueryOrFragment: Bool

  /// The parts, or nil if it is no such URL.
  init?(_ text: String) {
    // No URL has these in it, and readers differ in what they make of them.
    guard text.utf8.allSatisfy({ $0 > UInt8(ascii: " ") && $0 != UInt8(ascii: "\\") && $0 != Self.delete }),
      let colon = text.firstIndex(of: ":"), text[colon...].hasPrefix("://")
    else { return nil }
    switch text[..<colon].lowercased() {
    case "https": isEncrypted = true
    case "http": isEncrypted = false
    default: return nil
    }
    let rest = text[colon...].dropFirst("://".count)
    let authority = rest.prefix { !"/?#".contains($0) }
    let server = authority.lastIndex(of: "@").map { authority[authority.index(after: $0)...] } ?? authority
    guard let end = Self.endOfHost(in: server), end > server.startIndex else { return nil }
    host = server[..<end].lowercased()
    let port = server[end...].dropFirst()
    if port.isEmpty {
      self.port = isEncrypted ? 443 : 80
    } else {
      guard port.utf8.allSatisfy(Self.isDigit), let number = UInt16(port) else { return nil }
      self.port = number
    }
    hasUser = server.startIndex != authority.startIndex
    hasQueryOrFragment = rest.contains { "?#".contains($0) }
  }

  /// Whether the host is this machine whatever a name server says: `localhost`, `127.0.0.0/8`, `::1`.
  var isLoopback: Bool {
    if host == "localhost" || host == "[::1]" { return true }
    let numbers = host.split(separator: ".", omittingEmptySubsequences: false)
    return numbers.count == 4 && numbers.first == "127"
      // A number with zeros before it is octal to some readers, and a name to others.
      && numbers.allSatisfy { number in UInt8(number).map { String($0) == number } ?? false }
  }

  /// Whether a request to `other` goes to the very same server.
  func hasSameOrigin(as other: ServerURL) -> Bool {
    isEncrypted == other.isEncrypted && host == other.host && port == other.port
  }

  /// Where the host ends, at a colon or at the end; nil if there is something else in it or behind it.
  private static func endOfHost(in server: Substring) -> String.Index? {
    let end: String.Index
    if server.first == "[" {
      guard let bracket = server.firstIndex(of: "]"),
        server[..<bracket].dropFirst().utf8.allSatisfy({ isHexDigit($0) || $0 == UInt8(ascii: ":") })
      else { return nil }
      end = server.index(after: bracket)
    } else {
      end = server.firstIndex(of: ":") ?? server.endIndex
      guard server[..<end].utf8.allSatisfy(isOfName) else { return nil }
    }
    return end == server.endIndex || server[end] == ":" ? end : nil
  }

  private static let delete: UInt8 = 0x7F

  private static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }

  private static func isHexDigit(_ byte: UInt8) -> Bool {
    isDigit(byte) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte | 0x20)
  }

  /// Whether names of hosts have such bytes: ASCII letters, digits, `-`, `.`, `_`, and all of other scripts.
  private static func isOfName(_ byte: UInt8) -> Bool {
    isDigit(byte) || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
      || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "_") || byte >= 0x80
  }
}
