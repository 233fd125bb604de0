/// Which customers are looked at by their status.
///
/// A customer whose status the API did not tell counts as active.
package enum StatusFilter: String, CaseIterable, Sendable {
  case active
  case all
  case inactive

  /// The next one in the order active → all → only inactive.
  package var next: StatusFilter {
    switch self {
    case .active: .all
    case .all: .inactive
    case .inactive: .active
    }
  }
}
