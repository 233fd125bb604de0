import CustomerBrowser
import Customers
import ProofTesting
import Testing

@testable import TerminalUI

/// Whatever is pressed, in whatever order, on a screen of whatever size.
@Suite struct RandomKeysTests {
  /// Keys between two looks at the whole screen; it is looked at after each batch only, as a terminal is.
  private static let batch = 20

  @Test(arguments: 0..<UInt64(ProofScale.rounds(full: 50, few: 4)))
  func `a million random keys break nothing`(seed: UInt64) {
    var person = RandomPerson(seed: seed)
    for round in 0..<ProofScale.rounds(full: 1_000, few: 40) {
      for _ in 0..<Self.batch { person.act() }
      person.fit()
      let faults = faults(in: person.state) + faults(in: person.screen.render(), size: person.size)
      guard faults.isEmpty else {
        Issue.record("seed \(seed), round \(round): \(faults)\n\(person.screen.render().text)")
        return
      }
    }
  }

  private func faults(in state: BrowserState) -> [String] {
    let count = state.snapshot?.table.count ?? 0
    let height = max(state.viewport.listHeight, 1)
    let visible = state.cursor.top..<(state.cursor.top + height)
    let marks = state.marks.rows
    let checks = [
      ("a row is no customer", state.rows.allSatisfy { $0 < count }),
      ("a row stands twice", Set(state.rows).count == state.rows.count),
      ("the cursor is on no row", state.rows.isEmpty || state.rows.indices.contains(state.cursor.index)),
      ("the cursor is out of sight", state.rows.isEmpty || visible.contains(state.cursor.line)),
      (
        "the cursor is beside its row",
        state.rows.isEmpty || state.lines.row(on: state.cursor.line) == state.cursor.index
      ),
      ("marks of another table", marks.rowCount == count),
      ("more hidden marks than marks", state.hiddenMarkCount <= state.marks.count),
      (
        "a mark is neither hidden nor shown",
        state.isSearching || state.result == nil
          || state.hiddenMarkCount + state.rows.filter { marks.contains(Int($0)) }.count == state.marks.count
      ),
      ("the details are scrolled too far", isWithin(state.detail.cursor, state.viewport.detail)),
      ("the text cursor is nowhere", (0...state.filter.characters.count).contains(state.filter.cursor)),
      ("no columns", !state.columns.isEmpty && Set(state.columns).count == state.columns.count),
      ("details alone beside a list", !state.showsDetailAlone || !state.viewport.hasDetailPane),
      ("a choice out of sight", isChoiceVisible(in: state)),
    ]
    return checks.filter { !$0.1 }.map(\.0)
  }

  private func isWithin(_ cursor: FieldCursor, _ layout: FieldLayout) -> Bool {
    (0...max((layout.lines.last?.upperBound ?? 0) - layout.height, 0)).contains(cursor.top)
  }

  private func isChoiceVisible(in state: BrowserState) -> Bool {
    let (cursor, count): (ListCursor, Int)
    switch state.popup {
    case .sortMenu(let chooser):
      (cursor, count) = (chooser.cursor, chooser.columns(among: state.sortColumns).count)
    case .commands(let chooser, let focus):
      (cursor, count) = (
        chooser.cursor,
        chooser.choices(in: focus, filters: state.filters, commands: state.settings.commands).count
      )
    case .facets(let panel): (cursor, count) = (panel.cursor, panel.values.count)
    case .columns(let panel): (cursor, count) = (panel.cursor, panel.order.count)
    case .contacts(let panel): return isWithin(panel.cursor, state.viewport.contacts)
    default: return true
    }
    let height = state.viewport.choiceHeight
    guard count > 0, height > 0 else { return true }
    return (0..<count).contains(cursor.index) && (cursor.top..<(cursor.top + height)).contains(cursor.index)
  }

  private func faults(in frame: Frame, size: Size) -> [String] {
    var faults: [String] = []
    if frame.gridSize != size { faults.append("another size") }
    if let cursor = frame.cursor, cursor.column >= size.columns || cursor.row >= size.rows {
      faults.append("the cursor is off the screen")
    }
    for row in 0..<size.rows {
      let cells = Array(frame.row(row))
      for (column, cell) in cells.enumerated() {
        let isWide = cell.glyph.width == 2
        let isHalved = isWide != (column + 1 < cells.count && cells[column + 1].glyph.isContinuation)
        let base = cell.glyph.base.properties.generalCategory
        if isHalved || !cell.glyph.isContinuation && (base == .control || base == .format) {
          faults.append("column \(column) of row \(row) can't be shown")
        }
      }
    }
    return faults
  }
}
