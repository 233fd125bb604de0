import CustomerBrowser
import Customers
import TerminalText
import Wording

/// A box in the middle of the screen, in front of everything.
struct PopupBox {
  private let popup: Popup
  private let state: BrowserState
  private let appearance: Appearance

  init(_ popup: Popup, state: BrowserState, appearance: Appearance) {
    self.popup = popup
    self.state = state
    self.appearance = appearance
  }

  /// What stands in a box.
  struct Content {
    var title: String
    var lines: [[Part]]
    /// Stands in the lower border; empty if there is nothing to say.
    var footer = ""
    /// The place that is chosen, if one is.
    var selected: Rectangle?
    /// How many of the choices are visible; 0 if nothing can be chosen.
    var choiceHeight = 0
    /// What can be clicked.
    var targets: [Target] = []
    /// The line and column at which something is being typed.
    var cursor: Position?
    /// How wide the text is at the least, so that the box stays where it is.
    var leastWidth = 0
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

  /// An area of the content that means something when it is clicked.
  struct Target {
    enum Meaning {
      case choice(Int)
      case facet(Facet, group: Int?)
      case command(BrowserCommand)
    }

    let area: Rectangle
    let meaning: Meaning
  }

  private static let widest = 72

  func draw(on frame: inout Frame) {
    let content = content(on: frame.size)
    let hasHints = ScreenLayout(size: frame.size, showsDetailAlone: false)?.hint != nil
    let wayOut = hasHints ? "" : wayOut(of: content)
    frame.draw(in: box(of: content, on: frame.size)) { draw(content, wayOut: wayOut, on: &$0) }
  }

  /// The key that closes the box, unless its text names it.
  private func wayOut(of content: Content) -> String {
    let key = appearance.keyMap.firstKey(for: .back, in: KeyContext(state))?.label(in: appearance.charset)
    guard let key, !content.lines.joined().contains(where: { $0.text.contains("\(key) ") }) else { return "" }
    return " \(key) "
  }

  /// How many of the choices are visible on a screen.
  func choiceHeight(on size: Size) -> Int { content(on: size).choiceHeight }

  /// What a click at a place of the screen means.
  func event(forClickAt position: Position, isDouble: Bool, on size: Size) -> BrowserEvent? {
    let content = content(on: size)
    let box = box(of: content, on: size)
    guard box.contains(position) else { return .outsideClicked }
    let place = Position(
      column: position.column - box.origin.column - Self.margin.columns,
      row: position.row - box.origin.row - Self.margin.rows)
    switch content.targets.first(where: { $0.area.contains(place) })?.meaning {
    case .choice(let index): return .choiceClicked(index, isDouble: isDouble)
    case .facet(let facet, let group): return .facetClicked(facet, group: group, isDouble: isDouble)
    case .command(let command): return .commandGiven(command)
    case nil: return nil
    }
  }

  /// How much text fits into the largest box.
  static func room(on size: Size, widest: Int = widest) -> Size {
    Size(columns: min(size.columns, widest) - 2 * margin.columns, rows: size.rows - 2 * margin.rows - 2)
  }

  /// The same for what changes the filter, which then stays in sight, unless the screen is low.
  private static func roomBelowFilter(on size: Size, widest: Int) -> Size {
    let room = room(on: size, widest: widest)
    return Size(columns: room.columns, rows: size.rows < leastRowsForFilter ? room.rows : room.rows - 2)
  }

  private static let leastRowsForFilter = 12

  static func lines(of part: Part, width: Int) -> [[Part]] {
    WrappedText(part.text, width: width).lines.map { [Part($0, part.role)] }
  }

  /// What is known, and below it what can be done.
  ///
  /// Where there is too little room for all, what can be done comes first, its last part, which names the keys, before
  /// all else; so much of what is known stays in any case.
  static func lines(_ facts: [[Part]], kept: Int, then parts: [Part], room: Size) -> [[Part]] {
    // The box may cover the lines above and below it.
    let height = max(room.rows + margin.rows * 2, 1)
    let joined = Part(parts.map(\.text).joined(separator: " "), parts.first?.role ?? .text)
    let isOneLine = displayWidth(of: joined.text) <= room.columns && Set(parts.map(\.role)).count == 1
    let wrapped = (isOneLine ? [joined] : parts).map { lines(of: $0, width: room.columns) }
    let all = Array(wrapped.joined())
    if facts.count + 1 + all.count <= room.rows { return facts + [[]] + all }
    let wanted = kept + all.count <= height ? all : wrapped.last ?? []
    return Array((facts.prefix(max(height - wanted.count, kept)) + wanted).prefix(height))
  }

