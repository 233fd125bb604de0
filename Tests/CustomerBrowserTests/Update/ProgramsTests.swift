import BrowserTesting
import Foundation
import Testing
import Wording

@testable import CustomerBrowser
@testable import Customers

/// Commands of the person's own, and the page of a customer.
@Suite struct ProgramsTests {
  private let customers = [
    Customer(id: 1, name: "Bella $(rm -rf ~) \"Rosa\"; true", code: "T3526"),
    Customer(id: 2, name: "-rf"), Customer(id: 3, name: "Zinnia"),
  ]

  private func command(
    _ arguments: String..., usesTerminal: Bool = false
  ) throws -> OwnCommand {
    OwnCommand(
      name: "call", arguments: try arguments.map { try PlaceholderText($0) }, usesTerminal: usesTerminal,
      timeout: 30)
  }

  private func filled(_ arguments: String..., with customer: Customer, _ contacts: [CustomerContact] = [])
    throws
    -> [String]
  {
    let command = OwnCommand(
      name: "x", arguments: try arguments.map { try PlaceholderText($0) }, usesTerminal: false, timeout: 1)
    return try command.filled(with: PlaceholderValues(customer: customer, contacts: contacts))
  }

  @Test func `a name stays one argument, whatever a shell would make of it`() throws {
    #expect(
      try filled("p", "{name}", "--code={code}", "{id}:{id}", with: customers[0])
        == ["p", "Bella $(rm -rf ~) \"Rosa\"; true", "--code=T3526", "1:1"])
    #expect(try filled("p", "{{id}} {} {id", "{ id }", with: customers[0]) == ["p", "{id} {} {id", "{ id }"])
    #expect(try filled("p", "{name}", with: Customer(id: 9, name: "a\0b\nc")) == ["p", "ab\nc"])
  }

  @Test func `a value that looks like an option is not given as one`() throws {
    let failure = #expect(throws: PlaceholderValues.Unknown.self) {
      try filled("rm", "{name}", with: customers[1])
    }
    #expect(failure?.reason == "the name “-rf” could be taken for an option; put \"--\" before it in argv")
    #expect(try filled("rm", "--", "{name}", with: customers[1]) == ["rm", "--", "-rf"])
    #expect(try filled("p", "--name={name}", with: customers[1]) == ["p", "--name=-rf"])
  }

  @Test func `what is not known of the customer is said, and nothing is run`() {
    for (text, reason) in [
      ("{code}", "no code is known of Zinnia"),
      ("{mail}", "no mail is known of Zinnia; fetch its contacts first"),
      ("{phone}", "no phone is known of Zinnia; fetch its contacts first"),
    ] {
      let failure = #expect(throws: PlaceholderValues.Unknown.self) {
        try filled("p", text, with: customers[2])
      }
      #expect(failure?.reason == reason)
    }
  }

  @Test func `mail and phone are the first ones of the contacts`() throws {
    let contacts = [
      CustomerContact(id: 1, name: "A", email: ""), CustomerContact(id: 2, mobile: "305 555", email: "a@b.c"),
      CustomerContact(id: 3, phone: "1", email: "d@e.f"),
    ]
    #expect(try filled("p", "{mail}", "{phone}", with: customers[2], contacts) == ["p", "a@b.c", "305 555"])
  }

  @Test func `an unknown placeholder is told with those there are`() {
    let failure = #expect(throws: PlaceholderText.UnknownPlaceholder.self) { try PlaceholderText("{print}") }
    #expect(
      failure?.advice
        == "there is {id} {code} {name} {mail} {phone}; {{print}} stands for {print} itself")
  }

  @Test func `values of an address are percent-encoded`() throws {
    let values = PlaceholderValues(customer: Customer(id: 7, name: "Año & 花/x?.~-_"), contacts: [])
    #expect(
      try PlaceholderText("https://x.example/{id}?q={name}#{id}").link(to: values)
        == "https://x.example/7?q=A%C3%B1o%20%26%20%E8%8A%B1%2Fx%3F.~-_#7")
  }

  // MARK: - In the browser

  private func browser(_ commands: OwnCommand..., link: String? = nil) throws -> BrowserDriver {
    var settings = BrowserSettings(\.sort, CustomerOrder(.id))
    settings.commands = commands
    settings.customerLink = try link.map { try PlaceholderText($0) }
    var browser = BrowserDriver.showing(customers, settings: settings)
    browser.give(.accept)
    return browser
  }

  private func lastOrder(_ browser: BrowserDriver) -> (order: CommandOrder, generation: Int)? {
    for case .runCommand(let order, let generation) in browser.effects.reversed() {
      return (order, generation)
    }
    return nil
  }

  private func input(_ order: CommandOrder?) -> String {
    var bytes: [UInt8] = []
    try? order?.input?.write { bytes.append(contentsOf: $0) }
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test func `a command gets the marked customers, else the one under the cursor`() throws {
    var browser = try browser(command("p", "{id}"))
    browser.send(.ownCommandGiven(0))
    var order = lastOrder(browser)?.order
    #expect(order?.customer?.id == 1)
    #expect(input(order).split(separator: "\n").count == 1)
    browser.send(.commandEnded(ProgramOutcome(.exited(0)), generation: 1))
    #expect(browser.state.popup == nil)
    #expect(browser.state.notice?.text == "“call” is done")
    browser.give(.moveDown, .toggleMark, .toggleMark)
    browser.send(.ownCommandGiven(0))
    order = lastOrder(browser)?.order
    #expect(input(order).split(separator: "\n").map { $0.contains("\"id\":2,") } == [true, false])
  }

  @Test func `what a command wrote shows in a box, can be scrolled and copied, and how it ended is said`()
    throws
  {
    var browser = try browser(command("p"))
    browser.send(.ownCommandGiven(0))
    let output = (1...50).map { "line\t\($0)\r\n" }.joined() + "\n"
    browser.send(.commandEnded(ProgramOutcome(.exited(3), output: output, isCut: true), generation: 1))
    guard case .text(let panel) = browser.state.popup else {
      Issue.record("nothing shows")
      return
    }
    #expect(panel.rows.count == 50)
    #expect(panel.rows.first == "line    1")
    #expect(panel.head == "It ended with exit code 3; only the first 64 kB of its output are shown")
    browser.send(.viewportChanged(Viewport(listHeight: 10, choiceHeight: 5, popupWidth: 6)))
    browser.give(.moveToBottom, .copy)
    #expect(browser.copied?.hasSuffix("line    50\n") == true)
    guard case .text(let narrow) = browser.state.popup else { return }
    #expect(narrow.rows.count == 100)
    #expect(narrow.cursor.index == 99)
    browser.give(.back)
    #expect(browser.state.popup == nil)
  }

  @Test(arguments: [
    (ProgramOutcome(.exited(2)), "“call” ended with exit code 2, and wrote nothing"),
    (
      ProgramOutcome(.notStarted("there is no program p; see its argv")),
      "“call” could not be started: there is no program p; see its argv"
    ),
    (ProgramOutcome(.cancelled, output: "x"), "“call” was cancelled"),
    (
      ProgramOutcome(.timedOut),
      "“call” ended after 30 seconds, the most it may take (timeout in [[command]]), and wrote nothing"
    ),
  ])
  func `how a command ended is told`(outcome: ProgramOutcome, words: String) throws {
    var browser = try browser(command("p"))
    browser.send(.ownCommandGiven(0))
    browser.send(.commandEnded(outcome, generation: 1))
    #expect(browser.state.popup == nil)
    #expect(browser.state.notice?.text == words)
  }

  @Test func `Esc cancels a command, and its late answer shows nothing over what came after`() throws {
    var browser = try browser(command("p"))
    browser.send(.ownCommandGiven(0))
    browser.give(.moveDown, .copy)
    browser.give(.back)
    guard
      case .cancelCommand = browser.effects.last(where: {
        if case .cancelCommand = $0 { true } else { false }
      })
    else {
      Issue.record("it goes on")
      return
    }
    #expect(browser.state.notice?.text == "Cancelling “call”…")
    browser.send(.ownCommandGiven(0))
    browser.send(.commandEnded(ProgramOutcome(.cancelled), generation: 1))
    guard case .text(let panel) = browser.state.popup, panel.isRunning else {
      Issue.record("the second one does not show")
      return
    }
  }

  @Test func `a command that needs the terminal gets it when its arguments are known`() throws {
    var browser = try browser(command("vi", "{id}", usesTerminal: true))
    browser.send(.ownCommandGiven(0))
    #expect(browser.state.popup == nil)
    browser.send(.commandReady(ProgramCall(arguments: ["vi", "1"]), generation: 1))
    guard
      case .runInTerminal(let call, 1) = browser.effects.last(where: {
        if case .runInTerminal = $0 { true } else { false }
      })
    else {
      Issue.record("it does not run")
      return
    }
    #expect(call.arguments == ["vi", "1"])
  }

  @Test func `the palette offers the commands by name and by what they run`() throws {
    var browser = try browser(command("p", "{id}"))
    browser.give(.commands)
    browser.type("run: ca")
    guard case .commands(let chooser, let focus) = browser.state.popup else { return }
    let choices = chooser.choices(
      in: focus, filters: browser.state.filters, commands: browser.state.settings.commands)
    #expect(choices.map(\.name) == ["run: call"])
    #expect(choices.first?.summary(in: .list) == "p {id}")
    browser.give(.accept)
    #expect(lastOrder(browser)?.order.command.name == "call")
  }

  @Test func `o opens the customer's page, and without a setting says which`() throws {
    var browser = try browser(link: "https://x.example/{id}")
    browser.give(.open)
    guard
      case .openPage(let link, of: let customer) = browser.effects.last(where: {
        if case .openPage = $0 { true } else { false }
      })
    else {
      Issue.record("it is not opened")
      return
    }
    #expect((link.spelling, customer.id) == ("https://x.example/{id}", 1))
    browser.send(
      .openingFailed(reason: "Not opened: no desktop is here that could", link: "https://x.example/1"))
    browser.give(.copy)
    #expect(browser.copied == "https://x.example/1")
    browser.send(.pageUnknown(reason: "no code is known of X"))
    #expect(browser.state.notice?.text == "Not opened: no code is known of X")

    var without = try self.browser()
    without.give(.open)
    #expect(
      without.state.notice?.text
        == "o opens a customer's page: set [open] url = \"https://…{id}\" in the config")
  }

  // MARK: - User token only

  private func names(mine: [UInt64]) -> BrowserDriver {
    var browser = BrowserDriver()
    browser.tellsNamesOnly = true
    browser.load([Customer(id: 1, name: "Bella"), Customer(id: 2, name: "Rosa")], mine: mine)
    browser.give(.accept)
    return browser
  }

  @Test
  func `where only names are known, no column is empty and nothing counts or sorts by what is not there`() {
    var browser = names(mine: [1])
    #expect(browser.state.shownColumns == [.name, .id])
    #expect(browser.state.columns == CustomerColumn.initiallyShown)
    #expect(browser.state.sortColumns == [.name, .id, .mine, .phone, .mail, .star, .note, .due])
    #expect(browser.state.detailFields.map(\.label) == ["Name", "Customer ID", "Mine"])
    browser.give(.sortNext)
    #expect(browser.state.sort?.column == .id)
    browser.give(.facets)
    #expect(browser.state.popup == nil)
    #expect(browser.state.notice?.text == "There is nothing to count by. \(CustomerSearcher.namesOnly)")
    browser.give(.cycleStatus)
    #expect(browser.state.status == .active)
    #expect(browser.state.notice?.text.hasPrefix("Nothing tells who is inactive.") == true)
    browser.give(.copyRow)
    #expect(browser.copied == "Rosa\t2" || browser.copied == "Bella\t1")
  }

  @Test func `a user who sees nobody else's customers is told so`() {
    var browser = names(mine: [1, 2])
    browser.give(.toggleScope)
    #expect(
      browser.state.notice?.text == "All customers that the server tells are yours, so both show the same")
    browser = names(mine: [1])
    browser.give(.toggleScope)
    #expect(browser.state.notice == nil)
    #expect(browser.shownIDs == [1])
  }
}
