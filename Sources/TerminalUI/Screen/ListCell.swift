import CustomerBrowser
import Customers

/// A customer's value in one column of the list.
struct ListCell {
  /// Of a text that is wider than any screen, or has a mountain of marks, only the first letters.
  let text: String
  let role: Role
  /// Whether the text is the value itself, so that matches in it can be shown.
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
    }
  }

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
