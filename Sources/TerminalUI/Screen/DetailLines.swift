import CustomerBrowser
import Customers

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
  }

  private(set) var lines: [Line] = []
  /// The lines of each field, those between it and the field before included.
  private(set) var fields: [Range<Int>] = []

  static let margin = 1
  private static let labelWidth = 17
  /// Below this width labels stand above their values.
  private static let widthForLabels = 32
  private static let indentBelowLabel = 2

  init(_ state: BrowserState, width: Int) {
    let room = max(width - Self.margin - 1, 1)
    let hasLabelsBeside = width >= Self.widthForLabels
    let indent = hasLabelsBeside ? Self.labelWidth : Self.indentBelowLabel
    var before: DetailField?
    for (place, field) in state.detailFields.enumerated() {
      let start = lines.count
      addSpace(before: field, after: before)
      if field.subject == .column(.name) {
        add(field.value ?? "(no name)", .title, place, width: room, indent: 0)
      } else {
        let first = lines.count
        if !hasLabelsBeside, !field.label.isEmpty { add("", .text, place, width: room, indent: 0) }
        let role = field.value == nil ? .dim : field.role
        add(field.value ?? "unknown", role, place, width: room - indent, indent: indent)
        lines[first].label = field.label
        if !field.note.isEmpty { add(field.note, .dim, place, width: room - indent, indent: indent) }
      }
      fields.append(start..<lines.count)
      before = field
    }
  }

  private mutating func addSpace(before field: DetailField, after previous: DetailField?) {
    guard let previous else { return }
    if previous.subject == .column(.name) { addOutsideFields("", .text) }
    guard field.subject == .change, previous.subject != .change else { return }
    addOutsideFields("", .text)
    addOutsideFields("What changed", .header)
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
    case .column, .change: .fieldValue
    }
  }
}
