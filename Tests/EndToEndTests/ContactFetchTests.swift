import Foundation
import Testing

/// Contacts of many customers, fetched within a budget, and customers found by them.
@Suite struct ContactFetchTests {
  private let server: SampleServer

  init() throws {
    server = try SampleServer(customers: 60)
  }

  /// The customers of whom the contacts were asked, in order.
  private var asked: [String] {
    server.requests.filter { $0.contains("customer.contact.list") }
      .compactMap { $0.firstMatch(of: /customerId=(\d+)/).map { String($0.1) } }
  }

  /// A program that has synced, with a config if it is told.
  private func program(config: String? = nil) throws -> Program {
    let program = try server.program()
    if let config { try program.home.write(config, to: ".config/komet/config.toml") }
    #expect(try program.run("sync").status == 0)
    return program
  }

  private struct Shown: Decodable {
    struct Contact: Decodable {
      let name: String?
      let phone: String?
      let email: String?
    }

    let id: Int
    let contacts: [Contact]
  }

  /// A customer with a contact, whom nobody else has; all contacts are here then.
  private func someContact(of program: Program) throws -> (id: Int, contact: Shown.Contact) {
    #expect(try program.run("contacts", "--budget", "100").status == 0)
    let ids = try program.run("list", "--format", "tsv", "--columns", "id").output.split(separator: "\n")
    for id in ids.dropFirst() {
      let text = try program.run("show", String(id), "--contacts", "--format", "json", "--offline").output
      let shown = try JSONDecoder().decode(Shown.self, from: Data(text.utf8))
      if let contact = shown.contacts.first, contact.phone != nil { return (shown.id, contact) }
    }
    throw POSIXError(.ENOENT)
  }

