@testable import Customers

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
