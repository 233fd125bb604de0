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
    } else if state.query.isUnreadable {
      let reasons = state.query.problems.prefix(1).map { ($0.reason, Role.warning) }
      lines = [("The filter can't be read", .text)] + reasons
    } else {
      let words = state.query.isEmpty ? "No customer is in this view" : "No customer matches"
      lines = [(words, .text)] + Self.waysOut(of: state, look: look).map { ($0, .dim) }
    }
  }

  private static func waysOut(of state: BrowserState, look: Look) -> [String] {
    let context = KeyContext(state)
    let wayOut = state.result?.wayOut ?? WayOut()
    let elsewhere = wayOut.elsewhere(besides: state.status).map { place in
      let hint = look.keyHint(place.command, place.count == 1 ? "shows it" : "shows them", in: context)
      return [place.words, hint].compactMap(\.self).joined(separator: "; ")
    }
    let ways = [wayOut.unknownWords].compactMap(\.self) + elsewhere
    return ways.isEmpty ? [placeToLook(of: state, look: look)] : ways
  }

  /// Where somebody may be, for all that is known.
  private static func placeToLook(of state: BrowserState, look: Look) -> String {
    let isNobodyElsewhere = state.result?.wayOut != nil
    let (command, words): (BrowserCommand, String) =
      if state.scope == .mine, !isNobodyElsewhere || state.status != .all {
        (.toggleScope, "looks among all customers")
      } else if state.status == .active, !isNobodyElsewhere {
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