  @Test func `contacts are fetched up to the budget, by name, and the next run goes on there`() throws {
    let program = try program()
    let first = try program.run("contacts", "--budget", "5")
    #expect(first.status == 0)
    #expect(
      first.output
        == "Contacts of 5 customers fetched; 53 left to fetch; 792 of today's requests left for contacts\n")
    let names = try program.run("list", "--format", "tsv", "--columns", "id", "--limit", "10")
    let byName = names.output.split(separator: "\n").dropFirst().map(String.init)
    #expect(asked == Array(byName.prefix(5)))
    #expect(try program.run("contacts", "--budget", "5").status == 0)
    #expect(asked == byName)
    let rest = try program.run("contacts", "--scope", "mine")
    #expect(rest.output.contains("; 0 left to fetch;"))
    let again = try program.run("contacts", "--scope", "mine")
    #expect(again.status == 0)
    #expect(again.output.hasPrefix("Contacts of 0 customers fetched; 0 left to fetch;"))
  }

  @Test func `what is older than 30 days is asked for again, the oldest first`() throws {
    let program = try program()
    #expect(try program.run("contacts").status == 0)
    let before = asked
    let aging =
      "import sqlite3; c = sqlite3.connect('.data/komet/default.sqlite'); "
      + "c.execute('UPDATE contact_list SET asked_at = 5 - customer WHERE customer IN (\(before[3]), \(before[7]))'); "
      + "c.commit()"
    #expect(try program.shell("python3 -c \"\(aging)\"").status == 0)
    #expect(try program.run("contacts").output.hasPrefix("Contacts of 2 customers fetched; 0 left"))
    let oldest = [before[3], before[7]].sorted { Int($0) ?? 0 > Int($1) ?? 0 }
    #expect(Array(asked.suffix(2)) == oldest)
  }

  @Test func `the day's requests are never used up for contacts, whatever the budget`() throws {
    let program = try program(config: "[api]\ndaily_requests = 20\n")
    let run = try program.run("contacts", "--budget", "1000")
    #expect(run.status == 0)
    #expect(
      run.output
        == "Contacts of 13 customers fetched; 45 left to fetch; 0 of today's requests left for contacts\n")
    #expect(run.errors.contains("The last fifth of the 20 requests"))
    #expect(server.requests.count == 16)
    let again = try program.run("contacts")
    #expect(again.status == 3)
    #expect(again.errors.contains("No more contacts are fetched today."))
    #expect(server.requests.count == 16)
    #expect(try program.run("sync").status == 0)
  }

  @Test func `a server that stops half-way ends it with what came, and it goes on from there`() throws {
    let program = try program()
    #expect(try program.run("contacts", "--budget", "3").status == 0)
    server.begin(.statusZero)
    let refused = try program.run("contacts", "--budget", "10")
    #expect(refused.status == 3)
    #expect(refused.output.hasPrefix("Contacts of 0 customers fetched; 55 left to fetch;"))
    #expect(refused.errors.contains("The contacts could not be loaded"))
    #expect(asked.count == 6)
  }

  @Test func `a caller's number or address finds the customer, offline, too`() throws {
    let program = try program()
    let (id, contact) = try someContact(of: program)
    let digits = (contact.phone ?? "").filter(\.isNumber).suffix(10)
    let spelled = "\(digits.prefix(3)) \(digits.dropFirst(3).prefix(3)) \(digits.suffix(4))"
    for query in [
      spelled, String(digits), "phone:\(digits.suffix(7))", contact.email ?? "", "mail:@customer\(id).",
    ] {
      let found = try program.run("list", query, "--format", "tsv", "--columns", "id", "--offline")
      #expect(found.output.split(separator: "\n").contains("\(id)"), "\(query)")
    }
    #expect(
      try program.run("show", contact.email ?? "", "--offline").output.contains("\(id)\n"))
    #expect(try program.run("export", "found.csv", "mail:@customer\(id).", "--offline").status == 0)
    #expect(program.home.content("found.csv")?.contains("\(id)") == true)

    let screen = try TmuxScreen(program, "--offline")
    try screen.allowClipboard()
    try screen.wait(for: "offline")
    try screen.type("mail:@customer\(id).")
    try screen.wait(for: "1/1")
    try screen.wait(for: contact.phone ?? "")
    try screen.press("Enter", "Tab")
    try screen.wait(for: "/ filter")
    try screen.press("C-f")
    try screen.type("phone")
    try screen.press("Enter", "y")
    try screen.wait(for: "Copied the phone number \(contact.phone ?? "")")
  }

  @Test func `so many a day by themselves if the config says so, and else none`() throws {
    let program = try program()
    #expect(asked.isEmpty)
    try program.home.write("[contacts]\ndaily = 4\n", to: ".config/komet/config.toml")
    let sync = try program.run("sync")
    #expect(sync.output.contains("; contacts of 4 fetched"))
    #expect(try program.run("sync").output.contains("contacts of") == false)
    #expect(asked.count == 4)
    let other = try server.program()
    try other.home.write("[contacts]\ndaily = 3\n", to: ".config/komet/config.toml")
    let screen = try TmuxScreen(other)
    try screen.wait(for: "6/1,000")
    #expect(asked.count == 7)
  }

  @Test func `the day of so many a day is that of the person's calendar`() throws {
    var program = try program(config: "[contacts]\ndaily = 4\n")
    #expect(asked.count == 4)
    // A minute after midnight there, which is the day before in UTC.
    program.variables["TZ"] = "Pacific/Kiritimati"
    let change =
      "import sqlite3, time; c = sqlite3.connect('.data/komet/default.sqlite'); "
      + "midnight = (time.time() + 14 * 3600) // 86400 * 86400 - 14 * 3600; "
      + "c.execute('UPDATE contact_list SET asked_at = ?', (int(midnight + 60) * 1000,)); c.commit()"
    #expect(try program.shell("python3 -c \"\(change)\"").status == 0)
    #expect(try program.run("sync").status == 0)
    #expect(asked.count == 4)
  }

  @Test func `the palette fetches the contacts of the shown, for as many requests as are typed`() throws {
    let program = try program()
    let screen = try TmuxScreen(program)
    try screen.wait(for: "3/1,000")
    try screen.press("Enter", ":")
    try screen.type("fetch-con")
    try screen.press("Enter")
    try screen.wait(for: "58 shown, one request each")
    try screen.press("C-u")
    try screen.type("6")
    try screen.press("Enter")
    try screen.wait(for: "Contacts of 6 customers fetched; 52 left to fetch")
    try screen.wait(for: "9/1,000")
    #expect(asked.count == 6)
  }

  @Test func `what makes no sense is told`() throws {
    let program = try program()
    let offline = try program.run("contacts", "--offline")
    #expect(offline.status == 2)
    #expect(offline.errors.contains("--offline forbids what contacts does."))
    #expect(try program.run("contacts", "--budget", "0").status == 2)
    #expect(try program.run("contacts", "--demo").status == 2)
    #expect(try program.run("contacts", "xyzzyx").status == 1)
    #expect(try program.run("contacts", "phone:abc").errors.contains("a telephone number has digits"))
  }
}
