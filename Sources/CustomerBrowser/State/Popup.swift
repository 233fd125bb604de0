import Customers

/// What stands in front of the list.
package enum Popup: Equatable, Sendable {
  case help(HelpPanel)
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

/// The keys of the place from which help was asked for.
package struct HelpPanel: Equatable, Sendable {
  package let focus: Focus
  /// Only what holds this shows.
  package internal(set) var typed = EditLine()
  /// The first visible line.
  package internal(set) var top = 0

  package init(_ focus: Focus) {
    self.focus = focus
  }

  /// Whether a line of help that says this shows.
  package func shows(_ words: String) -> Bool {
    typed.isEmpty || Chooser.plain(words).contains(Chooser.plain(typed.text))
  }
}
