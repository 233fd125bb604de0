/// Whose customers are looked at.
package enum CustomerScope: String, CaseIterable, Sendable {
  case all
  case mine

  package var toggled: CustomerScope { self == .all ? .mine : .all }
}
