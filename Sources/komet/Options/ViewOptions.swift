import ArgumentParser
import Customers
import Foundation

/// Which customers are looked at.
struct ViewOptions: ParsableArguments {
  @Option(help: "Whose customers: all or mine.")
  var scope: CustomerScope?

  @Option(help: "Customers of which status: active, inactive or all.")
  var status: StatusFilter?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The column to sort by, with a minus in front for descending; more behind commas: type,-updated.",
      valueName: "columns"))
  var sort: OrderArgument?
}

extension CustomerScope: ExpressibleByArgument {}
extension StatusFilter: ExpressibleByArgument {}

/// `updated`, `-updated` for descending, or several columns, `type,-updated`.
struct OrderArgument: ExpressibleByArgument {
  let order: CustomerOrder

  init?(argument: String) {
    var keys: [CustomerOrder] = []
    for part in argument.split(separator: ",", omittingEmptySubsequences: false) {
      let word = part.trimmingCharacters(in: .whitespaces)
      let isDescending = word.hasPrefix("-")
      guard let column = CustomerColumn(rawValue: isDescending ? String(word.dropFirst()) : word) else {
        return nil
      }
      keys.append(CustomerOrder(column, descending: isDescending))
    }
    guard var order = keys.first else { return nil }
    order.further = Array(keys.dropFirst())
    self.order = order
  }

  /// The text that it is read from.
  static func spelling(of order: CustomerOrder) -> String {
    ([order] + order.further).map { ($0.isDescending ? "-" : "") + $0.column.rawValue }.joined(separator: ",")
  }

  static var allValueStrings: [String] { CustomerColumn.allCases.map(\.rawValue) }
}
