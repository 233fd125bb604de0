@testable import Customers

/// The order by name, from its description.
enum ReferenceOrder {
  static func isByName(_ first: Customer, _ second: Customer) -> Bool {
    if let isBefore = isBefore(first.name, second.name) { return isBefore }
    if !first.name.utf8.elementsEqual(second.name.utf8) {
      return first.name.utf8.lexicographicallyPrecedes(second.name.utf8)
    }
    return first.id < second.id
  }

  /// The order of a column; what is unknown stands last in both directions.
  static func isBefore(_ first: Customer, _ second: Customer, by sort: CustomerOrder) -> Bool {
    for key in [sort] + sort.further {
      let (one, other) = (value(first, key.column), value(second, key.column))
      if (one == nil) != (other == nil) { return other == nil }
      guard let one, let other else { continue }
      if one.precedes(other) { return !key.isDescending }
      if other.precedes(one) { return key.isDescending }
    }
    return isByName(first, second)
  }

  private enum Value {
    case text(String)
    case number(Int128)

    func precedes(_ other: Value) -> Bool {
      switch (self, other) {
      case (.text(let one), .text(let other)): ReferenceOrder.isBefore(one, other) ?? false
      case (.number(let one), .number(let other)): one < other
      default: false
      }
    }
  }

  /// Nil for an unknown value.
  private static func value(_ customer: Customer, _ column: CustomerColumn) -> Value? {
    func text(_ text: String?) -> Value? {
      text.flatMap { ReferenceFolding.fold($0).scalars.isEmpty ? nil : .text($0) }
    }
    return switch column {
    case .name: text(customer.name)
    case .code: text(customer.code)
    case .accountingCode: text(customer.accountingCode)
    case .type: text(customer.customerType)
    case .salesperson: text(customer.salesperson)
    case .salespersonID: customer.salespersonID.map { .number(Int128($0)) }
    case .id: .number(Int128(customer.id))
    case .updated: customer.updatedOn.map { .number(Int128($0.secondsSinceEpoch)) }
    case .active: customer.isActive.map { .number($0 ? 1 : 0) }
    case .mine: customer.isMine.map { .number($0 ? 1 : 0) }
    case .phone: text(customer.reach.phone)
    case .mail: text(customer.reach.mail)
    case .star: customer.note.isStarred ? .number(0) : nil
    case .note: text(customer.note.text)
    case .due: customer.note.due.map { .number(Int128($0.daysSinceEpoch)) }
    }
  }

  /// Whether one text stands before the other; nil if they count as the same.
  static func isBefore(_ first: String, _ second: String) -> Bool? {
    let pieces = [pieces(of: first), pieces(of: second)]
    if pieces[0].isEmpty != pieces[1].isEmpty { return pieces[1].isEmpty }
    for (one, other) in zip(pieces[0], pieces[1]) where one != other { return one < other }
    return pieces[0].count == pieces[1].count ? nil : pieces[0].count < pieces[1].count
  }

  /// A character, or a number without zeros in front.
  private enum Piece: Equatable {
    case sign(UInt32)
    case number(String)

    static func < (first: Piece, second: Piece) -> Bool {
      switch (first, second) {
      case (.number(let one), .number(let other)):
        one.count == other.count ? one < other : one.count < other.count
      case (.number, .sign(let other)): 0x30 < other
      case (.sign(let one), .number): one < 0x30
      case (.sign(let one), .sign(let other)): one < other
      }
    }
  }

  private static func pieces(of text: String) -> [Piece] {
    var pieces: [Piece] = []
    var digits: String?
    func end() {
      if let digits { pieces.append(.number(String(digits.drop { $0 == "0" }))) }
      digits = nil
    }
    for scalar in ReferenceFolding.fold(text).scalars {
      if ("0"..."9").contains(scalar) {
        digits = (digits ?? "") + String(scalar)
      } else {
        end()
        pieces.append(.sign(max(1, scalar.value)))
      }
    }
    end()
    return pieces
  }
}
