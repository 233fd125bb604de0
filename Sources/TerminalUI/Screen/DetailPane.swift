import CustomerBrowser
import Customers
import Wording

/// Every field of the current customer and what changed about it; below, what is looked for in them.
struct DetailPane {
  let state: BrowserState
  let appearance: Appearance

  func layout(of size: Size) -> FieldLayout {
    FieldLayout(lines: DetailLines(state, width: size.columns).fields, height: height(of: size))
  }

  /// How many of the pane's rows show details.
  private func height(of size: Size) -> Int {
    state.detail.find == nil ? size.rows : size.rows - 1
  }

  func draw(on frame: inout Frame) {
    let details = DetailLines(state, width: frame.size.columns)
    let finder = state.detail.find?.finder
    let cursor = state.detail.cursor
    let isFocused = state.focus == .detail && state.popup == nil
    if isFocused { frame.setCursor(at: .zero) }
    let shown = details.lines.dropFirst(cursor.top).prefix(height(of: frame.size))
    let selected = shown.firstIndex { $0.field == cursor.selected }
    if isFocused, let selected {
      frame.setCursor(at: Position(column: 0, row: selected - shown.startIndex))
    }
    for (row, line) in shown.enumerated() {
      if state.focus == .detail, line.field == cursor.selected { drawCursor(row, on: &frame) }
      let place = Position(column: DetailLines.margin, row: row)
      frame.put(
        line.label, at: place, style: appearance.theme[.fieldLabel],
        highlighting: finder?.ranges(in: line.label) ?? [], with: appearance.theme[.match])
      let start = place.moved(columns: line.indent)
      let columns = frame.put(
        line.text, at: start, style: appearance.theme[line.role],
        highlighting: finder?.ranges(in: line.text) ?? filterMatches(in: line), with: appearance.theme[.match]
      )
      // What a popup may cover leads nowhere.
      if let link = line.link, state.popup == nil { frame.link(columns: columns, at: start, to: link) }
    }
    guard let find = state.detail.find else { return }
    frame.draw(in: Rectangle(column: 0, row: frame.size.rows - 1, columns: frame.size.columns, rows: 1)) {
      FindLine(find: find, state: state, appearance: appearance).draw(on: &$0)
    }
  }

  private func drawCursor(_ row: Int, on frame: inout Frame) {
    frame.fill(
      Rectangle(column: 0, row: row, columns: frame.size.columns, rows: 1), style: appearance.theme[.cursor])
    frame.put("▌", at: Position(column: 0, row: row))
  }

  /// What is marked of the name, as in the list, where its other columns count, too.
  private func filterMatches(in line: DetailLines.Line) -> [Range<String.Index>] {
    guard line.role == .title, let result = state.result,
      let customer = state.currentRow.flatMap(state.customer(at:))
    else { return [] }
    let others = state.shownColumns.filter { $0 != .name }.map {
      (text: ListCell(customer, $0, today: state.today).text, column: $0)
    }
    return result.highlighter.ranges(
      in: [(line.text, .name)] + others, isSimilar: result.isSimilar(at: state.cursor.index))[0]
  }
}

/// The details, broken into lines for a width.
struct DetailLines {
  struct Line {
    var label = ""
    var text: String
    var role: Role
    /// The place of the field that it is of; nil for what stands between fields.
    var field: Int?
    /// The column at which the text begins.
    var indent: Int
    /// Where a click on the text leads in terminals that know links.
    var link: String?
  }

  private(set) var lines: [Line] = []
  /// The lines of each field, those between it and the field before included.
  private(set) var fields: [Range<Int>] = []

  static let margin = 1
  private static let labelWidth = 17
  /// Below this width labels stand above their values.
  private static let widthForLabels = 32
  private static let indentBelowLabel = 2

  /// What stands above the contacts: how old they are.
  private let contactsTitle: String

  init(_ state: BrowserState, width: Int) {
    let age = state.detail.contacts.map { ", \(DateWords(state).age($0.askedAt))" } ?? ""
    contactsTitle = "Contacts\(age)"
    let room = max(width - Self.margin - 1, 1)
    let hasLabelsBeside = width >= Self.widthForLabels
    let indent = hasLabelsBeside ? Self.labelWidth : Self.indentBelowLabel
    var before: DetailField?
    defer {
      if state.hasNamesOnly, !lines.isEmpty {
        addOutsideFields("", .text)
        for line in WrappedText(CustomerSearcher.namesOnly, width: room).lines {
          addOutsideFields(line, .dim)
        }
      }
    }
    for (place, field) in state.detailFields.enumerated() {
      let start = lines.count
      addSpace(before: field, after: before)
      if field.subject == .column(.name) {
        add(field.value ?? "(no name)", .title, place, width: room, indent: 0)
      } else {
        let first = lines.count
        if !hasLabelsBeside, !field.label.isEmpty { add("", .text, place, width: room, indent: 0) }
        let role = field.value == nil ? .dim : field.role
        for line in Self.lines(of: field) { add(line, role, place, width: room - indent, indent: indent) }
        lines[first].label = field.label
        for index in first..<lines.count { lines[index].link = field.link }
        if !field.note.isEmpty { add(field.note, .dim, place, width: room - indent, indent: indent) }
      }
      fields.append(start..<lines.count)
      before = field
    }
  }

  /// The lines that a value has of itself, which only notes have.
  private static func lines(of field: DetailField) -> [String] {
    let value = field.value ?? "unknown"
    guard field.subject == .column(.note) else { return [value] }
    return value.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  private mutating func addSpace(before field: DetailField, after previous: DetailField?) {
    guard let previous else { return }
    if previous.subject == .column(.name) { addOutsideFields("", .text) }
    switch (previous.subject, field.subject) {
    case (.column, .contact):
      addOutsideFields("", .text)
      addOutsideFields(contactsTitle, .header)
    case (.column, .change), (.contact, .change):
      addOutsideFields("", .text)
      addOutsideFields("What changed", .header)
    case (.contact, .contact(.name)):
      addOutsideFields("", .text)
    default: break
    }
  }

  private mutating func addOutsideFields(_ text: String, _ role: Role) {
    lines.append(Line(text: text, role: role, field: nil, indent: 0))
  }

  private mutating func add(_ text: String, _ role: Role, _ field: Int, width: Int, indent: Int) {
    lines += WrappedText(text, width: max(width, 1)).lines.map {
      Line(text: $0, role: role, field: field, indent: indent)
    }
  }
}

extension DetailField {
  fileprivate var role: Role {
    switch subject {
    case .column(.active): value == "Inactive" ? .inactive : .active
    case .column(.mine): value == "yes" ? .mine : .fieldValue
    case .column(.star): .mark
    case .column, .contact, .change: .fieldValue
    }
  }
}
