import Customers

/// How the customers were looked at last, as far as that differs from the config.
package struct SavedView: Codable, Equatable, Sendable {
  package var filter: String?
  package var scope: CustomerScope?
  package var status: StatusFilter?
  package var sort: String?
  package var columns: [CustomerColumn]?
  package var theme: String?

  /// What to keep of a browser that ends; `configured` is what it would start with by itself.
  package init(_ state: BrowserState, configured: BrowserSettings) {
    filter = state.filter.isEmpty ? nil : state.filter.text
    scope = state.scope == configured.scope ? nil : state.scope
    status = state.status == configured.status ? nil : state.status
    sort = state.sort == configured.sort ? nil : state.sort.map(Self.spelling)
    columns = state.columns == configured.columns ? nil : state.columns
  }

  /// The saved order; nil if there is none, or none that is known.
  package var order: CustomerOrder? {
    guard let sort else { return nil }
    let isDescending = sort.hasPrefix("-")
    return CustomerColumn(rawValue: String(isDescending ? sort.dropFirst() : sort[...]))
      .map { CustomerOrder($0, descending: isDescending) }
  }

  private static func spelling(of order: CustomerOrder) -> String {
    (order.isDescending ? "-" : "") + order.column.rawValue
  }
}

extension CustomerColumn: Codable {}
extension CustomerScope: Codable {}
extension StatusFilter: Codable {}
