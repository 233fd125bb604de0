import ArgumentParser
import Customers

/// Which customers are looked at.
struct ViewOptions: ParsableArguments {
  @Option(help: "Whose customers: all or mine.")
  var scope: CustomerScope?

  @Option(help: "Customers of which status: active, inactive or all.")
  var status: StatusFilter?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The column to sort by, with a minus in front for descending.", valueName: "column"))
  var sort: OrderArgument?
}

extension CustomerScope: ExpressibleByArgument {}
extension StatusFilter: ExpressibleByArgument {}

/// `updated`, or `-updated` for descending.
struct OrderArgument: ExpressibleByArgument {
  let order: CustomerOrder

  init?(argument: String) {
    let isDescending = argument.hasPrefix("-")
    guard let column = CustomerColumn(rawValue: isDescending ? String(argument.dropFirst()) : argument) else {
      return nil
    }
    order = CustomerOrder(column, descending: isDescending)
  }

  static var allValueStrings: [String] { CustomerColumn.allCases.map(\.rawValue) }
}
