import CustomerBrowser

/// Where everything stands on a screen of a given size.
package struct ScreenLayout: Equatable, Sendable {
  /// Below this the screen only says that it is too small.
  static let smallest = Size(columns: 20, rows: 5)
  private static let columnsForDetailBeside = 100
  private static let rowsForDetailBelow = 30
  private static let detailHeight = 12
  private static let rowsForHint = 6
  private static let rowsForHeader = 7

  let status: Rectangle
  let filter: Rectangle
  /// The titles of the columns; nil if there is no room for them.
  let header: Rectangle?
  let list: Rectangle
  /// The scrollbar at the right edge of the list, from the header down.
  let scrollbar: Rectangle
  /// The details beside the list, below it, or instead of it; nil if they don't show.
  let detail: Rectangle?
  /// The line above details that stand below the list.
  let divider: Rectangle?
  let hint: Rectangle?
  /// Whether details have a pane of their own.
  let hasDetailPane: Bool

  /// Nil if the screen is too small for anything.
  package init?(size: Size, showsDetailAlone: Bool) {
    guard size.columns >= Self.smallest.columns, size.rows >= Self.smallest.rows else { return nil }
    let columns = size.columns
    status = Rectangle(column: 0, row: 0, columns: columns, rows: 1)
    filter = Rectangle(column: 0, row: 1, columns: columns, rows: 1)
    let hintRows = size.rows >= Self.rowsForHint ? 1 : 0
    hint = hintRows > 0 ? Rectangle(column: 0, row: size.rows - 1, columns: columns, rows: 1) : nil

    let body = Rectangle(column: 0, row: 2, columns: columns, rows: size.rows - 2 - hintRows)
    var main = body
    var detail: Rectangle?
    var divider: Rectangle?
    if columns >= Self.columnsForDetailBeside {
      let width = min(max(columns * 3 / 10, 38), 64)
      main.size = Size(columns: columns - width, rows: body.size.rows)
      detail = Rectangle(
        column: main.size.columns, row: body.origin.row, columns: width, rows: body.size.rows)
    } else if size.rows >= Self.rowsForDetailBelow {
      main.size = Size(columns: columns, rows: body.size.rows - Self.detailHeight - 1)
      let below = body.origin.row + main.size.rows
      divider = Rectangle(column: 0, row: below, columns: columns, rows: 1)
      detail = Rectangle(column: 0, row: below + 1, columns: columns, rows: Self.detailHeight)
    }
    hasDetailPane = detail != nil
    self.divider = divider
    self.detail = detail ?? (showsDetailAlone ? body : nil)

    let headerRows = size.rows >= Self.rowsForHeader ? 1 : 0
    header =
      headerRows > 0
      ? Rectangle(column: 0, row: main.origin.row, columns: main.size.columns - 1, rows: 1) : nil
    list = Rectangle(
      column: 0, row: main.origin.row + headerRows, columns: main.size.columns - 1,
      rows: main.size.rows - headerRows)
    scrollbar = Rectangle(
      column: main.size.columns - 1, row: main.origin.row, columns: 1, rows: main.size.rows)
  }

  /// Whether the list shows, rather than details in its place.
  var showsList: Bool { hasDetailPane || detail == nil }
}
