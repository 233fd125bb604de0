import Testing

@testable import Customers

/// A few customers to search, told by their names.
struct SmallTable {
  let table: CustomerTable
  let snapshot: CustomerSnapshot

  init(_ customers: [Customer]) {
    table = CustomerTable(customers)
    snapshot = CustomerSnapshot(table)
  }

  init(names: [String]) {
    self.init(names.enumerated().map { Customer(id: UInt64($0.offset + 1_000_000), name: $0.element) })
  }

  /// The answer to a query, or to what `change` makes of the request.
  func result(_ query: String, _ change: (inout SearchRequest) -> Void = { _ in }) throws -> SearchResult {
    var searcher = CustomerSearcher(snapshot)
    var request = SearchRequest.all(query, count: table.count)
    change(&request)
    let result = searcher.search(request, isCancelled: { false })
    return try #require(result)
  }

  func names(_ rows: some Sequence<UInt32>) -> [String] {
    rows.map { table.string(.name, at: Int($0)) }
  }

  func matches(_ query: String) throws -> [String] {
    let result = try result(query)
    return names(result.rows.prefix(result.matchCount))
  }

  func similar(_ query: String) throws -> [String] {
    let result = try result(query)
    return names(result.rows.dropFirst(result.matchCount))
  }
}

extension CustomerTable {
  /// The table of these customers, whose ids ascend.
  init(_ customers: [Customer]) {
    var builder = CustomerTableBuilder()
    for customer in customers { builder.append(customer) }
    let table = builder.finish().table
    var mine = RowSet(rowCount: table.count)
    for (row, customer) in customers.enumerated() where customer.isMine == true { mine.insert(row) }
    self = table.withMine(customers.contains { $0.isMine != nil } ? mine : nil)
  }

  func rows(ofIDs ids: [UInt64]) -> RowSet {
    var rows = RowSet(rowCount: count)
    for id in ids { row(ofID: id).map { rows.insert($0) } }
    return rows
  }
}

extension SearchRequest {
  /// A request for everybody in a table of `count` rows, by relevance.
  static func all(_ query: CustomerQuery, count: Int) -> SearchRequest {
    SearchRequest(
      query: query, scope: .all, status: .all, sort: nil, marked: RowSet(rowCount: count), onlyMarked: false)
  }

  static func all(_ text: String, count: Int) -> SearchRequest {
    all(CustomerQuery(text, today: LocalDate(daysSinceEpoch: 20_000)), count: count)
  }
}
