extension BrowserState {
  mutating func openFilterNameDialog() {
    if let problem = query.problems.first {
      notice = Notice(.warning, "A filter that can't be read is not saved: \(problem.reason)")
    } else if query.isEmpty {
      notice = Notice(.warning, "The filter is empty: type one first, then save it")
    } else {
      popup = .filterName(FilterNameDialog(query: filter.text))
    }
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
    } else if let other, other.query != dialog.query, !replacing {
      dialog.step = .confirmingReplacement
    } else {
      return save(NamedFilter(name: name, query: dialog.query, origin: .program), insteadOf: other)
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

  /// Puts a named filter into the place of what is typed.
  mutating func apply(_ named: NamedFilter) -> [BrowserEffect] {
    let effects = editFilter(.replacing) { $0.replace(with: named.query) }
    return effects + rememberFilter()
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
    notice = Notice(.info, "Deleted the filter “\(filter.name)”, which was \(filter.query)")
    return [.deleteFilter(name: filter.name)]
  }
}
