import Customers
import Wording

/// Customers who seem to be there more than once, in groups below a title each.
package struct DuplicatesPanel: Equatable, Sendable {
  /// The place of the cursor is that of a line.
  package private(set) var cursor = ListCursor()
  /// Nil until they are found.
  package private(set) var list: DuplicateList?

  init() {}

  /// The place among the list's rows under the cursor; nil if there is none.
  package var chosen: Int? {
    guard let list, cursor.index < list.lineCount, case .customer(let place) = list.line(at: cursor.index)
    else { return nil }
    return place
  }

  mutating func show(_ list: DuplicateList, height: Int) {
    self.list = list
    move(to: 0, height: height)
  }

  /// Moves to a customer, past the title of a group; that of the first one of a group stays in sight.
  mutating func move(to target: Int, height: Int) {
    guard let list, list.lineCount > 0 else { return }
    var place = min(max(target, 0), list.lineCount - 1)
    if isTitle(place) { place += place > 0 && place < cursor.index ? -1 : 1 }
    if isTitle(place - 1) { cursor.move(to: place - 1, count: list.lineCount, height: height) }
    cursor.move(to: place, count: list.lineCount, height: height)
  }

  private func isTitle(_ line: Int) -> Bool {
    guard let list, line >= 0, line < list.lineCount, case .title = list.line(at: line) else { return false }
    return true
  }
}

extension BrowserState {
  /// Opens the duplicates of whom the list shows, as soon as they are found.
  mutating func openDuplicates() -> [BrowserEffect] {
    guard let searchedSnapshot else {
      notice = Notice(.info, "The customers are still being loaded; try again in a moment")
      return []
    }
    popup = .duplicates(DuplicatesPanel())
    duplicatesGeneration += 1
    var request = searchRequest
    request.includesSimilar = false
    return [.listDuplicates(of: request, in: searchedSnapshot, generation: duplicatesGeneration)]
  }

  /// Whether the screen waits for duplicates to be found.
  var awaitsDuplicates: Bool {
    if case .duplicates(let panel) = popup, panel.list == nil { return true }
    return query.asksForDuplicates && isSearching
  }

  mutating func show(_ list: DuplicateList, generation: Int) {
    guard generation == duplicatesGeneration, case .duplicates(var panel) = popup else { return }
    panel.show(list, height: choiceHeight)
    popup = .duplicates(panel)
    if !awaitsDuplicates { duplicateProgress = nil }
  }

  /// Ends the search for duplicates if nobody waits for it any more.
  mutating func stopDuplicates() -> [BrowserEffect] {
    guard duplicateProgress != nil, !awaitsDuplicates, let searchedSnapshot else { return [] }
    duplicateProgress = nil
    return [.stopDuplicates(in: searchedSnapshot)]
  }

  mutating func perform(_ command: BrowserCommand, in panel: DuplicatesPanel) -> [BrowserEffect] {
    if moveChoice(command, count: panel.list?.lineCount ?? 0) { return [] }
    switch command {
    case .accept:
      guard let list = panel.list, let place = panel.chosen else { return [] }
      let customer = list.table.customer(at: Int(list.rows[place]))
      return goTo(customer.id, named: customer.name)
    case .notSame: return setApart(in: panel)
    case .export:
      guard let list = panel.list, list.groupCount > 0 else { return [] }
      popup = .export(
        ExportDialog(
          path: exportPath("duplicates"), columns: settings.exportColumns, rowCount: list.rows.count,
          subject: .duplicates, groups: list))
    default:
      popup = nil
      duplicatesGeneration += 1
      if panel.list == nil { duplicateProgress = duplicateProgress ?? 0 }
      return stopDuplicates()
    }
    return []
  }

  /// As many as anybody means by one key.
  private static let maxApart = 1_000

  /// Keeps that the chosen customer is none of the others of its group, or takes that back.
  private mutating func setApart(in panel: DuplicatesPanel) -> [BrowserEffect] {
    guard let list = panel.list, let place = panel.chosen else { return [] }
    if let failure = notes.failure {
      notice = Notice(.warning, "\(failure.what) \(failure.why)")
      return []
    }
    let id = list.table.ids[Int(list.rows[place])]
    let others = list.places(ofGroup: list.group(ofPlace: place)).map { list.table.ids[Int(list.rows[$0])] }
      .filter { $0 != id }
    guard others.count <= Self.maxApart else {
      notice = Notice(.warning, "The group is too large for that: narrow it by the filter")
      return []
    }
    return [.keepNote(NoteChange(.apart(others, !isApart(place, of: list)), ofCustomer: id))]
  }

  /// Whether the person said that the customer at a place is none of the others of its group.
  package func isApart(_ place: Int, of list: DuplicateList) -> Bool {
    let id = list.table.ids[Int(list.rows[place])]
    guard !notes.all.apart.isEmpty else { return false }
    return list.places(ofGroup: list.group(ofPlace: place)).allSatisfy { other in
      guard let pair = CustomerPair(id, list.table.ids[Int(list.rows[other])]) else { return true }
      return notes.all.apart.contains(pair)
    }
  }
}
