import Foundation

/// The proxy that the environment puts between this machine and a server.
///
/// Read as libcurl reads it, which is then told the result: so a message can name the proxy and the variable.
/// Source: the page about environment variables in libcurl's manual, libcurl-env(3).
package struct Proxy: Sendable {
  /// The variable that names it.
  package let variable: String
  /// Its host, and its port if that is told.
  package let name: String
  /// As the variable has it, a password included.
  let url: Secret
  /// Whether a user name stands in it.
  let hasUser: Bool

  /// The first that is set counts.
  private static let variables = ["https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"]
  private static let exceptionVariables = ["no_proxy", "NO_PROXY"]

  /// What this process got of these variables.
  package static var environment: [String: Secret] {
    let environment = ProcessInfo.processInfo.environment
    return (variables + exceptionVariables).reduce(into: [:]) { found, name in
      found[name] = environment[name].map { Secret($0) }
    }
  }

  /// Nil if the server is this machine, if no variable names a proxy, or if `no_proxy` excepts the server.
  init?(to server: ServerURL, _ environment: [String: Secret]) {
    func value(_ names: [String]) -> (name: String, text: String)? {
      for name in names {
        if let text = environment[name]?.value, !text.isEmpty { return (name, text) }
      }
      return nil
    }
    guard !server.isLoopback,
      let found = value(Self.variables)
    else { return nil }
    if let exceptions = value(Self.exceptionVariables), Self.excepts(server.host, exceptions.text) {
      return nil
    }
    variable = found.name
    url = Secret(found.text)
    let scheme = found.text.firstRange(of: "://")
    let authority = found.text[(scheme?.upperBound ?? found.text.startIndex)...].prefix {
      !"/?#".contains($0)
    }
    let at = authority.lastIndex(of: "@")
    hasUser = at != nil
    name = String(at.map { authority[authority.index(after: $0)...] } ?? authority)
  }

  /// Whether a list of names, their domains, addresses and networks (`10.0.0.0/8`) covers the host.
  private static func excepts(_ host: String, _ list: String) -> Bool {
    guard list != "*" else { return true }
    var host = host
    if host.hasSuffix(".") { host.removeLast() }
    let address = Address(host)
    return list.lowercased().split { ", \t".contains($0) }.contains { entry in
      if let address {
        let parts = entry.split(separator: "/", maxSplits: 1)
        guard let network = Address(String(parts.first ?? "")) else { return false }
        return address.isIn(network, bits: parts.count > 1 ? Int(parts[1]) : nil)
      }
      var name = entry
      if name.hasPrefix(".") { name.removeFirst() }
      if name.hasSuffix(".") { name.removeLast() }
      return !name.isEmpty && (host == name || host.hasSuffix(".\(name)"))
    }
  }

  /// The bytes of an IP address, 4 or 16.
  private struct Address {
    let bytes: [UInt8]

    init?(_ text: String) {
      let plain = text.hasPrefix("[") ? String(text.dropFirst().prefix { $0 != "]" }) : text
      for (family, count) in [(AF_INET, 4), (AF_INET6, 16)] {
        var bytes = [UInt8](repeating: 0, count: count)
        guard inet_pton(family, plain, &bytes) != 1 else {
          self.bytes = bytes
          return
        }
      }
      return nil
    }

    /// Whether the first bits are those of `network`; all of them, unless told.
    func isIn(_ network: Address, bits: Int?) -> Bool {
      let bits = bits ?? bytes.count * 8
      guard network.bytes.count == bytes.count, (0...bytes.count * 8).contains(bits) else { return false }
      return bytes.indices.allSatisfy { place in
        let mask = UInt8(truncatingIfNeeded: 0xFF00 >> min(8, max(0, bits - place * 8)))
        return bytes[place] & mask == network.bytes[place] & mask
      }
    }
  }
}
