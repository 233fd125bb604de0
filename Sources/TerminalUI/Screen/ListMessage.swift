import CustomerBrowser
import Customers

/// What stands in the list's place when there are no rows.
struct ListMessage {
  private let lines: [(text: String, role: Role)]

  /// While nothing has been loaded.
  init(loadOf state: BrowserState) {
    switch state.load {
    case .running(let progress):
      lines = [("Fetching the customers \(progress.words)", .info), ("Esc cancels", .dim)]
    case .failed(let failure):
      lines = [(failure.what, .error), (failure.advice, .text), ("r tries again", .dim)]
    case .idle:
      lines = [("No customers yet", .text), ("^R asks the server", .dim)]
    }
  }

  /// When nothing matches.
  init(emptyListOf state: BrowserState) {
    if state.snapshot?.table.count == 0 {
      lines = [("The company has no customers", .text)]
    } else if state.query.isEmpty {
      lines = [("No customer is in this view", .text), (Self.wayOut(of: state), .dim)]
    } else {
      lines = [("No customer matches", .text), (Self.wayOut(of: state), .dim)]
    }
  }

  private static func wayOut(of state: BrowserState) -> String {
    if state.scope == .mine { return "F2 looks among all customers" }
    if state.status == .active { return "F3 looks among inactive ones, too" }
    return "Esc goes back"
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
