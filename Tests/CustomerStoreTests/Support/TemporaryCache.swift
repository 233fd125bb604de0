import CustomerStore
import Customers
import Foundation

/// A folder of its own for the caches of one test, removed with it.
final class TemporaryCache: Sendable {
  let folder = FileManager.default.temporaryDirectory.appending(path: "komet-\(UUID().uuidString)").path
  var path: String { "\(folder)/default.sqlite" }

  deinit {
    try? FileManager.default.removeItem(atPath: folder)
  }

  static let identity = CacheIdentity(
    baseURL: "https://komet.example/api", account: "7", userToken: "user-token", companyToken: "company-token"
  )

  static let userOnly = CacheIdentity(
    baseURL: "https://komet.example/api", account: "7", userToken: "user-token", companyToken: nil)

  static let companyOnly = CacheIdentity(
    baseURL: "https://komet.example/api", account: nil, userToken: nil, companyToken: "company-token")

  func open(_ identity: CacheIdentity = identity) throws -> CustomerCache {
    try CustomerCache.open(at: path, identity: identity).cache
  }

  /// The names of the files in the folder, in order.
  var files: [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()
  }

  func mode(_ path: String) -> Int? {
    (try? FileManager.default.attributesOfItem(atPath: path))?[.posixPermissions] as? Int
  }
}

/// 08:00 UTC on a day of January 2026.
func january(_ day: Int) -> Date {
  Date(timeIntervalSince1970: Double(20_453 + day) * 86_400 + 8 * 3_600)
}

extension CacheIdentity {
  init(
    baseURL: String, account: String?, locationID: UInt64? = nil, userToken: String?, companyToken: String?
  ) {
    self.init(
      baseURL: baseURL, account: account, locationID: locationID,
      userTokenHash: userToken.map(Self.hash(ofToken:)),
      companyTokenHash: companyToken.map(Self.hash(ofToken:)))
  }
}
