/// What can be chosen in the palette.
package enum PaletteChoice: Equatable, Sendable {
  case filter(NamedFilter)
  case command(BrowserCommand)

  /// What it is called there.
  package var name: String {
    switch self {
    case .filter(let filter): "filter: \(filter.name)"
    case .command(let command): command.rawValue
    }
  }

  /// What it does in a place: of a filter, its query.
  package func summary(in focus: Focus) -> String {
    switch self {
    case .filter(let filter): filter.query
    case .command(let command): command.summary(in: focus)
    }
  }
}

extension Chooser {
  /// What matches what is typed: the named filters, then the commands that make sense in a place.
  package func choices(in focus: Focus, filters: NamedFilters) -> [PaletteChoice] {
    let all =
      filters.all.map(PaletteChoice.filter) + BrowserCommand.offered(in: focus).map(PaletteChoice.command)
    return choices(among: all) { ($0.name, $0.summary(in: focus)) }
  }
}
