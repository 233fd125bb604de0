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
