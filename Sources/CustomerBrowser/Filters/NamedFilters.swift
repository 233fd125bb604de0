import Customers

/// How the customers of a named filter are looked at, as far as that was saved with it.
package struct FilterLook: Equatable, Sendable {
  package var scope: CustomerScope?
  package var status: StatusFilter?
  /// As `CustomerOrder` spells it; empty for the order that nobody chose.
  package var sort: String?
  package var columns: [CustomerColumn]?

  package init(
    scope: CustomerScope? = nil, status: StatusFilter? = nil, sort: String? = nil,
    columns: [CustomerColumn]? = nil
  ) {
    self.scope = scope
    self.status = status
    self.sort = sort
    self.columns = columns
  }

  /// How a browser looks at its customers.
  init(_ state: BrowserState) {
    self.init(
      scope: state.scope, status: state.status, sort: state.sort?.spelling ?? "", columns: state.columns)
  }

  package var order: CustomerOrder? { sort.flatMap(CustomerOrder.init(spelling:)) }

  /// What differs from the usual, in words.
  fileprivate var words: [String] {
    let ofStatus: String? =
      switch status {
      case .inactive: "inactive"
      case .all: "active and inactive"
      case .active, nil: nil
      }
    return [scope == .mine ? "mine" : nil, ofStatus, order.map { "by \($0.spelling)" }].compactMap(\.self)
  }
}

/// A query that somebody gave a name, and how its customers are looked at.
package struct NamedFilter: Equatable, Sendable {
  package enum Origin: Sendable {
    /// Written into the config; only there it can be changed.
    case config
    /// Saved from the program.
    case program
  }

  package let name: String
  package let query: String
  package let origin: Origin
  package let look: FilterLook

  package init(name: String, query: String, origin: Origin, look: FilterLook = FilterLook()) {
    self.name = name
    self.query = query
    self.origin = origin
    self.look = look
  }

  /// The query, and what else was saved with it that is not as usual.
  package var summary: String {
    ([query].filter { !$0.isEmpty } + look.words).joined(separator: " · ")
  }

  /// Whether a name means this filter; case makes no difference.
  func isCalled(_ other: String) -> Bool { name.lowercased() == other.lowercased() }
}

/// The queries that have a name, no two the same one.
package struct NamedFilters: Equatable, Sendable {
  /// By name.
  package private(set) var all: [NamedFilter] = []

  /// Where both have a name, that of `configured` counts.
  package init(configured: [NamedFilter], saved: [NamedFilter]) {
    for filter in configured + saved where self.filter(named: filter.name) == nil { all.append(filter) }
    sort()
  }

  package func filter(named name: String) -> NamedFilter? {
    all.first { $0.isCalled(name) }
  }

  /// Adds a filter, in the place of one that has its name.
  mutating func save(_ filter: NamedFilter) {
    delete(named: filter.name)
    all.append(filter)
    sort()
  }

  mutating func delete(named name: String) {
    all.removeAll { $0.isCalled(name) }
  }

  private mutating func sort() {
    all.sort { ($0.name.lowercased(), $0.name) < ($1.name.lowercased(), $1.name) }
  }
}

/// The question how a filter shall be called.
package struct FilterNameDialog: Equatable, Sendable {
  package enum Step: Equatable, Sendable {
    case editing
    /// There is another filter of this name: replace it?
    case confirmingReplacement
    /// It can't be called so; the reason as a sentence.
    case refused(String)
  }

  package internal(set) var name = EditLine()
  package internal(set) var step = Step.editing
  package let query: String
  package let look: FilterLook

  init(query: String, look: FilterLook) {
    self.query = query
    self.look = look
  }
}

/// What can be chosen in the palette.
package enum PaletteChoice: Equatable, Sendable {
  case filter(NamedFilter)
  /// A command of the person's own.
  case own(OwnCommand)
  case command(BrowserCommand)

  /// What it is called there.
  package var name: String {
    switch self {
    case .filter(let filter): "filter: \(filter.name)"
    case .own(let command): "run: \(command.name)"
    case .command(let command): command.rawValue
    }
  }

  /// What it does in a place: of a filter, what it asks for.
  package func summary(in focus: Focus) -> String {
    switch self {
    case .filter(let filter): filter.summary
    case .own(let command): command.summary
    case .command(let command): command.summary(in: focus)
    }
  }
}

