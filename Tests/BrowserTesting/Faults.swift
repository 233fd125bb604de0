import CustomerBrowser
import TerminalUI

extension BrowserState {
  /// What no event may ever bring about and yet is so; empty if all is well.
  package var faults: [String] {
    let count = snapshot?.table.count ?? 0
    let height = max(viewport.listHeight, 1)
    let visible = cursor.top..<(cursor.top + height)
    let marked = marks.rows
    let checks = [
      ("a row is no customer", rows.allSatisfy { $0 < count }),
      ("a row stands twice", Set(rows).count == rows.count),
      ("the cursor is on no row", rows.isEmpty || rows.indices.contains(cursor.index)),
      ("the cursor is out of sight", rows.isEmpty || visible.contains(cursor.line)),
      ("the cursor is beside its row", rows.isEmpty || lines.row(on: cursor.line) == cursor.index),
      ("marks of another table", marked.rowCount == count),
      ("more hidden marks than marks", hiddenMarkCount <= marks.count),
      (
        "a mark is neither hidden nor shown",
        isSearching || result == nil
          || hiddenMarkCount + rows.filter { marked.contains(Int($0)) }.count == marks.count
      ),
      ("the details are scrolled too far", Self.isWithin(detail.cursor, viewport.detail)),
      ("the text cursor is nowhere", (0...filter.characters.count).contains(filter.cursor)),
      ("no columns", !columns.isEmpty && Set(columns).count == columns.count),
      ("details alone beside a list", !showsDetailAlone || !viewport.hasDetailPane),
      ("a choice out of sight", isChoiceVisible),
    ]
    return checks.filter { !$0.1 }.map(\.0)
  }

  private static func isWithin(_ cursor: FieldCursor, _ layout: FieldLayout) -> Bool {
    (0...max((layout.lines.last?.upperBound ?? 0) - layout.height, 0)).contains(cursor.top)
  }

  private var isChoiceVisible: Bool {
    let (cursor, count): (ListCursor, Int)
    switch popup {
    case .sortMenu(let chooser):
      (cursor, count) = (chooser.cursor, chooser.columns(among: sortColumns).count)
    case .commands(let chooser, let focus):
      (cursor, count) = (
        chooser.cursor, chooser.choices(in: focus, filters: filters, commands: settings.commands).count
      )
    case .facets(let panel): (cursor, count) = (panel.cursor, panel.values.count)
    case .columns(let panel): (cursor, count) = (panel.cursor, panel.order.count)
    case .contacts(let panel): return Self.isWithin(panel.cursor, viewport.contacts)
    default: return true
    }
    let height = viewport.choiceHeight
    guard count > 0, height > 0 else { return true }
    return (0..<count).contains(cursor.index) && (cursor.top..<(cursor.top + height)).contains(cursor.index)
  }
}

extension Frame {
  /// What no screen of this size may ever show and yet does; empty if all is well.
  package func faults(size: Size) -> [String] {
    var faults: [String] = []
    if gridSize != size { faults.append("another size") }
    if let cursor, cursor.column >= size.columns || cursor.row >= size.rows {
      faults.append("the cursor is off the screen")
    }
    for row in 0..<min(size.rows, gridSize.rows) {
      let cells = Array(self.row(row))
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
