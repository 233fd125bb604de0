/// Whose customers a cache holds: the server, the account, the location and the tokens that asked.
///
/// Every part decides what the server tells, so a cache is shown only to the very same identity. The
/// tokens themselves are not kept: only their hashes.
package struct CacheIdentity: Sendable {
  package let baseURL: String
  package let account: String?
  package let locationID: Int64?
  private let userTokenHash: [UInt8]?
  private let companyTokenHash: [UInt8]?

  package init(
    baseURL: String, account: String?, locationID: Int64? = nil, userTokenHash: [UInt8]?,
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

  /// What a file says about its owner: 32 bytes from which no part can be guessed at without the tokens.
  func hash(salt: [UInt8]) -> [UInt8] {
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
