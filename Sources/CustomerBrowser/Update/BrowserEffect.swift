import Customers

/// Something to be done outside the state.
package enum BrowserEffect: Sendable {
  case loadCachedCustomers
  case syncCustomers(full: Bool, acceptsLosses: Bool, generation: Int)
  case cancelSync
  case search(SearchRequest, in: CustomerSnapshot, generation: Int)
  /// Finds the marked customers of one table in another.
  case moveMarks(Marks, from: CustomerTable, to: CustomerTable, generation: Int)
  /// Looks for ways to go on with what is typed before `cursor`.
  case complete(String, cursor: Int, in: CustomerSnapshot, generation: Int)
  /// Looks for those of some alternatives that find nobody.
  case findMissing([String], in: SearchRequest, of: CustomerSnapshot, generation: Int)
  /// Counts what a search for the same would find.
  case countFacets(SearchRequest, in: CustomerSnapshot, generation: Int)
  /// Looks for what the syncs changed about a customer.
  case loadChanges(ofCustomer: UInt64, generation: Int)
  /// Looks for the contacts that the cache has.
  case loadContacts(ofCustomer: UInt64, generation: Int)
  /// Asks the server for the contacts.
  case fetchContacts(ofCustomer: UInt64, generation: Int)
  case cancelContacts
  case export(CustomerExport, path: String, replacing: Bool, generation: Int)
  case cancelExport
  /// Lets the next browser go on here.
  case keepView(SavedView)
  /// Lets the next browser have these marks; both are about the same table.
  case keepMarks(Marks, insteadOf: Marks, of: CustomerTable?)
  /// Adds a filter to the history.
  case rememberFilter(String)
  case saveFilter(NamedFilter)
  case deleteFilter(name: String)
  /// Hands a text to the person's clipboard.
  case copy(CopiedText)
  /// The same, by the terminal, since nobody else took it.
  case copyThroughTerminal(CopiedText)
  case showNextTheme
  case redraw
  case suspend
  case quit
}