  /// The border and the blank beside it.
  private static let margin = Size(columns: 2, rows: 1)

  private func box(of content: Content, on size: Size) -> Rectangle {
    let room = Self.room(on: size, widest: max(Self.widest, content.leastWidth + 2 * Self.margin.columns))
    let titleWidth = displayWidth(of: content.title) + 4
    // What is typed has the cursor behind it.
    let typedWidth = content.cursor.map { $0.column + 1 } ?? 0
    let textWidth = max(
      content.lines.map(Self.width).max() ?? 0, min(max(content.leastWidth, typedWidth), room.columns))
    let columns = min(max(textWidth + 2 * Self.margin.columns, titleWidth + 2), size.columns)
    let rows = min(content.lines.count + 2 * Self.margin.rows, size.rows)
    return Rectangle(
      column: (size.columns - columns) / 2, row: (size.rows - rows) / 2, columns: columns, rows: rows)
  }

  private static func width(of line: [Part]) -> Int {
    line.reduce(0) { $0 + displayWidth(of: $1.text) }
  }

  /// The way out, if there is one to be named, stands in the lower border, too.
  private func draw(_ content: Content, wayOut: String, on frame: inout Frame) {
    frame.fill(frame.bounds, style: appearance.theme[.popup])
    frame.putBorder(style: appearance.theme[.borderFocus])
    frame.put(
      " \(content.title) ", at: Position(column: 2, row: 0), width: frame.size.columns - 3,
      overflow: .ellipsis, style: appearance.theme[.title])
    let footer = content.footer.isEmpty ? "" : " \(content.footer) "
    let footerColumn = frame.size.columns - displayWidth(of: footer) - 2
    if footerColumn >= 1 + displayWidth(of: wayOut) {
      frame.put(
        footer, at: Position(column: footerColumn, row: frame.size.rows - 1), style: appearance.theme[.dim])
    }
    frame.put(wayOut, at: Position(column: 1, row: frame.size.rows - 1), style: appearance.theme[.key])
    let inside = Rectangle(
      column: Self.margin.columns, row: Self.margin.rows,
      columns: frame.size.columns - 2 * Self.margin.columns, rows: frame.size.rows - 2 * Self.margin.rows)
    frame.draw(in: inside) { frame in
      if let selected = content.selected { frame.fill(selected, style: appearance.theme[.cursor]) }
      for (row, line) in content.lines.enumerated() {
        var place = Position(column: 0, row: row)
        for part in line {
          place.column += frame.put(
            part.text, at: place, overflow: .ellipsis, style: appearance.theme[part.role])
        }
      }
      // Where nothing is typed it stands at what is chosen, for whoever can't see that.
      frame.setCursor(at: content.cursor ?? content.selected?.origin ?? .zero)
    }
  }

