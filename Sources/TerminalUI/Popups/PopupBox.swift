import CustomerBrowser
import Customers

/// A box in the middle of the screen, in front of everything.
struct PopupBox {
  private let popup: Popup
  private let state: BrowserState
  private let look: Look

  init(_ popup: Popup, state: BrowserState, look: Look) {
    self.popup = popup
    self.state = state
    self.look = look
  }

  /// What stands in a box.
  struct Content {
    var title: String
    var lines: [[Part]]
    /// The line that is chosen, if one is.
    var selected: Int?
    /// The line and column at which something is being typed.
    var cursor: Position?
    /// How wide the text is at the least, so that the box stays where it is.
    var leastWidth = 0
  }

  /// What stands in a box in which something is chosen by typing.
  struct Choices {
    var title: String
    var typed: EditLine
    /// What to type, while nothing is.
    var placeholder: String
    /// The choices that match, each with as many parts.
    var lines: [[Part]]
    var selected: Int
    /// How many choices there are when nothing is typed, so that the box keeps its height.
    var count: Int
  }

  /// A piece of a line in one role.
  struct Part {
    var text: String
    var role: Role

    init(_ text: String, _ role: Role = .text) {
      self.text = text
      self.role = role
    }
  }

  static let widest = 72

  func draw(on frame: inout Frame) {
    let room = Self.room(on: frame.size)
    let content = content(room: room)
    let titleWidth = displayWidth(of: content.title) + 4
    let textWidth = max(content.lines.map(Self.width).max() ?? 0, min(content.leastWidth, room.columns))
    let columns = min(max(textWidth + 4, titleWidth + 2), frame.size.columns)
    let rows = min(content.lines.count + 2, frame.size.rows)
    let box = Rectangle(
      column: (frame.size.columns - columns) / 2, row: (frame.size.rows - rows) / 2, columns: columns,
      rows: rows)
    frame.draw(in: box) { draw(content, on: &$0) }
  }

  /// How much text fits into the largest box.
  static func room(on size: Size) -> Size {
    Size(columns: min(size.columns, widest) - 4, rows: size.rows - 4)
  }

  private static func width(of line: [Part]) -> Int {
    line.reduce(0) { $0 + displayWidth(of: $1.text) }
  }

  private func draw(_ content: Content, on frame: inout Frame) {
    frame.fill(frame.bounds, style: look.theme[.popup])
    frame.putBorder(style: look.theme[.borderFocus])
    frame.put(" \(content.title) ", at: Position(column: 2, row: 0), style: look.theme[.title])
    let inside = Rectangle(column: 2, row: 1, columns: frame.size.columns - 4, rows: frame.size.rows - 2)
    frame.draw(in: inside) { frame in
      for (row, line) in content.lines.enumerated() {
        if row == content.selected {
          frame.fill(
            Rectangle(column: 0, row: row, columns: frame.size.columns, rows: 1), style: look.theme[.cursor])
        }
        var place = Position(column: 0, row: row)
        for part in line {
          place.column += frame.put(part.text, at: place, overflow: .ellipsis, style: look.theme[part.role])
        }
      }
      if let cursor = content.cursor { frame.setCursor(at: cursor) }
    }
  }

  private func content(room: Size) -> Content {
    switch popup {
    case .help(let focus, let top): HelpPopup(focus: focus, top: top, look: look).content(room: room)
    case .sortMenu(let chooser): SortMenu(chooser: chooser, state: state, look: look).content(room: room)
    case .commands(let chooser, let focus):
      CommandPalette(chooser: chooser, focus: focus, filters: state.filters, look: look).content(room: room)
    case .facets(let panel): FacetPopup(panel: panel, look: look).content(room: room)
    case .columns(let panel):
      ColumnMenu(panel: panel, state: state, look: look).content(room: room)
    case .contacts(let panel):
      ContactsPopup(panel: panel, state: state, look: look).content(room: room)
    case .copyMenu: CopyMenu(look: look).content(room: room)
    case .filterName(let dialog): FilterNamePopup(dialog: dialog, look: look).content(room: room)
    case .export(let dialog): ExportPopup(dialog: dialog, state: state, look: look).content(room: room)
    case .failure(let failure): FailurePopup(failure: failure, state: state, look: look).content(room: room)
    }
  }
}
