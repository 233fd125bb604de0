import CustomerBrowser
import Customers
import TerminalText
import Wording

/// What stands in the list's place when there are no rows.
struct ListMessage {
  private let lines: [(text: String, role: Role)]

  /// While nothing has been loaded.
  init(loadOf state: BrowserState, appearance: Appearance) {
    let context = KeyContext(state)
    switch state.load {
    case .running(let progress):
      lines = [
        ("Fetching the customers \(progress.words)", .info),
        (appearance.keyHint(.back, "cancels", in: context) ?? "", .dim),
      ]
    case .failed(let failure):
      let wayOut = appearance.keyHint(.refresh, "tries again", in: context) ?? ""
      lines = [(failure.what, .error), (failure.advice, .text), (wayOut, .dim)]
    case .idle:
      lines = [
        ("No customers yet", .text),
        (appearance.keyHint(.refresh, "asks the server", in: context) ?? "", .dim),
      ]
    }
  }

  /// When nothing matches.
  init(emptyListOf state: BrowserState, appearance: Appearance) {
    if state.snapshot?.table.count == 0 {
      lines = [("The company has no customers", .text)]
    } else if state.query.isUnreadable {
      let reasons = state.query.problems.prefix(1).map { ($0.reason, Role.warning) }
      lines = [("The filter can't be read", .text)] + reasons
    } else {
      let words = state.query.isEmpty ? "No customer is in this view" : "No customer matches"
      lines = [(words, .text)] + Self.waysOut(of: state, appearance: appearance).map { ($0, .dim) }
    }
  }

  private static func waysOut(of state: BrowserState, appearance: Appearance) -> [String] {
    let context = KeyContext(state)
    let wayOut = state.result?.wayOut ?? WayOut()
    let elsewhere = wayOut.elsewhere(besides: state.status).map { place in
      let hint = appearance.keyHint(place.command, place.count == 1 ? "shows it" : "shows them", in: context)
      return [place.words, hint].compactMap(\.self).joined(separator: "; ")
    }
    let contacts =
      state.query.asksForContacts
      ? ["Only contacts that were fetched are searched; komet contacts fetches more"] : []
    let ways = [wayOut.unknownWords].compactMap(\.self) + elsewhere + contacts
    guard elsewhere.isEmpty, contacts.isEmpty else { return ways }
    return ways + [placeToLook(of: state, appearance: appearance)]
  }

  /// Where somebody may be, for all that is known.
  private static func placeToLook(of state: BrowserState, appearance: Appearance) -> String {
    let isNobodyElsewhere = state.result?.wayOut != nil
    let (command, words): (BrowserCommand, String) =
      if state.scope == .mine, !isNobodyElsewhere || state.status != .all {
        (.toggleScope, "looks among all customers")
      } else if state.status == .active, !isNobodyElsewhere {
        (.cycleStatus, "looks among inactive ones, too")
      } else {
        (.back, state.showsOnlyMarked || state.query.isEmpty ? "goes back" : "clears the filter")
      }
    return appearance.keyHint(command, words, in: KeyContext(state)) ?? ""
  }

  func draw(on frame: inout Frame, appearance: Appearance) {
    let width = frame.size.columns
    let wrapped = lines.flatMap { line in
      WrappedText(line.text, width: max(width - 4, 1)).lines.map { (text: $0, role: line.role) }
    }
    let top = max((frame.size.rows - wrapped.count) / 3, 0)
    for (index, line) in wrapped.enumerated() {
      let column = max((width - displayWidth(of: line.text)) / 2, 0)
      frame.put(line.text, at: Position(column: column, row: top + index), style: appearance.theme[line.role])
    }
  }
}

extension WayOut {
  /// Customers who match and are not looked at, and the command that shows them.
  package struct Elsewhere {
    package let count: Int
    /// `2 match among the inactive`.
    let words: String
    package let command: BrowserCommand

    fileprivate init?(_ count: Int, among place: String, _ command: BrowserCommand) {
      guard count > 0 else { return nil }
      self.count = count
      words = "\(count.grouped) \(count == 1 ? "matches" : "match") among \(place)"
      self.command = command
    }
  }

  /// Where customers match, while those of `status` are looked at.
  package func elsewhere(besides status: StatusFilter) -> [Elsewhere] {
    [
      Elsewhere(countOfOtherStatus, among: status == .inactive ? "the active" : "the inactive", .cycleStatus),
      Elsewhere(countOfOthers, among: "all customers", .toggleScope),
    ].compactMap(\.self)
  }

  /// Which terms no customer has: `“xyzzy” is in no customer; 34 match without it`.
  package var unknownWords: String? {
    guard !unknownTerms.isEmpty else { return nil }
    let isOne = unknownTerms.count == 1
    let words = "\(quotedList(of: unknownTerms, "and")) \(isOne ? "is" : "are") in no customer"
    guard countWithoutUnknown > 0 else { return words }
    let match = countWithoutUnknown == 1 ? "matches" : "match"
    return "\(words); \(countWithoutUnknown.grouped) \(match) without \(isOne ? "it" : "them")"
  }
}

/// Words in quotation marks, `“a”, “b” or “c”`; long ones are cut, and of many the first ones stand for all.
func quotedList(of words: [String], _ conjunction: String) -> String {
  let widest = 30
  let most = 3
  var items = words.prefix(most).map { "“\(truncated($0, toWidth: widest))”" }
  if words.count > most { items.append("\(words.count - most) more") }
  guard items.count > 1, let last = items.popLast() else { return items.joined() }
  return "\(items.joined(separator: ", ")) \(conjunction) \(last)"
}
