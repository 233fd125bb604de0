import Customers
import Wording

/// What stands in front of the list.
package enum Popup: Equatable, Sendable {
  case help(HelpPanel)
  case sortMenu(Chooser)
  /// Every command that makes sense in the place from which they were asked for.
  case commands(Chooser, Focus)
  case facets(FacetPanel)
  case columns(ColumnPanel)
  /// Asks what to copy, and of whom.
  case copyMenu(CopySubject)
  case contacts(ContactsPanel)
  case changes(ChangesPanel)
  case duplicates(DuplicatesPanel)
  case text(TextPanel)
  case filterName(FilterNameDialog)
  case contactBudget(ContactBudgetDialog)
  case export(ExportDialog)
  case note(NoteDialog)
  case due(DueDialog)
  case themes(ThemePanel)
  case profiles(ProfilePanel)
  case failure(UserFacingError)

  /// Whether it is one of themes or profiles.
  var isList: Bool {
    switch self {
    case .themes, .profiles: true
    default: false
    }
  }
}

extension Popup {
  /// Whether something chosen in it leads to a row of the list.
  var goesToCustomers: Bool {
    switch self {
    case .changes, .duplicates: true
    default: false
    }
  }
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

/// Choosing from a short list by moving in it and by typing.
package struct Chooser: Equatable, Sendable {
  package internal(set) var typed = EditLine()
  /// The place among the choices that match what is typed.
  package internal(set) var cursor = ListCursor()

  package init() {}

  /// The columns that match what is typed.
  package func columns(among all: [CustomerColumn]) -> [CustomerColumn] {
    choices(among: all) { ($0.title, "") }
  }

  /// Moves in a list of so many choices, `height` of which are visible, or edits what is typed; returns false for
  /// any other command.
  mutating func perform(_ command: BrowserCommand, count: Int, height: Int) -> Bool {
    let page = max(min(height, count) - 1, 1)
    switch command {
    case .moveUp: move(to: (cursor.index + count - 1) % max(count, 1), count, height)
    case .moveDown: move(to: (cursor.index + 1) % max(count, 1), count, height)
    case .pageUp: move(to: cursor.index - page, count, height)
    case .pageDown: move(to: cursor.index + page, count, height)
    default:
      guard let edit = command.lineEdit else { return false }
      let before = typed.text
      typed.apply(edit)
      if typed.text != before { cursor = ListCursor() }
    }
    return true
  }

  private mutating func move(to place: Int, _ count: Int, _ height: Int) {
    cursor.move(to: place, count: count, height: height)
  }

  mutating func type(_ text: String) {
    typed.insert(text)
    cursor = ListCursor()
  }

  /// Those whose name begins with what is typed, then those that hold it in name or summary, then those
  /// whose name has its letters in their order.
  func choices<Choice>(
    among all: [Choice], words: (Choice) -> (name: String, summary: String)
  ) -> [Choice] {
    let typed = Self.plain(typed.text)
    guard !typed.isEmpty else { return all }
    let ranked = all.compactMap { choice -> (choice: Choice, rank: Int)? in
      let (name, summary) = words(choice)
      return Self.rank(of: typed, name: Self.plain(name), summary: Self.plain(summary)).map { (choice, $0) }
    }
    return (0...Self.worstRank).flatMap { rank in ranked.filter { $0.rank == rank }.map(\.choice) }
  }

  private static let worstRank = 3

  private static func rank(of typed: String, name: String, summary: String) -> Int? {
    if name.hasPrefix(typed) { return 0 }
    if name.contains(typed) { return 1 }
    if summary.contains(typed) { return 2 }
    var rest = typed[...]
    for letter in name where letter == rest.first { rest.removeFirst() }
    return rest.isEmpty ? worstRank : nil
  }

  static func plain(_ text: String) -> String {
    text.lowercased().replacing("-", with: " ")
  }
}
