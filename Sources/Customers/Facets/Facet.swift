/// A way to divide customers into groups that are counted.
package enum Facet: CaseIterable, Sendable {
  case salesperson
  case type
  case status
  /// The year of the last update.
  case year

  package var title: String {
    switch self {
    case .salesperson: "Salesperson"
    case .type: "Type"
    case .status: "Status"
    case .year: "Year"
    }
  }

  /// The word before the colon in the filter.
  var field: QueryField {
    switch self {
    case .salesperson: .salesperson
    case .type: .type
    case .status: .active
    case .year: .updated
    }
  }
}
