import Customers
import Foundation
import GRDB

extension CustomerCache {
  /// Adds requests to those of a day of the person's calendar, and returns how many it is now.
  ///
  /// To be called before they are sent, so that they count whatever becomes of them; what was not sent after all
  /// is taken back with a negative number. Returns at once, also while a sync is being written.
  @discardableResult
  package func countRequests(_ added: Int, on day: LocalDate) throws(CustomerStoreError) -> RequestCount {
    guard added != 0 else { return try requests(on: day) }
    uncounted.withLock { $0[day, default: 0] += added }
    do throws(CustomerStoreError) {
      try writeSoon("The requests could not be counted.") { database in
        try database.execute(
          sql: """
            INSERT INTO request VALUES (?, max(?, 0))
            ON CONFLICT (day) DO UPDATE SET count = max(count + ?, 0)
            """,
          arguments: [day.description, added, added])
        self.uncounted.withLock { $0[day, default: 0] -= added }
      }
    } catch {
      uncounted.withLock { $0[day, default: 0] -= added }
      throw error
    }
    return try requests(on: day)
  }

  package func requests(on day: LocalDate) throws(CustomerStoreError) -> RequestCount {
    let counted = try read("The requests could not be counted.") { try Self.requests(on: day, in: $0) }
    return RequestCount(count: max(counted.count + uncounted.withLock { $0[day] ?? 0 }, 0))
  }

  static func requests(on day: LocalDate, in database: Database) throws -> RequestCount {
    RequestCount(
      count: try Int.fetchOne(
        database, sql: "SELECT count FROM request WHERE day = ?", arguments: [day.description]) ?? 0)
  }
}

/// How many requests were sent on one day.
package struct RequestCount: Equatable, Sendable {
  /// The share of the daily requests after which no more should be sent.
  private static let softShare = 0.9
  /// The share after which no more should be sent for what can wait.
  private static let patientShare = 0.8

  package let count: Int

  /// Whether so few are left of `limit` a day that they should be kept for others.
  package func isNear(limit: Int) -> Bool {
    Double(count) >= Double(limit) * Self.softShare
  }

  /// How many may still be sent, of `limit` a day, for what can wait until tomorrow.
  package func leftForPatient(limit: Int) -> Int {
    max(Int(Double(limit) * Self.patientShare) - count, 0)
  }
}
