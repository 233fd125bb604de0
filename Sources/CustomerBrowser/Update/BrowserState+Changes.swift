import Customers
import Wording

/// What changed lately, narrowed by typing.
package struct ChangesPanel: Equatable, Sendable {
  /// The place of the cursor is that of a line.
  package private(set) var chooser = Chooser()
  /// nil until it is made.
  package private(set) var list: ChangeList?
  /// Those of the list that match what is typed.
  package private(set) var lines: [ChangeList.Line] = []
  /// What the list was asked for from.
  fileprivate var history: ChangeHistory?

  init() {}

  /// The change under the cursor; nil if nothing matches.
  package var chosen: ChangeList.Entry? {
    guard lines.indices.contains(chooser.cursor.index), case .change(let place) = lines[chooser.cursor.index]
    else { return nil }
    return list?.entries[place]
  }

  mutating func show(_ list: ChangeList, height: Int) {
    self.list = list
    let place = chooser.cursor.index
    lines = list.lines(matching: chooser.typed.text)
    move(to: place, height: height)
  }

  mutating func edit(height: Int, _ edit: (inout EditLine) -> Void) {
    let before = chooser.typed.text
    edit(&chooser.typed)
    guard chooser.typed.text != before else { return }
    lines = list?.lines(matching: chooser.typed.text) ?? []
    chooser.cursor = ListCursor()
    move(to: 0, height: height)
  }

  /// Moves to a change, past the line of a day; that of the first change of a day stays in sight.
  mutating func move(to target: Int, height: Int) {
    guard !lines.isEmpty else {
      chooser.cursor = ListCursor()
      return
    }
    var place = min(max(target, 0), lines.count - 1)
    if isDay(place) { place += place > 0 && place < chooser.cursor.index ? -1 : 1 }
    if isDay(place - 1) { chooser.cursor.move(to: place - 1, count: lines.count, height: height) }
    chooser.cursor.move(to: place, count: lines.count, height: height)
  }

  private func isDay(_ place: Int) -> Bool {
    guard lines.indices.contains(place), case .day = lines[place] else { return false }
    return true
  }
}

extension BrowserState {
  /// Opens what changed, as soon as all customers are here.
  mutating func openChanges() -> [BrowserEffect] {
    guard searchedSnapshot != nil else {
      notice = Notice(.info, "The customers are still being loaded; try again in a moment")
      return []
    }
    return listChanges(in: ChangesPanel())
  }

  /// Lists the changes anew when a refresh may have recorded more of them.
  mutating func followHistory() -> [BrowserEffect] {
    guard case .changes(let panel) = popup, panel.history != changeHistory else { return [] }
    return listChanges(in: panel)
  }

  private mutating func listChanges(in panel: ChangesPanel) -> [BrowserEffect] {
    var panel = panel
    panel.history = changeHistory
    defer { popup = .changes(panel) }
    guard let changeHistory, let searchedSnapshot else {
      panel.show(.empty, height: choiceHeight)
      return []
    }
    historyGeneration += 1
    return [.listChanges(of: changeHistory, in: searchedSnapshot, generation: historyGeneration)]
  }

  mutating func show(_ list: ChangeList, generation: Int) {
    guard generation == historyGeneration, case .changes(var panel) = popup else { return }
    panel.show(list, height: choiceHeight)
    popup = .changes(panel)
  }

  mutating func perform(_ command: BrowserCommand, in panel: ChangesPanel) -> [BrowserEffect] {
    var panel = panel
    let (height, place) = (choiceHeight, panel.chooser.cursor.index)
    let page = max(min(height, panel.lines.count) - 1, 1)
    switch command {
    case .moveUp: panel.move(to: place - 1, height: height)
    case .moveDown: panel.move(to: place + 1, height: height)
    case .pageUp: panel.move(to: place - page, height: height)
    case .pageDown: panel.move(to: place + page, height: height)
    case .accept: return panel.chosen.map { goTo($0.customerID, named: $0.customerName) } ?? []
    case .back:
      popup = nil
      return []
    default:
      guard let edit = command.lineEdit else { return [] }
      panel.edit(height: height) { $0.apply(edit) }
    }
    popup = .changes(panel)
    return []
  }

  /// Puts the cursor on a customer; what hides it goes away, the filter so that it can be brought back.
  mutating func goTo(_ id: UInt64, named customerName: String) -> [BrowserEffect] {
    let name = customerName.isEmpty ? "Customer \(id)" : customerName
    guard let table = snapshot?.table, let row = table.row(ofID: id) else {
      notice = Notice(.info, "\(name) is gone, and in no list any more")
      return []
    }
    popup = nil
    closeDetail()
    if let place = rows.firstIndex(of: UInt32(row)) {
      moveCursor(to: place)
      return []
    }
    chosenID = id
    var hidden: [String] = filter.isEmpty ? [] : ["filter"]
    if showsOnlyMarked, !marks.contains(row) {
      showsOnlyMarked = false
      hidden.append("view of the marked")
    }
    if !table.rows(scope: scope, status: .all).contains(row) {
      scope = .all
      hidden.append("scope")
    }
    if !table.rows(scope: .all, status: status).contains(row) {
      status = .all
      hidden.append("status")
    }
    let effects = filter.isEmpty ? search() : editFilter(.replacing) { $0.replace(with: "") }
    let words = "The \(hidden.joined(separator: " and ")) hid \(name)"
    notice =
      hidden.first == "filter"
      ? Notice(.info, words, followUps: Notice.FollowUp(.undoFilter, "brings the filter back"))
      : hidden.isEmpty ? nil : Notice(.info, words)
    return effects
  }
}
