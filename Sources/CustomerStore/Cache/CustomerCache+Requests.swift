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

/// That the server has had too many requests, and is to be left alone for a while.
package struct ServerPause: Equatable, Sendable {
  package let until: Date
  /// Why, as a sentence.
  package let reason: String

  package init(until: Date, reason: String) {
    self.until = until
    self.reason = reason
  }

  /// No server asks for more; what is longer, a clock that was set back made of it.
  private static let longest: TimeInterval = 24 * 60 * 60

  func isOn(at now: Date) -> Bool {
    (0..<Self.longest + 1).contains(until.timeIntervalSince(now)) && until > now
  }
}

extension CustomerCache {
  /// Whether the server is to be left alone now, as whoever uses this cache was told last; nil if it is not.
  package func pause(at now: Date) throws(CustomerStoreError) -> ServerPause? {
    try read("The cache could not be read.") { try Self.pause(at: now, in: $0) }
  }

  /// Makes the server be left alone by all that use this cache, or ends that with nil.
  ///
  /// Returns at once, also while a sync is being written.
  package func setPause(_ pause: ServerPause?) throws(CustomerStoreError) {
    try writeSoon("It could not be noted that the server is to be left alone.") { database in
      try database.execute(sql: "DELETE FROM pause")
      guard let pause else { return }
      try database.execute(
        sql: "INSERT INTO pause VALUES (1, ?, ?)",
        arguments: [pause.until.storedMilliseconds, pause.reason])
    }
  }

  static func pause(at now: Date, in database: Database) throws -> ServerPause? {
    let row = try Row.fetchOne(database, sql: "SELECT until, reason FROM pause")
    let pause = row.map { ServerPause(until: Date(storedMilliseconds: $0["until"]), reason: $0["reason"]) }
    return pause.flatMap { $0.isOn(at: now) ? $0 : nil }
  }
}
