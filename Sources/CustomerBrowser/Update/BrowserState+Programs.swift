import Customers
import Wording

extension BrowserState {
  /// Runs a command of the person's own for the customer under the cursor, and hands it the marked ones.
  mutating func run(_ command: OwnCommand) -> [BrowserEffect] {
    notice = nil
    guard popup == nil else { return [] }
    let customer = currentRow.flatMap(customer(at:))
    guard customer != nil || !command.asksForCustomer else {
      notice = Notice(.warning, "No customer is here for “\(command.name)”")
      return []
    }
    guard marks.isEmpty || !hasFirstCustomersOnly else {
      notice = Notice(.info, "The customers are still being loaded; try again in a moment")
      return []
    }
    commandGeneration += 1
    runningCommand = command
    if !command.usesTerminal {
      show(TextPanel(title: command.name, lines: [], head: "It runs…", isRunning: true))
    }
    let rows = marks.rows.isEmpty ? currentRow.map { [UInt32($0)] } ?? [] : exportedRows
    let input = snapshot.map {
      CustomerExport(
        table: $0.table, rows: rows, columns: CustomerColumn.told,
        options: CustomerExport.Options(format: .jsonl))
    }
    return [
      .runCommand(
        CommandOrder(command: command, customer: customer, input: input), generation: commandGeneration)
    ]
  }

  /// Runs the command at a place among those of the config.
  mutating func runCommand(at place: Int) -> [BrowserEffect] {
    settings.commands.indices.contains(place) ? run(settings.commands[place]) : []
  }

  mutating func cancelCommand() -> [BrowserEffect] {
    popup = nil
    notice = Notice(.info, "Cancelling “\(runningCommand?.name ?? "")”…")
    return [.cancelCommand]
  }

  mutating func updateCommand(_ event: BrowserEvent) -> [BrowserEffect] {
    guard let command = runningCommand else { return [] }
    switch event {
    case .commandReady(let call, let generation) where generation == commandGeneration:
      return [.runInTerminal(call, generation: generation)]
    case .commandRefused(let reason, let generation) where generation == commandGeneration:
      closeRunning()
      notice = Notice(.warning, "“\(command.name)” was not run: \(reason)")
    case .commandEnded(let outcome, let generation) where generation == commandGeneration:
      closeRunning()
      tell(outcome, of: command)
    default: break
    }
    return []
  }

  private mutating func closeRunning() {
    runningCommand = nil
    if case .text(let panel) = popup, panel.isRunning { popup = nil }
  }

  /// Shows what a program wrote, or says how it ended if it wrote nothing.
  private mutating func tell(_ outcome: ProgramOutcome, of command: OwnCommand) {
    let end: String
    switch outcome.end {
    case .notStarted(let reason):
      notice = Notice(.warning, "“\(command.name)” could not be started: \(reason)")
      return
    case .cancelled:
      notice = Notice(.info, "“\(command.name)” was cancelled")
      return
    case .timedOut:
      end = "ended after \(command.timeout) seconds, the most it may take (timeout in [[command]])"
    case .exited(0): end = ""
    case .exited(let code): end = "ended with exit code \(code)"
    }
    let lines = Self.lines(of: outcome.output)
    guard !lines.isEmpty else {
      notice =
        end.isEmpty
        ? Notice(.info, "“\(command.name)” is done")
        : Notice(.warning, "“\(command.name)” \(end), and wrote nothing")
      return
    }
    let cut = outcome.isCut ? "only the first 64 kB of its output are shown" : ""
    let remarks = [end.isEmpty ? "" : "It \(end)", cut].filter { !$0.isEmpty }
    show(
      TextPanel(
        title: command.name, lines: lines, head: remarks.joined(separator: "; "), isWarning: !end.isEmpty,
        noun: "the output of “\(command.name)”"))
  }

  /// The lines of an output, with blanks for tabs and without what follows a line in vain.
  private static func lines(of output: String) -> [String] {
    var lines = output.replacing("\r\n", with: "\n").split(separator: "\n", omittingEmptySubsequences: false)
      .map { withoutTabs($0) }
    while lines.last?.allSatisfy(\.isWhitespace) == true { lines.removeLast() }
    return lines
  }

  private static let tabWidth = 8

  private static func withoutTabs(_ line: Substring) -> String {
    guard line.utf8.contains(0x09) else { return String(line) }
    var text = ""
    var column = 0
    for character in line {
      let width = character == "\t" ? tabWidth - column % tabWidth : 1
      text += character == "\t" ? String(repeating: " ", count: width) : String(character)
      column += width
    }
    return text
  }
}

extension BrowserState {
  /// Opens what the message tells of, else the customer's page, else the file that was written last.
  ///
  /// `told` is what the message before was about.
  mutating func open(_ told: Notice.Topic?) -> [BrowserEffect] {
    switch told {
    case .missingNames:
      showMissing()
      return []
    case .exportedFile: return openExported()
    case .link, nil: break
    }
    guard let link = settings.customerLink else {
      guard exportedPath == nil else { return openExported() }
      notice = Notice(
        .info, "o opens a customer's page: set [open] url = \"https://…{id}\" in the config")
      return []
    }
    guard let customer = currentRow.flatMap(customer(at:)) else {
      notice = Notice(.warning, "No customer is here to open")
      return []
    }
    notice = Notice(.info, "Opening the page of \(customer.name)…")
    return [.openPage(link, of: customer)]
  }
}
