import CustomerBrowser
import Customers
import Foundation

/// Every field of the current customer.
struct DetailPane {
  let state: BrowserState
  let look: Look

  struct Line {
    var label = ""
    var text: String
    var role: Role
  }

  private static let margin = 1
  private static let labelWidth = 17
  /// Below this width labels stand above their values.
  private static let widthForLabels = 34

  func draw(on frame: inout Frame) {
    let lines = lines(width: frame.size.columns)
    for (row, line) in lines.dropFirst(state.detailTop).prefix(frame.size.rows).enumerated() {
      let place = Position(column: Self.margin, row: row)
      frame.put(line.label, at: place, style: look.theme[.fieldLabel])
      frame.put(
        line.text,
        at: line.label.isEmpty && line.role == .title
          ? place : place.moved(columns: indent(frame.size.columns)),
        style: look.theme[line.role], highlighting: highlights(in: line), with: look.theme[.match])
    }
  }

  /// All lines, also those that don't fit.
  func lines(width: Int) -> [Line] {
    guard let table = state.snapshot?.table, let row = state.currentRow else { return [] }
    let customer = table.customer(at: row)
    let room = max(width - Self.margin - 1, 1)
    let title = WrappedText(customer.name.isEmpty ? "(no name)" : customer.name, width: room).lines
    let indent = indent(width)
    let fields = fields(of: customer).flatMap { label, value, role in
      let lines = WrappedText(value ?? "unknown", width: max(room - indent, 1)).lines
      return lines.enumerated().map { index, text in
        Line(label: index == 0 ? label : "", text: text, role: value == nil ? .dim : role)
      }
    }
    return title.map { Line(text: $0, role: .title) } + [Line(text: "", role: .text)] + fields
  }

  private func indent(_ width: Int) -> Int {
    width >= Self.widthForLabels ? Self.labelWidth : Self.labelWidth - 2
  }

  private func fields(of customer: Customer) -> [(label: String, value: String?, role: Role)] {
    [
      ("Code", customer.code, .fieldValue),
      ("Customer ID", String(customer.id), .fieldValue),
      ("Accounting code", customer.accountingCode, .fieldValue),
      ("Type", customer.customerType, .fieldValue),
      ("Salesperson", customer.salesperson, .fieldValue),
      ("Salesperson ID", customer.salespersonID.map(String.init), .fieldValue),
      (
        "Status", customer.isActive.map { $0 ? "Active" : "Inactive" },
        customer.isActive == false ? .inactive : .active
      ),
      ("Mine", customer.isMine.map { $0 ? "yes" : "no" }, customer.isMine == true ? .mine : .fieldValue),
      ("Updated", customer.updatedOn.map { $0.description.replacing("T", with: " ") }, .fieldValue),
      ("", customer.updatedOn.map(age) ?? "", .dim),
    ]
  }

  private func age(_ date: LocalDateTime) -> String {
    let days = state.today.daysSinceEpoch - date.date.daysSinceEpoch
    switch days {
    case ..<0: return ""
    case 0: return "today"
    case 1: return "yesterday"
    case 2..<60: return "\(days) days ago"
    case 60..<730: return "\(days / 30) months ago"
    default: return "\(days / 365) years ago"
    }
  }

  private func highlights(in line: Line) -> [Range<String.Index>] {
    guard line.role == .title else { return [] }
    return state.result?.highlighter.ranges(in: line.text, column: .name) ?? []
  }
}
