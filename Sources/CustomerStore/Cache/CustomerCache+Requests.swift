import Customers
import GRDB

extension CustomerCache {
  /// Adds requests to those of a day of the person's calendar, and returns how many it is now.
  @discardableResult
  package func countRequests(_ added: Int, on day: LocalDate) throws(CustomerStoreError) -> RequestCount {
    try access("The requests could not be counted.", .immediate) { database in
      try database.execute(
        sql: """
          INSERT INTO request VALUES (?, ?) ON CONFLICT (day) DO UPDATE SET count = count + excluded.count
          """,
        arguments: [day.description, added])
      return try Self.requests(on: day, in: database)
    }
  }

  package func requests(on day: LocalDate) throws(CustomerStoreError) -> RequestCount {
    try access("The requests could not be counted.", .deferred) { try Self.requests(on: day, in: $0) }
  }

  static func requests(on day: LocalDate, in database: Database) throws -> RequestCount {
    RequestCount(
      count: try Int.fetchOne(
        database, sql: "SELECT count FROM request WHERE day = ?", arguments: [day.description]) ?? 0)
  }
}
