import CustomerBrowser
import Customers

/// What stands in the list's place when there are no rows.
struct ListMessage {
  private let lines: [(text: String, role: Role)]

  /// While nothing has been loaded.
  init(loadOf state: BrowserState, look: Look) {
    let context = KeyContext(state)
    switch state.load {
    case .running(let progress):
      lines = [
        ("Fetching the customers \(progress.words)", .info),
        (look.keyHint(.back, "cancels", in: context) ?? "", .dim),
      ]
    case .failed(let failure):
      let wayOut = look.keyHint(.refresh, "tries again", in: context) ?? ""
      lines = [(failure.what, .error), (failure.advice, .text), (wayOut, .dim)]
    case .idle:
      lines = [
        ("No customers yet", .text), (look.keyHint(.refresh, "asks the server", in: context) ?? "", .dim),
      ]
    }
  }

  /// When nothing matches.
  init(emptyListOf state: BrowserState, look: Look) {
    if state.snapshot?.table.count == 0 {
      lines = [("The company has no customers", .text)]
    } else if state.query.isEmpty {
      lines = [("No customer is in this view", .text), (Self.wayOut(of: state, look: look), .dim)]
    } else {
      lines = [("No customer matches", .text), (Self.wayOut(of: state, look: look), .dim)]
    }
  }

  private static func wayOut(of state: BrowserState, look: Look) -> String {
    let (command, words): (BrowserCommand, String) =
      if state.scope == .mine {
        (.toggleScope, "looks among all customers")
      } else if state.status == .active {
        (.cycleStatus, "looks among inactive ones, too")
      } else {
        (.back, "goes back")
      }
    return look.keyHint(command, words, in: KeyContext(state)) ?? ""
  }

  func draw(on frame: inout Frame, look: Look) {
    let width = frame.size.columns
    let wrapped = lines.flatMap { line in
      WrappedText(line.text, width: max(width - 4, 1)).lines.map { (text: $0, role: line.role) }
    }
    let top = max((frame.size.rows - wrapped.count) / 3, 0)
    for (index, line) in wrapped.enumerated() {
      let column = max((width - displayWidth(of: line.text)) / 2, 0)
      frame.put(line.text, at: Position(column: column, row: top + index), style: look.theme[line.role])
    }
  }
}
