import Customers

/// What stands in front of the list.
package enum Popup: Equatable, Sendable {
  /// The keys of the place from which help was asked for; `top` is the first visible line.
  case help(Focus, top: Int)
  case sortMenu(Chooser)
  /// Every command that makes sense in the place from which they were asked for.
  case commands(Chooser, Focus)
  case facets(FacetPanel)
  case columns(ColumnPanel)
  /// Asks what of the current row to copy.
  case copyMenu
  case contacts(ContactsPanel)
  case filterName(FilterNameDialog)
  case export(ExportDialog)
  case failure(BrowserFailure)
}

/// Where keys go while no popup is open.
package enum Focus: Sendable {
  case filter
  case list
  case detail
}
