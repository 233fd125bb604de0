import CustomerBrowser

/// The place that decides what a key means.
package enum KeyContext: CaseIterable, Sendable {
  case filter
  case list
  case detail
  /// The line in which something is looked for in the details.
  case find
  case help
  /// A list to choose from by typing.
  case menu
  case facets
  case columns
  case copyMenu
  case contacts
  case nameDialog
  case dialog
  case message

  package init(_ state: BrowserState) {
    switch state.popup {
    case .help: self = .help
    case .sortMenu, .commands: self = .menu
    case .facets: self = .facets
    case .columns: self = .columns
    case .copyMenu: self = .copyMenu
    case .contacts: self = .contacts
    case .filterName: self = .nameDialog
    case .export: self = .dialog
    case .failure: self = .message
    case nil where state.isTypingFind: self = .find
    case nil: self.init(state.focus)
    }
  }

  init(_ focus: Focus) {
    switch focus {
    case .filter: self = .filter
    case .list: self = .list
    case .detail: self = .detail
    }
  }

  /// What a person calls it.
  var name: String {
    switch self {
    case .filter: "filter"
    case .list: "list"
    case .detail: "details"
    case .find: "search in the details"
    case .help: "help"
    case .menu: "menus"
    case .facets: "facets"
    case .columns: "columns"
    case .copyMenu: "copy menu"
    case .contacts: "contacts"
    case .nameDialog: "name of a filter"
    case .dialog: "export dialog"
    case .message: "messages"
    }
  }

  /// Whether keys that make a character are text here.
  var takesText: Bool { [.filter, .find, .help, .menu, .nameDialog, .dialog].contains(self) }
}
