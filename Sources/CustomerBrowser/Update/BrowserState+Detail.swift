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

  /// Chooses the field that stands on a visible line.
  mutating func clickDetail(line: Int) {
    guard popup == nil else { return }
    openDetail()
    let place = viewport.detail.lines.firstIndex { $0.contains(detail.cursor.top + line) }
    if let place { selectField(place) }
  }

  mutating func selectField(_ place: Int) {
    detail.cursor.select(place, count: detailFields.count, in: viewport.detail)
  }

  /// Keeps the place in the details within what there is of them, and the chosen field in sight.
  mutating func fitDetail() {
    detail.cursor.fit(count: detailFields.count, in: viewport.detail)
  }
}
