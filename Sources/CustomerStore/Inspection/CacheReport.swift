import Foundation

/// What a cache is like, found out by reading all of it.
package struct CacheReport: Equatable, Sendable {
  package let path: String
  /// Why nothing can be written to it; nil if it can.
  package let obstacle: CustomerStoreError?
  /// Where the damaged cache is that stood here before; nil if there was none.
  package let quarantined: String?
  /// The server whose customers it holds.
  package let baseURL: String
  /// The company that the user token is of, if there is such a token.
  package let account: String?
  /// On the disk, the write-ahead log included.
  package let byteCount: Int
  /// The permissions of the file.
  package let mode: Int
  package let customerCount: Int
  /// When the latest sync asked the server; nil if there was none.
  package let syncedAt: Date?
  /// The requests sent today.
  package let requests: RequestCount
}
