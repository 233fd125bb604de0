import Customers

/// Something to be done outside the state.
package enum BrowserEffect: Sendable {
  case fetchCustomers(generation: Int)
  case cancelFetch
  case search(SearchRequest, in: CustomerSnapshot, generation: Int)
  case export(CustomerExport, path: String, replacing: Bool)
  case cancelExport
  case redraw
  case suspend
  case quit
}
