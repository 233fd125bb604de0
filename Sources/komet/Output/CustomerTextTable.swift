import Customers
import TerminalUI

/// Customers as aligned columns of text, for people and for `awk`.
struct CustomerTextTable {
  let table: CustomerTable
  let rows: [UInt32]
  let columns: [CustomerColumn]
  /// The width to stay within, or nil to cut nothing.
  let width: Int?

  /// The columns' widths are measured on this many rows.
  private static let measuredRows = 1_000
  private static let gap = "  "
  private static let narrowest = 6

  func write(to sink: (String) throws -> Void) rethrows {
    let widths = widths
    try sink(line(columns.map { $0.title.uppercased() }, widths))
    for row in rows {
      let customer = table.customer(at: Int(row))
      try sink(line(columns.map { Self.text($0, of: customer) }, widths))
    }
  }

  private func line(_ cells: [String], _ widths: [Int]) -> String {
    var line = ""
    for (index, cell) in cells.enumerated() {
      let text = width == nil ? visibleText(cell) : truncated(cell, toWidth: widths[index])
      // The last column needs no blanks after it.
      line += index == cells.count - 1 ? text : padded(text, toWidth: widths[index]) + Self.gap
    }
    return line + "\n"
  }

  private var widths: [Int] {
    var widths = columns.map(\.title.count)
    for row in rows.prefix(Self.measuredRows) {
      let customer = table.customer(at: Int(row))
      for (index, column) in columns.enumerated() {
        widths[index] = max(widths[index], displayWidth(of: Self.text(column, of: customer)))
      }
    }
    guard let width else { return widths }
    // The widest columns give way until the line fits.
    while widths.reduce(0, +) + Self.gap.count * (widths.count - 1) > width,
      let widest = widths.indices.max(by: { widths[$0] < widths[$1] }), widths[widest] > Self.narrowest
    {
      widths[widest] -= 1
    }
    return widths
  }

  private static func text(_ column: CustomerColumn, of customer: Customer) -> String {
    switch column {
    case .name: customer.name
    case .code: customer.code ?? ""
    case .type: customer.customerType ?? ""
    case .salesperson: customer.salesperson ?? ""
    case .updated: customer.updatedOn?.description ?? ""
    case .id: String(customer.id)
    case .accountingCode: customer.accountingCode ?? ""
    case .salespersonID: customer.salespersonID.map(String.init) ?? ""
    case .active: customer.isActive.map { $0 ? "yes" : "no" } ?? ""
    case .mine: customer.isMine.map { $0 ? "yes" : "no" } ?? ""
    }
  }
}
