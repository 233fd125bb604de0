import Customers

extension BrowserState {
  /// Turns the details to the current customer, and asks what is recorded about it.
  mutating func followCurrentCustomer() -> [BrowserEffect] {
    if focus != .detail { detail.find = nil }
    let isShown = viewport.hasDetailPane || showsDetailAlone
    let id = isShown ? currentRow.flatMap { snapshot?.table.ids[$0] } : nil
    guard id != detail.customerID || loadedAt != detail.asOf else { return [] }
    if id != detail.customerID { detail = DetailState(customerID: id, find: detail.find) }
    detail.asOf = loadedAt
    changesGeneration += 1
    guard let id else { return [] }
    return [.loadChanges(ofCustomer: id, generation: changesGeneration)]
  }

  mutating func updateChanges(_ event: BrowserEvent) {
    switch event {
    case .changesLoaded(let changes, let generation):
      if generation == changesGeneration { detail.changes = changes }
    case .changesFailed(let failure):
      notice = Notice(.warning, [failure.what, failure.why].joined(separator: " "))
    default: break
    }
  }

  mutating func openDetail() {
    guard currentRow != nil else { return }
    focus = .detail
    showsDetailAlone = !viewport.hasDetailPane
    fitDetail()
  }

  mutating func closeDetail() {
    focus = .list
    showsDetailAlone = false
  }

  mutating func moveInDetail(_ command: BrowserCommand) {
    let page = max(viewport.detailHeight - 1, 1)
    switch command {
    case .moveUp: stepUpInDetail()
    case .moveDown: stepDownInDetail()
    case .pageUp: pageInDetail(by: -page)
    case .pageDown: pageInDetail(by: page)
    case .halfPageUp: pageInDetail(by: -max(page / 2, 1))
    case .halfPageDown: pageInDetail(by: max(page / 2, 1))
    case .moveToTop: selectField(0)
    default: selectField(detailFields.count - 1)
    }
  }

  /// Chooses the field that stands on a visible line.
  mutating func clickDetail(line: Int) {
    guard popup == nil else { return }
    openDetail()
    let place = viewport.detailLines.firstIndex { $0.contains(detail.top + line) }
    if let place { selectField(place) }
  }

  /// Scrolls; the chosen field stays in sight.
  mutating func scrollDetail(by lines: Int) {
    detail.top = min(max(detail.top + lines, 0), viewport.hiddenDetailLines)
    guard let shown = linesOfChosenField else { return }
    if shown.upperBound <= detail.top {
      detail.selected = viewport.detailLines.firstIndex { $0.upperBound > detail.top } ?? detail.selected
    } else if shown.lowerBound >= detailBottom {
      detail.selected = viewport.detailLines.lastIndex { $0.lowerBound < detailBottom } ?? detail.selected
    }
  }

  /// Chooses a field and scrolls as little as needed to show it.
  mutating func selectField(_ place: Int) {
    detail.selected = min(max(place, 0), max(detailFields.count - 1, 0))
    guard let lines = linesOfChosenField else { return }
    let height = viewport.detailHeight
    if lines.upperBound > detailBottom {
      detail.top = min(lines.lowerBound, lines.upperBound - height)
    }
    if lines.lowerBound < detail.top {
      // Whoever comes from below meets the end of a field that is higher than the pane.
      detail.top = max(lines.lowerBound, min(detail.top, lines.upperBound - height))
    }
    detail.top = min(max(detail.top, 0), viewport.hiddenDetailLines)
  }

  /// Keeps the place in the details within what there is of them, and the chosen field in sight.
  mutating func fitDetail() {
    detail.top = min(detail.top, viewport.hiddenDetailLines)
    guard focus == .detail else { return }
    guard let lines = linesOfChosenField else {
      selectField(detail.selected)
      return
    }
    let seen = lines.clamped(to: detail.top..<detailBottom)
    // Of a field that is higher than the pane, any part will do.
    let isInSight = lines.count > viewport.detailHeight ? !seen.isEmpty : seen == lines
    if !isInSight { selectField(detail.selected) }
  }

  private var linesOfChosenField: Range<Int>? {
    viewport.detailLines.indices.contains(detail.selected) ? viewport.detailLines[detail.selected] : nil
  }

  /// The line below the last visible one.
  private var detailBottom: Int { detail.top + viewport.detailHeight }

  private mutating func stepDownInDetail() {
    if let lines = linesOfChosenField, lines.upperBound > detailBottom {
      scrollDetail(by: 1)
    } else {
      selectField(detail.selected + 1)
    }
  }

  private mutating func stepUpInDetail() {
    if let lines = linesOfChosenField, lines.lowerBound < detail.top {
      scrollDetail(by: -1)
    } else {
      selectField(detail.selected - 1)
    }
  }

  private mutating func pageInDetail(by lines: Int) {
    let before = detail.top
    scrollDetail(by: lines)
    if detail.top == before { selectField(lines < 0 ? 0 : detailFields.count - 1) }
  }
}
