import CustomerBrowser
import Customers
import KometAPI
import Synchronization

/// Fetches the customers from the server that the settings name.
struct ServerCustomers: CustomerFetching {
  private let directory: CustomerDirectory

  /// Progress is told at most this often.
  private static let progressInterval = Duration.milliseconds(100)

  init(_ configuration: APIConfiguration) throws(BrowserFailure) {
    do {
      directory = CustomerDirectory(try KometClient(configuration))
    } catch {
      throw BrowserFailure(error)
    }
  }

  func fetchCustomers(
    progress: @escaping @Sendable (FetchProgress) -> Void
  ) async throws(BrowserFailure) -> FetchedCustomers {
    let nextTime = Mutex(ContinuousClock.now)
    do {
      let loaded = try await directory.load { load in
        let now = ContinuousClock.now
        let isDue = nextTime.withLock { time in
          guard now >= time else { return false }
          time = now + Self.progressInterval
          return true
        }
        guard isDue else { return }
        let transfer = load.transfer
        progress(
          FetchProgress(
            receivedBytes: Int(transfer.receivedBytes), totalBytes: transfer.totalBytes.map(Int.init)))
      }
      return FetchedCustomers(
        table: loaded.table, remarks: loaded.report.remarks, requestCount: loaded.requestCount)
    } catch {
      throw BrowserFailure(error)
    }
  }
}

extension DecodingReport {
  /// What a person should know about the answers; empty if all came as it should.
  var remarks: [String] {
    let example = samples.first.map { ", for example \($0)" } ?? ""
    var remarks: [String] = []
    if skipped > 0 {
      remarks.append(
        "\(skipped.grouped) of \(records.grouped) records could not be read and were left out\(example).")
    }
    if repairedFields > 0 {
      remarks.append("\(repairedFields.grouped) fields could not be read and count as unknown\(example).")
    }
    if repairedTexts > 0 {
      remarks.append("\(repairedTexts.grouped) broken characters were replaced by \u{FFFD}.")
    }
    if duplicates > 0 {
      remarks.append("\(duplicates.grouped) records had the id of a later one and gave way to it.")
    }
    return remarks
  }
}