extension Chooser {
  /// What matches what is typed: the named filters, the person's own commands, then those that make sense in a place.
  package func choices(in focus: Focus, filters: NamedFilters, commands: [OwnCommand]) -> [PaletteChoice] {
    let all =
      filters.all.map(PaletteChoice.filter) + commands.map(PaletteChoice.own)
      + BrowserCommand.offered(in: focus).map(PaletteChoice.command)
    return choices(among: all) { ($0.name, $0.summary(in: focus)) }
  }
}

extension BrowserState {
  mutating func openFilterNameDialog() {
    if let problem = query.problems.first {
      notice = Notice(.warning, "A filter that can't be read is not saved: \(problem.reason)")
    } else if query.asksForList {
      notice = Notice(.warning, "A pasted list goes with the program, so it is not saved: mark its customers")
    } else if query.isEmpty, !differsFromSettings {
      notice = Notice(.warning, "The filter is empty: type one first, then save it")
    } else {
      popup = .filterName(FilterNameDialog(query: filter.text, look: FilterLook(self)))
    }
  }

  /// Whether even without a filter others are shown, or in another way, than at the first start.
  private var differsFromSettings: Bool {
    scope != settings.scope || status != settings.status || sort != settings.sort
      || columns != settings.columns
  }

  /// Counts what the named filters find, for the palette.
  mutating func countFilters() -> [BrowserEffect] {
    filterCounts = [:]
    filterCountGeneration += 1
    guard let searchedSnapshot, !filters.all.isEmpty else { return [] }
    let requests = filters.all.map { named in
      var request = searchRequest
      request.query = CustomerQuery(named.query, today: today)
      request.scope = named.look.scope ?? scope
      request.status = named.look.status ?? status
      return (name: named.name, request: request)
    }
    return [.countFilters(requests, in: searchedSnapshot, generation: filterCountGeneration)]
  }

  mutating func perform(_ command: BrowserCommand, in dialog: FilterNameDialog) -> [BrowserEffect] {
    var dialog = dialog
    switch (command, dialog.step) {
    case (.accept, let step):
      return save(dialog, replacing: step == .confirmingReplacement)
    case (.back, .confirmingReplacement):
      dialog.step = .editing
    case (.back, _):
      popup = nil
      return []
    default:
      guard let edit = command.lineEdit else { return [] }
      dialog.name.apply(edit)
      dialog.step = .editing
    }
    popup = .filterName(dialog)
    return []
  }

  private mutating func save(_ dialog: FilterNameDialog, replacing: Bool) -> [BrowserEffect] {
    var dialog = dialog
    let name = dialog.name.text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    let other = filters.filter(named: name)
    if name.isEmpty {
      dialog.step = .refused("Type a name first.")
    } else if other?.origin == .config {
      dialog.step = .refused("The config has a filter of that name; type another one.")
    } else if let other, other.query != dialog.query || other.look != dialog.look, !replacing {
      dialog.step = .confirmingReplacement
    } else {
      let filter = NamedFilter(name: name, query: dialog.query, origin: .program, look: dialog.look)
      return save(filter, insteadOf: other)
    }
    popup = .filterName(dialog)
    return []
  }

  private mutating func save(_ filter: NamedFilter, insteadOf other: NamedFilter?) -> [BrowserEffect] {
    popup = nil
    filters.save(filter)
    let limit = settings.isRemembered ? "" : ", until the program ends"
    notice = Notice(.info, "Saved the filter “\(filter.name)” for the palette\(limit)")
    // The name may differ in case, and the file would have both.
    guard let other, other.name != filter.name else { return [.saveFilter(filter)] }
    return [.deleteFilter(name: other.name), .saveFilter(filter)]
  }

  /// Puts a named filter into the place of what is typed, and looks at the customers as was saved with it.
  mutating func apply(_ named: NamedFilter) -> [BrowserEffect] {
    let look = named.look
    scope = look.scope ?? scope
    status = look.status ?? status
    if let columns = look.columns { choose(columns) }
    let effects = editFilter(.replacing) { $0.replace(with: named.query) }
    // Without a filter the order would be that of the settings.
    if look.sort != nil { sort = look.order }
    return effects + (look == FilterLook() ? [] : search()) + rememberFilter()
  }

  /// Forgets the filter that is chosen in the palette, if it was saved from the program.
  mutating func delete(_ choice: PaletteChoice?) -> [BrowserEffect] {
    guard case .filter(let filter) = choice else { return [] }
    guard filter.origin == .program else {
      notice = Notice(.warning, "“\(filter.name)” stands in the config; delete it there")
      return []
    }
    filters.delete(named: filter.name)
    moveChoice { $0 }
    notice = Notice(.info, "Deleted the filter “\(filter.name)”, which was \(filter.summary)")
    return [.deleteFilter(name: filter.name)]
  }
}
