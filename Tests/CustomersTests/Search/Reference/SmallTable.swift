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