  private func content(on size: Size) -> Content {
    let room = Self.room(on: size)
    return switch popup {
    case .help(let panel):
      HelpPopup(panel: panel, commands: state.settings.commands, appearance: appearance).content(
        room: room)
    case .sortMenu(let chooser):
      SortMenu(chooser: chooser, state: state, appearance: appearance).content(room: room)
    case .commands(let chooser, let focus):
      CommandPalette(
        chooser: chooser, focus: focus, filters: state.filters, commands: state.settings.commands,
        filterCounts: state.filterCounts, appearance: appearance
      ).content(room: Self.room(on: size, widest: CommandPalette.widest(on: size)))
    case .facets(let panel):
      FacetPopup(panel: panel, isOfSimilar: state.showsOnlySimilar, appearance: appearance).content(
        room: Self.roomBelowFilter(on: size, widest: Self.widest),
        wideRoom: Self.roomBelowFilter(on: size, widest: FacetPopup.widest))
    case .columns(let panel):
      ColumnMenu(panel: panel, state: state, appearance: appearance).content(room: room)
    case .contacts(let panel):
      ContactsPopup(panel: panel, state: state, appearance: appearance).content(room: room)
    case .changes(let panel):
      ChangesPopup(panel: panel, state: state, appearance: appearance).content(
        room: Self.room(on: size, widest: ChangesPopup.widest))
    case .duplicates(let panel):
      DuplicatesPopup(panel: panel, state: state, appearance: appearance).content(
        room: Self.room(on: size, widest: DuplicatesPopup.widest))
    case .text(let panel):
      TextPopup(panel: panel).content(room: Self.room(on: size, widest: TextPopup.widest))
    case .copyMenu(let subject):
      CopyMenu(subject: subject, state: state, appearance: appearance).content(room: room)
    case .contactBudget(let dialog):
      ContactBudgetPopup(dialog: dialog, appearance: appearance).content(room: room)
    case .filterName(let dialog): FilterNamePopup(dialog: dialog, appearance: appearance).content(room: room)
    case .export(let dialog):
      ExportPopup(dialog: dialog, state: state, appearance: appearance).content(room: room)
    case .note(let dialog): NotePopup(dialog: dialog, appearance: appearance).content(room: room)
    case .due(let dialog):
      DuePopup(dialog: dialog, today: state.today, appearance: appearance).content(room: room)
    case .themes(let panel): ThemeMenu(panel: panel, appearance: appearance).content(room: room)
    case .profiles(let panel):
      ProfileMenu(panel: panel, current: state.settings.profile, appearance: appearance).content(room: room)
    case .failure(let failure):
      FailurePopup(failure: failure, state: state, appearance: appearance).content(room: room)
    }
  }
}

extension PopupBox.Content {
  /// The smallest box holds so many lines.
  private static let leastLines = 3

  /// Shows as many of the choices as fit below `head`, from the cursor's first visible one on; looks at no others.
  ///
  /// `count` is how many there can be, so that the box keeps its height while others match.
  init(
    title: String, head: [[PopupBox.Part]], choices: some RandomAccessCollection<[PopupBox.Part]>,
    cursor: ListCursor, count: Int, room: Size
  ) {
    let height = max(min(count, room.rows - head.count), Self.leastLines - head.count)
    let visible = cursor.top..<max(cursor.top, min(cursor.top + height, choices.count))
    let shown = Array(choices.dropFirst(visible.lowerBound).prefix(visible.count))
    let missing = Array(repeating: [PopupBox.Part](), count: max(height - shown.count, 0))
    func row(of place: Int) -> Rectangle {
      Rectangle(column: 0, row: head.count + place - cursor.top, columns: room.columns, rows: 1)
    }
    self.init(
      title: title, lines: head + shown + missing,
      footer: choices.count > height ? "\((cursor.index + 1).grouped) of \(choices.count.grouped)" : "",
      selected: visible.contains(cursor.index) ? row(of: cursor.index) : nil,
      choiceHeight: height,
      targets: visible.map { PopupBox.Target(area: row(of: $0), meaning: .choice($0)) })
  }

  /// Shows choices below the line in which something is typed to choose among them, or that there are none.
  init(
    title: String, chooser: Chooser, placeholder: String,
    choices: some RandomAccessCollection<[PopupBox.Part]>, count: Int, firstChoice: Int = 0,
    nothing: PopupBox.Part = PopupBox.Part("nothing of that name", .dim), room: Size, appearance: Appearance
  ) {
    let (start, cursor) = chooser.typed.window(width: max(room.columns - 3, 1), charset: appearance.charset)
    let typed = String(chooser.typed.characters[start...])
    let placeholder = displayWidth(of: placeholder) + 2 <= room.columns ? placeholder : "type to choose"
    let prompt = [
      PopupBox.Part("› ", .prompt),
      typed.isEmpty ? PopupBox.Part(placeholder, .placeholder) : PopupBox.Part(typed, .fieldValue),
    ]
    self.init(
      title: title, head: [prompt], choices: choices, cursor: chooser.cursor, count: count, room: room)
    if choices.isEmpty {
      let words = PopupBox.lines(of: nothing, width: room.columns).prefix(lines.count - 1)
      lines.replaceSubrange(1..<1 + words.count, with: words)
    }
    // The first choice is what typing leads to; whoever moves on from it looks at the choices.
    if chooser.cursor.index <= firstChoice || selected == nil {
      self.cursor = Position(column: cursor + 2, row: 0)
    }
  }
}
