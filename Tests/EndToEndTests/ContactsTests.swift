import Foundation
import Testing

/// Whom to reach at a customer, asked of a real server and kept.
@Suite struct ContactsTests {
  private let server: SampleServer

  init() throws {
    server = try SampleServer(customers: 60)
  }

  private var questions: Int { server.requests.filter { $0.contains("customer.contact.list") }.count }

  /// A program that has synced, and a customer who has several contacts, of which nobody has asked yet.
  private func customerWithContacts() throws -> (program: Program, id: Int, names: [String]) {
    let other = try server.program()
    let ids = try other.run("list", "--format", "tsv", "--columns", "id").output.split(separator: "\n")
    for id in ids.dropFirst().compactMap({ Int($0) }) {
      let shown = try other.run("show", "\(id)", "--contacts", "--format", "json").output
      let names = try Shown(shown).contacts.compactMap(\.name)
      if names.count > 1 {
        let program = try server.program()
        #expect(try program.run("sync").status == 0)
        return (program, id, names)
      }
    }
    throw POSIXError(.ENOENT)
  }

  /// What `show --format json` writes.
  private struct Shown: Decodable {
    struct Contact: Decodable {
      let name: String?
      let email: String?
    }

    let id: Int
    let contactsAskedAt: String
    let contacts: [Contact]

    init(_ text: String) throws {
      self = try JSONDecoder().decode(Shown.self, from: Data(text.utf8))
    }
  }

  @Test func `c asks once, and from then on they are there, also offline`() throws {
    let (program, id, names) = try customerWithContacts()
    let before = questions
    let screen = try TmuxScreen(program, "--query", "id:\(id)")
    try screen.allowClipboard()
    try screen.wait(for: "1/1")
    try screen.wait(for: "3/1,000")
    #expect(questions == before)
    try screen.press("Enter")
    try screen.wait(for: "/ filter")
    try screen.press("c")
    for name in names { try screen.wait(for: name) }
    try screen.wait(for: "just now")
    try screen.wait(for: "4/1,000")
    #expect(questions == before + 1)

    try screen.press("j", "y")
    try screen.wait(for: "Copied the role")
    #expect(try !screen.clipboard().isEmpty)
    try screen.press("Escape")
    try screen.wait(for: "no contacts") { !$0.contains("Contacts of") }
    try screen.press("c")
    for name in names { try screen.wait(for: name) }
    #expect(questions == before + 1)
    try screen.press("r")
    try screen.wait(for: "5/1,000")
    #expect(questions == before + 2)
    try screen.press("Escape")
    try screen.wait(for: "no contacts") { !$0.contains("Contacts of") }
    try screen.press("q")
    try screen.wait(for: "ended with 0")

    server.stop()
    let offline = try TmuxScreen(program, "--offline", "--query", "id:\(id)")
    try offline.wait(for: "1/1")
    try offline.press("Enter", "c")
    for name in names { try offline.wait(for: name) }
    try offline.wait(for: "As of")
    try offline.press("r")
    try offline.wait(for: "Started with --offline")
  }

  @Test func `what the server refuses is said below the contacts that are kept`() throws {
    let (program, id, names) = try customerWithContacts()
    let screen = try TmuxScreen(program, "--query", "id:\(id)")
    try screen.wait(for: "1/1")
    try screen.press("Enter", "c")
    for name in names { try screen.wait(for: name) }
    server.begin(.statusZero)
    try screen.press("r")
    let shown = try screen.wait(for: "The server says: “The sample server was told to refuse")
    for name in names { #expect(shown.contains(name)) }
    try screen.press("Escape")
    try screen.wait(for: "no contacts") { !$0.contains("Contacts of") }
    try screen.press("/", "C-u")
    try screen.type("!id:\(id)")
    try screen.wait(for: "1/57")
    try screen.press("Enter", "c")
    let other = try screen.wait(for: "The contacts could not be loaded")
    for name in names { #expect(!other.contains(name)) }
  }

  @Test func `a stalled answer blocks no key, and Esc closes at once`() throws {
    let program = try server.program()
    #expect(try program.run("sync").status == 0)
    let screen = try TmuxScreen(program)
    try screen.wait(for: "● synced")
    try screen.press("Enter")
    try screen.wait(for: "/ filter")
    server.begin(.stall)
    try screen.press("c")
    try screen.wait(for: "Asking the server")
    try screen.press("Escape")
    try screen.wait(for: "no contacts") { !$0.contains("Contacts of") }
    try screen.press("j")
    try screen.wait(for: "2/58")
  }

  @Test func `without a company token the setting is named`() throws {
    let program = try server.program(without: "KOMET_COMPANY_TOKEN")
    let screen = try TmuxScreen(program)
    try screen.wait(for: "● synced")
    try screen.wait(for: "2-14 BRIDAL CAKES")
    try screen.press("Enter", "c")
    try screen.wait(for: "There is no company token")
    try screen.wait(for: "KOMET_COMPANY_TOKEN")
    #expect(questions == 0)
  }

  @Test func `show tells them as a table and as JSON, from the cache while it is young`() throws {
    let (program, id, names) = try customerWithContacts()
    let before = questions
    let text = try program.run("show", "\(id)", "--contacts")
    #expect(text.status == 0)
    #expect(text.output.contains("\nContacts         \(names.count), as of 20"))
    for name in names { #expect(text.output.contains("\n\(name)")) }
    let shown = try Shown(try program.run("show", "\(id)", "--contacts", "--format", "json").output)
    #expect(shown.id == id)
    #expect(shown.contacts.map(\.name) == names)
    #expect(questions == before + 1)
    #expect(try program.run("show", "\(id)", "--contacts", "--offline").output == text.output)
    #expect(try program.run("show", "\(id)", "--contacts", "--refresh").status == 0)
    #expect(questions == before + 2)
    server.begin(.statusZero)
    let aging =
      "import sqlite3; c = sqlite3.connect('.data/komet/default.sqlite'); "
      + "c.execute('UPDATE contact_list SET asked_at = 0'); c.commit()"
    #expect(try program.shell("python3 -c \"\(aging)\"").status == 0)
    let old = try program.run("show", "\(id)", "--contacts")
    #expect(old.status == 0)
    #expect(old.output.contains(names[0]))
    #expect(old.errors.contains("The contacts could not be loaded"))
  }

  @Test func `show says when nobody may be asked`() throws {
    let program = try server.program()
    #expect(try program.run("sync").status == 0)
    let outcome = try program.run("show", "25475", "--contacts", "--offline")
    #expect(outcome.status == 4)
    #expect(outcome.output.isEmpty)
    #expect(outcome.errors.contains("The contacts of this customer are not on this machine yet."))
  }
}
