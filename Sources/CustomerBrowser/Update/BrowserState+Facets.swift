import Customers

extension BrowserState {
  mutating func openFacets() -> [BrowserEffect] {
    guard searchedSnapshot != nil else {
      notice = Notice(.warning, "No customers yet")
      return []
    }
    if let problem = query.problem {
      notice = Notice(.warning, "Nothing can be counted while the filter can't be read: \(problem.reason)")
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
    guard case .facets(var panel) = popup else { return }
    panel.show(counts)
    popup = .facets(panel)
  }

  mutating func perform(_ command: BrowserCommand, in panel: FacetPanel) -> [BrowserEffect] {
    var panel = panel
    let page = max(viewport.listHeight / 2, 1)
    switch command {
    case .moveUp: panel.move(to: panel.selected - 1)
    case .moveDown: panel.move(to: panel.selected + 1)
    case .pageUp: panel.move(to: panel.selected - page)
    case .pageDown: panel.move(to: panel.selected + page)
    case .moveToTop: panel.move(to: 0)
    case .moveToBottom: panel.move(to: panel.values.count - 1)
    case .nextFacet: panel.turn(by: 1)
    case .previousFacet: panel.turn(by: -1)
    case .toggleScope, .cycleStatus: return changeView(command)
    case .accept: return addToFilter(panel)
    default:
      popup = nil
      return []
    }
    popup = .facets(panel)
    return []
  }

  /// Narrows the filter to the chosen group, and the view to whatever status that has.
  private mutating func addToFilter(_ panel: FacetPanel) -> [BrowserEffect] {
    guard let counts = panel.counts, panel.values.indices.contains(panel.selected) else { return [] }
    popup = nil
    let term = counts.term(for: panel.values[panel.selected], of: panel.facet)
    let widensStatus = panel.facet == .status && status != .all
    if widensStatus { status = .all }
    let text = CustomerQuery.text(filter.text, adding: term)
    let effects = editFilter { $0.replace(with: text) }
    return effects.isEmpty && widensStatus ? search() : effects
  }
}
