import ArgumentParser
import CustomerBrowser
import Customers
import TerminalUI
import Wording

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
        komet show id:25475
        komet show '305 555 0199'
      """)

  enum Format: String, CaseIterable {
    case text
    case json
  }

  @Argument(
    help: ArgumentHelp(
      "The customer's code or id; a code goes before an id, except after id:.",
      discussion: "Or the number or the address of a contact that is on this machine."))
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
    try connection.check(refreshing: refresh)
  }

  func run() throws {
    let session = try Session(connection)
    defer { session.close() }
    guard let (table, row) = try find(in: session) else {
      let kept = CustomerName(customer).id.map { note(ofCustomer: $0, session) } ?? CustomerNote()
      if !kept.isEmpty { try ShownCustomer.write(kept) }
      StandardError.write(line: "komet: No customer has the id or code \(customer).")
      throw ExitStatus.noCustomerMatched
    }
    let shown = ShownCustomer(
      table: table, row: row,
      contacts: contacts ? try session.contacts(ofCustomer: table.ids[row], refreshing: refresh) : nil,
      note: format == .text ? note(ofCustomer: table.ids[row], session) : CustomerNote())
    switch format {
    case .json: try shown.writeJSON()
    case .text: try shown.writeText()
    }
    try session.finishSync()
  }

  private func row(of name: CustomerName, in table: CustomerTable, _ session: Session) throws -> Int? {
    try name.row(in: table) ?? name.row(in: table, knownBy: session.customers.contactBook)
  }

  /// What the person keeps about a customer; if that can't be read, it is said, and nothing more is told.
  private func note(ofCustomer id: UInt64, _ session: Session) -> CustomerNote {
    do throws(UserFacingError) {
      return try session.notes()[id]
    } catch {
      StandardError.write(error)
      return CustomerNote()
    }
  }

  /// Looks among the customers as `list` has them; if they lack it, asks the server for just this one.
  private func find(in session: Session) throws -> (table: CustomerTable, row: Int)? {
    let name = CustomerName(customer)
    guard let account = session.account else {
      let table = try session.freshCustomers(refreshing: false).table
      return try row(of: name, in: table, session).map { (table, $0) }
    }
    let isOffline = session.settings.browser.isOffline
    if !refresh, let cached = try session.readable(account.cachedCustomers) {
      let table = try session.freshCustomers(insteadOf: cached).table
      if let row = try row(of: name, in: table, session) { return (table, row) }
      // Where the cache is old the server was just asked for everything, unless it could not be, or lacked too many.
      guard !isOffline else { return nil }
      if let failure = session.refreshFailure {
        guard failure.kind == .suddenLoss else { throw failure }
      } else {
        guard session.freshness(of: cached.syncedAt) == .young else { return nil }
      }
    }
    guard !isOffline else { throw UserFacingError.nothingOffline }
    guard session.api.companyToken != nil else {
      let table = try session.freshCustomers(refreshing: true).table
      return try name.row(in: table).map { (table, $0) }
    }
    let table = try session.waitingWithProgress { (_) async throws(UserFacingError) in
      try await account.customers(matching: name)
    }
    return try name.row(in: table).map { (table, $0) }
  }
}
