import ArgumentParser
import Customers
import Foundation
import TerminalUI

/// Which customers are looked at.
struct ViewOptions: ParsableArguments {
  @Option(
    help: "Whose customers: all (if nothing else is set) or mine.", completion: CustomerScope.completion,
    transform: CustomerScope.argument)
  var scope: CustomerScope?

  @Option(
    help: "Customers of which status: active (if nothing else is set), inactive or all.",
    completion: StatusFilter.completion,
    transform: StatusFilter.argument)
  var status: StatusFilter?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The column to sort by, with a minus in front for descending; more behind commas: type,-updated.",
      valueName: "columns"),
    completion: NameCompletion.sortColumns, transform: OrderArgument.init)
  var sort: OrderArgument?
}

/// `updated`, `-updated` for descending, or several columns, `type,-updated`.
struct OrderArgument {
  let order: CustomerOrder

  /// Throws with the column that was meant, or all there are.
  init(_ argument: String) throws {
    var keys: [CustomerOrder] = []
    for part in argument.split(separator: ",", omittingEmptySubsequences: false) {
      let word = part.trimmingCharacters(in: .whitespaces)
      let isDescending = word.hasPrefix("-")
      guard let column = CustomerColumn(rawValue: isDescending ? String(word.dropFirst()) : word) else {
        let sign = isDescending ? "-" : ""
        throw ValidationError(
          nameAdvice(for: word, among: CustomerColumn.allCases.map { sign + $0.rawValue }))
      }
      keys.append(CustomerOrder(column, descending: isDescending))
    }
    if let twice = CustomerColumn.firstNamedTwice(in: keys.map(\.column)) {
      throw ValidationError("it names the column `\(twice.rawValue)` twice")
    }
    guard var order = keys.first else { preconditionFailure("splitting leaves at least one part") }
    order.further = Array(keys.dropFirst())
    self.order = order
  }

  /// The text that it is read from.
  static func spelling(of order: CustomerOrder) -> String {
    ([order] + order.further).map { ($0.isDescending ? "-" : "") + $0.column.rawValue }.joined(separator: ",")
  }
}
