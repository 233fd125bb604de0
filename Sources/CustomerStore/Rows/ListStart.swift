import Customers
import GRDB

/// The start of the list of all active customers by name, so that it can be shown before all are loaded.
struct ListStart {
  /// The customers' ids by name.
  let ids: [UInt64]
  /// How many customers the whole list has.
  let count: Int

  /// More than the tallest screen shows.
  private static let length = 256

  /// Finds it in a table.
  init(of table: CustomerTable) {
    let request = SearchRequest(
      query: CustomerQuery("", today: LocalDate(daysSinceEpoch: 0)), scope: .all, status: .active,
      sort: CustomerOrder(.name), marked: RowSet(rowCount: table.count), onlyMarked: false,
      firstRows: Self.length)
    var searcher = CustomerSearcher(CustomerSnapshot(table))
    let result = searcher.search(request, isCancelled: { false })
    ids = result?.rows.prefix(Self.length).map { table.ids[Int($0)] } ?? []
    count = result?.count ?? 0
  }

  /// Reads it; nil if no sync has written one.
  init?(_ database: Database) throws {
    guard let count = try Int.fetchOne(database, sql: "SELECT customer_count FROM list") else { return nil }
    self.count = count
    ids = try database.ids("SELECT customer FROM list_start ORDER BY place")
  }

  /// Removes what is written, since its customers may be about to go.
  static func remove(from database: Database) throws {
    try database.execute(sql: "DELETE FROM list_start; DELETE FROM list")
  }

  func write(to database: Database) throws {
    try database.execute(sql: "INSERT INTO list VALUES (1, ?)", arguments: [count])
    let insert = try RawStatement(database, sql: "INSERT INTO list_start VALUES (?, ?)")
    for (place, id) in ids.enumerated() {
      insert.bind(Int64(place + 1), at: 1)
      insert.bind(id: id, at: 2)
      _ = try insert.step()
    }
  }
}
