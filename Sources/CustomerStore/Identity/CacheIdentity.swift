/// Whose customers a cache holds: the server, the account, the location and the tokens that asked.
///
/// Every part decides what the server tells, so a cache is shown only to the very same identity. The
/// tokens themselves are not kept: only their hashes.
package struct CacheIdentity: Sendable {
  package let baseURL: String
  package let account: String?
  package let locationID: UInt64?
  private let userTokenHash: [UInt8]?
  private let companyTokenHash: [UInt8]?

  package init(
    baseURL: String, account: String?, locationID: UInt64? = nil, userTokenHash: [UInt8]?,
    companyTokenHash: [UInt8]?
  ) {
    self.baseURL = baseURL
    self.account = account
    self.locationID = locationID
    self.userTokenHash = userTokenHash
    self.companyTokenHash = companyTokenHash
  }

  /// What is kept of a token; see `init`.
  package static func hash(ofToken token: String) -> [UInt8] {
    SHA256.hash(Array(token.utf8))
  }

  /// Whether the server can be asked for `customer.by.company.list`.
  var hasUserToken: Bool { userTokenHash != nil }

  /// Whether the server can be asked for `customer.list`.
  var hasCompanyToken: Bool { companyTokenHash != nil }

  /// What a file may say about its owner, the first as it is written now: 32 bytes from which no part can be
  /// guessed at without the tokens.
  ///
  /// A setting that is sent with none of the tokens at hand decides nothing, and may be set right at any time.
  func hashes(salt: [UInt8]) -> [[UInt8]] {
    var base = baseURL[...]
    while base.hasSuffix("/") { base.removeLast() }
    return [
      hash(
        salt: salt, baseURL: String(base), account: hasUserToken ? account : nil,
        locationID: hasCompanyToken ? locationID : nil),
      // Up to version 3 of the file, every setting counted as it was spelled.
      hash(salt: salt, baseURL: baseURL, account: account, locationID: locationID),
    ]
  }

  private func hash(salt: [UInt8], baseURL: String, account: String?, locationID: UInt64?) -> [UInt8] {
    let parts: [[UInt8]?] = [
      salt, Array(baseURL.utf8), account.map { Array($0.utf8) }, locationID.map { Array("\($0)".utf8) },
      userTokenHash, companyTokenHash,
    ]
    // Each part's length stands before it, so that no two identities spell the same bytes.
    return SHA256.hash(parts.flatMap { Array("\($0?.count ?? -1):".utf8) + ($0 ?? []) })
  }

  /// Makes 16 random bytes.
  static func makeSalt() -> [UInt8] {
    (0..<16).map { _ in UInt8.random(in: .min ... .max) }
  }
}
