import CustomerBrowser
import Customers
import TerminalText

/// The whole screen, as a pure function of the state.
package struct BrowserScreen {
  let state: BrowserState
  let appearance: Appearance
  let size: Size

  package init(state: BrowserState, appearance: Appearance, size: Size) {
    self.state = state
    self.appearance = appearance
    self.size = size
  }

  private var layout: ScreenLayout? {
    ScreenLayout(size: size, showsDetailAlone: state.showsDetailAlone)
  }

  package func render() -> Frame {
    var frame = Frame(size: size, charset: appearance.charset, base: appearance.theme.base)
    guard let layout else {
      frame.put("terminal too small", at: Position(column: 0, row: 0), style: appearance.theme[.warning])
      return frame
    }
    frame.draw(in: layout.status) { StatusLine(state: state, appearance: appearance).draw(on: &$0) }
    frame.draw(in: layout.filter) { FilterBar(state: state, appearance: appearance).draw(on: &$0) }
    if layout.showsList { drawList(on: &frame, layout) }
    if let detail = layout.detail {
      if let divider = layout.divider {
        frame.draw(in: divider) {
          $0.putHorizontal(at: .zero, length: $0.size.columns, style: detailBorder)
        }
      }
      frame.draw(in: detail) { DetailPane(state: state, appearance: appearance).draw(on: &$0) }
    }
    if let hint = layout.hint {
      frame.draw(in: hint) { HintLine(state: state, appearance: appearance).draw(on: &$0) }
    }
    if let popup = state.popup { PopupBox(popup, state: state, appearance: appearance).draw(on: &frame) }
    frame.underlineTextOnly()
    return frame
  }

  /// What the screen has room for, to be reported as `viewportChanged`.
  package var viewport: Viewport {
    guard let layout else { return Viewport() }
    var viewport = Viewport(
      listHeight: layout.list.size.rows, listWidth: layout.list.size.columns,
      hasDetailPane: layout.hasDetailPane,
      popupWidth: PopupBox.room(on: size, widest: TextPopup.widest).columns)
    if let detail = layout.detail {
      viewport.detail = DetailPane(state: state, appearance: appearance).layout(of: detail.size)
    }
    if case .contacts(let panel) = state.popup {
      viewport.contacts = ContactsPopup(panel: panel, state: state, appearance: appearance)
        .layout(room: PopupBox.room(on: size))
    }
    if case .help(let panel) = state.popup {
      viewport.hiddenHelpLines = HelpPopup(
        panel: panel, commands: state.settings.commands, appearance: appearance
      ).hiddenLineCount(on: size)
    }
    if let popup = state.popup {
      viewport.choiceHeight = PopupBox(popup, state: state, appearance: appearance).choiceHeight(on: size)
    }
    return viewport
  }

  /// What a mouse action at a place of the screen means.
  package func event(for action: MouseAction, at position: Position) -> BrowserEvent? {
    switch action {
    case .wheelUp: return .wheelTurned(lines: -1)
    case .wheelDown: return .wheelTurned(lines: 1)
    case .press, .doubleClick: break
    }
    if let popup = state.popup {
      return PopupBox(popup, state: state, appearance: appearance)
        .event(forClickAt: position, isDouble: action == .doubleClick, on: size)
    }
    guard let layout else { return nil }
    if layout.filter.contains(position) {
      return .filterClicked(
        place: FilterBar(state: state, appearance: appearance).place(at: position.column, of: size))
    }
    if let detail = layout.detail, detail.contains(position) {
      return .detailClicked(line: position.row - detail.origin.row)
    }
    guard layout.showsList else { return nil }
    if let header = layout.header, header.contains(position) {
      return listColumns(width: header.size.columns).column(at: position.column)
        .map { .headerClicked($0) }
    }
    guard layout.list.contains(position) else { return nil }
    return .rowClicked(line: position.row - layout.list.origin.row, isDouble: action == .doubleClick)
  }

  private func listColumns(width: Int) -> ListColumns {
    ListColumns(state.shownColumns, width: width, of: state.snapshot?.widths)
  }

  private func drawList(on frame: inout Frame, _ layout: ScreenLayout) {
    let columns = listColumns(width: layout.list.size.columns)
    if let header = layout.header {
      frame.draw(in: header) {
        ListHeader(state: state, appearance: appearance, columns: columns).draw(on: &$0)
      }
    }
    frame.draw(in: layout.list) {
      ListPane(state: state, appearance: appearance, columns: columns).draw(on: &$0)
    }
    frame.draw(in: layout.scrollbar) { bar in
      let headerRows = layout.list.origin.row - layout.scrollbar.origin.row
      let line = layout.detail == nil ? nil : detailBorder
      Scrollbar(state: state, appearance: appearance, line: line).draw(on: &bar, below: headerRows)
    }
  }

  private var detailBorder: Style {
    appearance.theme[state.focus == .detail ? .borderFocus : .border]
  }
}

extension Position {
  static let zero = Position(column: 0, row: 0)
}

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

/// What the terminal's window is called: the program, where the customers come from, and the filter.
struct WindowTitle {
  let text: String

  init(of state: BrowserState, charset: Charset) {
    let source = state.settings.source
    let parts = [source.isEmpty ? "komet" : "komet \(source)", state.filter.text]
    text = visibleText(parts.filter { !$0.isEmpty }.joined(separator: ": "), in: charset)
  }
}
