import Customers

/// The customers in view, counted by one of their facets.
package struct FacetPanel: Equatable, Sendable {
  /// The facet in which a group is chosen.
  package internal(set) var facet = Facet.salesperson
  /// The place of the chosen group.
  package internal(set) var cursor = ListCursor()
  /// nil until they have been counted for the first time.
  package internal(set) var counts: FacetCounts?
  /// Whether groups were chosen or left out since it was opened.
  package internal(set) var hasChanged = false

  package var values: [FacetCounts.Value] { counts?[facet] ?? [] }

  /// The group under the cursor.
  package var value: FacetCounts.Value? {
    values.indices.contains(cursor.index) ? values[cursor.index] : nil
  }

  mutating func turn(by steps: Int) {
    let all = Facet.allCases
    guard let place = all.firstIndex(of: facet) else { return }
    turn(to: all[(place + steps + all.count) % all.count])
  }

  mutating func turn(to new: Facet) {
    guard new != facet else { return }
    facet = new
    cursor = ListCursor()
  }

  /// Takes new counts in; the same group stays chosen, if it is still there.
  mutating func show(_ new: FacetCounts, height: Int) {
    let chosen = values.indices.contains(cursor.index) ? values[cursor.index] : nil
    counts = new
    let place = chosen.flatMap { chosen in values.firstIndex { $0.label == chosen.label } } ?? cursor.index
    cursor.move(to: place, count: values.count, height: height)
  }
}

extension BrowserState {
  mutating func openFacets() -> [BrowserEffect] {
    guard searchedSnapshot != nil else {
      notice = Notice(.warning, "No customers yet")
      return []
    }
    guard !hasNamesOnly else {
      notice = Notice(.info, "There is nothing to count by. \(CustomerSearcher.namesOnly)")
      return []
    }
    popup = .facets(FacetPanel())
    return countFacets()
  }

  /// Asks for the counts anew, if they are on the screen.
  mutating func countFacets() -> [BrowserEffect] {
    guard case .facets = popup, let searchedSnapshot else { return [] }
    facetGeneration += 1
    return [.countFacets(searchRequest, in: searchedSnapshot, generation: facetGeneration)]
  }

  mutating func show(_ counts: FacetCounts) {
    shownFacetGeneration = facetGeneration
    guard case .facets(var panel) = popup else { return }
    panel.show(counts, height: choiceHeight)
    popup = .facets(panel)
  }

  mutating func perform(_ command: BrowserCommand, in panel: FacetPanel) -> [BrowserEffect] {
    if moveChoice(command, count: panel.values.count) { return [] }
    var panel = panel
    switch command {
    case .nextFacet, .previousFacet:
      panel.turn(by: command == .nextFacet ? 1 : -1)
      popup = .facets(panel)
    case .toggleScope, .cycleStatus: return changeView(command)
    case .chooseValue: return ask(.choose, in: panel)
    case .excludeValue: return ask(.exclude, in: panel)
    case .export: openExportDialog(of: panel)
    case .accept: return finish(panel)
    default:
      popup = nil
    }
    return []
  }

  /// Chooses a facet, and a group of it if one was clicked.
  mutating func clickFacet(_ facet: Facet, group: Int?, isDouble: Bool) -> [BrowserEffect] {
    guard case .facets(var panel) = popup else { return [] }
    notice = nil
    panel.turn(to: facet)
    popup = .facets(panel)
    guard let group else { return [] }
    moveChoice { _ in group }
    return isDouble ? perform(.accept) : []
  }

  /// Closes the counts; where nothing was chosen by itself, the filter is narrowed to the group under the cursor.
  private mutating func finish(_ panel: FacetPanel) -> [BrowserEffect] {
    guard panel.hasChanged else { return addToFilter(panel) }
    popup = nil
    return rememberFilter()
  }

  /// Narrows the filter to the group under the cursor, and the view to whatever status that has.
  private mutating func addToFilter(_ panel: FacetPanel) -> [BrowserEffect] {
    guard let counts = panel.counts, let value = panel.value else { return [] }
    popup = nil
    guard !value.isChosen else { return [] }
    guard !value.isExcluded, !panel.values.contains(where: \.isChosen) else {
      return ask(.choose, in: panel)
    }
    return setFilter(
      CustomerQuery.text(filter.text, adding: counts.term(for: value, of: panel.facet)),
      widensStatus: panel.facet == .status)
  }

  /// Chooses the group under the cursor beside others, or leaves it out; the counts stay open and follow.
  private mutating func ask(_ wish: FacetCounts.Wish, in panel: FacetPanel) -> [BrowserEffect] {
    guard let counts = panel.counts, let value = panel.value else { return [] }
    guard let text = counts.text(filter.text, after: wish, about: value, of: panel.facet) else {
      notice = Notice(.warning, "Another term of the filter leaves out “\(value.label ?? "unknown")”")
      return []
    }
    guard text.utf8.count <= EditLine.maxBytes, !CustomerQuery(text, today: today).hasTooManyTerms else {
      notice = Notice(.warning, "The filter has no room for more groups")
      return []
    }
    if case .facets(var panel) = popup {
      panel.hasChanged = true
      popup = .facets(panel)
    }
    return setFilter(text, widensStatus: panel.facet == .status)
  }

  private mutating func setFilter(_ text: String, widensStatus: Bool) -> [BrowserEffect] {
    let widensStatus = widensStatus && status != .all
    if widensStatus { status = .all }
    let effects = editFilter { $0.replace(with: text) }
    return effects.isEmpty && widensStatus ? search() : effects
  }
}
