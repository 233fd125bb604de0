import ArgumentParser
import CustomerBrowser
import Customers
import TerminalUI

/// `komet show`: one customer.
struct ShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Show one customer, from the cache or else as the server tells.",
    discussion: """
      Examples:
        komet show 25475
        komet show T3526 --format json
        komet show T3526 --contacts
      """)

  enum Format: String, CaseIterable {
    case text
    case json
  }

  @Argument(help: "The customer's id or code.")
  var customer: String

  @Option(
    help: "How to write it: text (if not told) or json.", completion: Format.completion,
    transform: Format.argument)
  var format = Format.text

  @Flag(help: "Show whom to reach there, too; the server is asked if the cache is not young enough.")
  var contacts = false

  @Flag(help: "Ask the server even if the cache is young.")
  var refresh = false

  @OptionGroup(title: "Account") var connection: ConnectionOptions

  mutating func validate() throws {
    if customer.isEmpty { throw ValidationError("The customer's id or code is empty.") }
  }

  func run() throws {
    let session = try Session(connection)
    defer { session.close() }
    guard let (table, row) = try find(in: session) else {
      StandardError.write(line: "komet: No customer has the id or code \(customer).")
      throw ExitStatus.noCustomerMatched
    }
    let shown = ShownCustomer(
      table: table, row: row,
      contacts: contacts ? try session.contacts(ofCustomer: table.ids[row], refreshing: refresh) : nil)
    switch format {
    case .json: try shown.writeJSON()
    case .text: try shown.writeText()
    }
  }

  /// Looks in the cache, then asks the server for just this customer.
  private func find(in session: Session) throws -> (table: CustomerTable, row: Int)? {
    guard let account = session.account else {
      let table = try session.freshCustomers(refreshing: false).table
      return table.row(ofIDOrCode: customer).map { (table, $0) }
    }
    let isOffline = session.settings.browser.isOffline
    if !refresh || isOffline, let table = try account.cachedCustomers()?.table,
      let row = table.row(ofIDOrCode: customer)
    {
      return (table, row)
    }
    guard !isOffline else { return nil }
    let answer = try session.waitingWithProgress { [customer] (_) async throws(BrowserFailure) in
      try await account.customer(withIDOrCode: customer)
    }
    return answer.row(ofIDOrCode: customer).map { (answer, $0) }
  }
}

extension CustomerTable {
  /// The customer with this id, or else the first with this code, in whatever case.
  fileprivate func row(ofIDOrCode text: String) -> Int? {
    if let id = Int64(text), let row = row(ofID: id) { return row }
    let code = text.lowercased()
    return (0..<count).first { string(.code, at: $0).lowercased() == code }
  }
}
