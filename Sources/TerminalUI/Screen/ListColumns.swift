import Customers

/// Which columns the list has room for, and where.
struct ListColumns: Equatable {
  struct Placed: Equatable {
    let column: CustomerColumn
    let start: Int
    let width: Int
  }

  /// The cursor's bar, the mark, and the dot of a changed customer.
  static let gutter = 3
  private static let gap = 2

  let placed: [Placed]

  /// Gives each column its usual width and the name what is left; the last ones go if there is no room.
  init(_ columns: [CustomerColumn], width: Int) {
    let room = width - Self.gutter - 1
    var kept = columns
    while kept.count > 1, Self.least(kept) > room { kept.removeLast() }
    let spare = max(room - Self.least(kept), 0)
    // A third of what is spare widens the other texts, as far as they can use it.
    let wishes = kept.map { $0.widestUsual - $0.leastWidth }
    let wished = wishes.reduce(0, +)
    let granted = min(wished, kept.contains(.name) ? spare / 3 : spare)
    var start = Self.gutter
    var widths = zip(kept, wishes).map { column, wish in
      column.leastWidth + (wished > 0 ? wish * granted / wished : 0)
    }
    if let flexible = kept.firstIndex(of: .name) ?? kept.indices.first {
      widths[flexible] += room - widths.reduce(0, +) - Self.gap * (kept.count - 1)
    }
    placed = zip(kept, widths).map { column, width in
      defer { start += width + Self.gap }
      return Placed(column: column, start: start, width: max(width, 1))
    }
  }

  /// The column whose cells cover a column of the pane.
  func column(at place: Int) -> CustomerColumn? {
    placed.last { $0.start <= place }?.column
  }

  private static func least(_ columns: [CustomerColumn]) -> Int {
    columns.reduce(0) { $0 + $1.leastWidth } + gap * (columns.count - 1)
  }
}

extension CustomerColumn {
  /// Below this a column isn't worth its place.
  fileprivate var leastWidth: Int {
    switch self {
    case .name: 16
    case .code, .id: 6
    case .type: 10
    case .salesperson: 12
    case .updated: 9
    case .accountingCode, .salespersonID: 8
    case .active: 8
    case .mine: 6
    }
  }

  /// As wide as most values are.
  fileprivate var widestUsual: Int {
    switch self {
    case .name: 16
    case .code: 10
    case .id: 10
    case .type: 18
    case .salesperson: 22
    case .updated: 9
    case .accountingCode: 16
    case .salespersonID: 14
    case .active: 8
    case .mine: 6
    }
  }
}
