import CustomerBrowser
import Customers
import Wording

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

  /// Divides the width as the customers need it; the last columns go if there is no room for all.
  ///
  /// Codes and numbers come first, whole; then names, types and salespeople as most of them need, each in proportion
  /// where there is too little; then these as the longest need; what is left goes to the name.
  init(_ columns: [CustomerColumn], width: Int, of texts: TextWidths?) {
    let room = width - Self.gutter - 1
    var kept = columns
    while kept.count > 1, Self.least(kept, texts) > room { kept.removeLast() }
    var spare = max(room - Self.least(kept, texts), 0)
    var widths = kept.map { $0.leastWidth(of: texts) }
    func grant(_ isMeant: (CustomerColumn) -> Bool, upTo need: (CustomerColumn) -> Int) {
      let wishes = zip(kept, widths).map { isMeant($0) ? max(need($0) - $1, 0) : 0 }
      let wished = wishes.reduce(0, +)
      let granted = min(wished, spare)
      guard granted > 0 else { return }
      for index in kept.indices { widths[index] += wishes[index] * granted / wished }
      spare = max(room - widths.reduce(0, +) - Self.gap * (kept.count - 1), 0)
    }
    grant({ $0.isCode }, upTo: { min($0.need(of: texts).longest, Self.widestCode) })
    grant({ !$0.isCode }, upTo: { $0.need(of: texts).most })
    grant({ $0.isCode }, upTo: { min($0.need(of: texts).longest, Self.widestCodeWithRoom) })
    grant({ !$0.isCode }, upTo: { min($0.need(of: texts).longest, Self.widestText) })
    if let flexible = kept.firstIndex(of: .name) ?? kept.indices.first {
      widths[flexible] += room - widths.reduce(0, +) - Self.gap * (kept.count - 1)
    }
    var start = Self.gutter
    placed = zip(kept, widths).map { column, width in
      defer { start += width + Self.gap }
      return Placed(column: column, start: start, width: max(width, 1))
    }
  }

  /// A longer code, if there is one, waits until names have what they need.
  private static let widestCode = 20
  private static let widestCodeWithRoom = 40
  /// Few texts are longer.
  private static let widestText = 60

  /// The column whose cells cover a column of the pane.
  func column(at place: Int) -> CustomerColumn? {
    placed.last { $0.start <= place }?.column
  }

  private static func least(_ columns: [CustomerColumn], _ texts: TextWidths?) -> Int {
    columns.reduce(0) { $0 + $1.leastWidth(of: texts) } + gap * (columns.count - 1)
  }
}

extension CustomerColumn {
  /// Below this a column isn't worth its place; no more than it has use for.
  fileprivate func leastWidth(of texts: TextWidths?) -> Int {
    let least =
      switch self {
      case .name: 16
      case .code, .id: 6
      case .type: 10
      case .salesperson: 13
      case .updated: 9
      case .accountingCode, .salespersonID: 8
      case .active: 8
      case .mine, .star: 6
      case .phone: 12
      case .mail, .note: 10
      case .due: 10
      }
    return min(least, max(need(of: texts).longest, title.count + 2))
  }

  /// How wide most values and the longest one are; as if they were usual ones while nothing is known.
  fileprivate func need(of texts: TextWidths?) -> TextWidths.Need {
    if let need = texts?[self] { return need }
    let usual =
      switch self {
      case .name: 16
      case .code, .id: 10
      case .type: 18
      case .salesperson: 22
      case .updated: 9
      case .accountingCode: 16
      case .salespersonID: 14
      case .active: 8
      case .mine, .star: 6
      case .phone: 18
      case .mail, .note: 24
      case .due: 10
      }
    return TextWidths.Need(most: usual, longest: usual)
  }

  /// Whether a part of a value is worth nothing.
  fileprivate var isCode: Bool {
    switch self {
    case .code, .id, .accountingCode, .salespersonID: true
    case .name, .type, .salesperson, .updated, .active, .mine, .phone, .mail, .star, .note, .due: false
    }
  }
}

/// A customer's value in one column of the list.
struct ListCell {
  /// Of a text that is wider than any screen, or has a mountain of marks, only the first letters.
  let text: String
  let role: Role
  /// Whether the text is the value itself, which is cut so that it differs from its neighbours.
  let isVerbatim: Bool

  init(_ customer: Customer, _ column: CustomerColumn, today: LocalDate) {
    switch column {
    case .name: self.init(customer.name, .text)
    case .code: self.init(customer.code, .dim)
    case .type: self.init(customer.customerType, .text)
    case .salesperson: self.init(customer.salesperson, .text)
    case .id: self.init(String(customer.id), .dim)
    case .accountingCode: self.init(customer.accountingCode, .dim)
    case .salespersonID: self.init(customer.salespersonID.map(String.init), .dim)
    case .updated: self.init(told: customer.updatedOn?.age(on: today), .dim)
    case .active:
      self.init(told: customer.isActive.map { $0 ? "active" : "inactive" }, .active)
    case .mine: self.init(told: customer.isMine.map { $0 ? "mine" : "" }, .mine)
    case .phone: self.init(told: customer.reach.phone?.firstLetters(Self.shownNoteLetters), .text)
    case .mail: self.init(told: customer.reach.mail?.firstLetters(Self.shownNoteLetters), .text)
    case .star: self.init(told: customer.note.isStarred ? "★" : nil, .mark)
    case .note: self.init(told: customer.note.line.firstLetters(Self.shownNoteLetters), .text)
    case .due:
      let isDue = customer.note.due.map { $0 <= today } ?? false
      self.init(told: customer.note.due?.dayWord(on: today), isDue ? .stale : .dim)
    }
  }

  /// Wider no column is.
  private static let shownNoteLetters = 300

  private init(_ text: String?, _ role: Role) {
    self.text = (text ?? "").firstLetters(DetailField.shownLetters)
    self.role = role
    isVerbatim = true
  }

  private init(told text: String?, _ role: Role) {
    self.text = text ?? ""
    self.role = role
    isVerbatim = false
  }
}

extension LocalDate {
  /// A day near by in a word, in ten columns: `today`, `tomorrow`, `2026-12-05`.
  fileprivate func dayWord(on today: LocalDate) -> String {
    (-1...1).contains(daysSinceEpoch - today.daysSinceEpoch) ? nearness(to: today) : description
  }
}

extension LocalDateTime {
  /// Days count in words up to this many; older dates show their month.
  private static let daysInWords = 31

  /// How long ago it was, in nine columns: `today`, `2 days`, `2017-08`.
  func age(on today: LocalDate) -> String {
    switch today.daysSinceEpoch - date.daysSinceEpoch {
    case 0: "today"
    case 1: "yesterday"
    case 2..<Self.daysInWords: "\(today.daysSinceEpoch - date.daysSinceEpoch) days"
    default: String(date.description.prefix(7))
    }
  }
}
