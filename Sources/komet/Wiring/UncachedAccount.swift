import CustomerBrowser
import Customers
import Foundation
import KometAPI

/// The customers straight from the server, keeping nothing: for the sample server of `--demo`.
struct UncachedAccount: CustomerSource {
  private let directory: CustomerDirectory

  init(_ configuration: APIConfiguration) throws(BrowserFailure) {
    do {
      directory = CustomerDirectory(try KometClient(configuration))
    } catch {
      throw BrowserFailure(error)
    }
  }

  func cachedCustomers() throws(BrowserFailure) -> FetchedCustomers? { nil }

  func syncedCustomers(
    full: Bool, progress: @escaping @Sendable (FetchProgress) -> Void,
    arrived: @escaping @Sendable (FetchedCustomers) -> Void
  ) async throws(BrowserFailure) -> FetchedCustomers {
    do {
      let loaded = try await directory.load(onProgress: ThrottledProgress(progress).show)
      return FetchedCustomers(
        table: loaded.table, syncedAt: Date(), remarks: loaded.report.remarks,
        requestsToday: loaded.requestCount)
    } catch {
      throw BrowserFailure(error, requestsToday: error.requestCount)
    }
  }
}
