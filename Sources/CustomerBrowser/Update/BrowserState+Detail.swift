import Customers
import Foundation

/// Whose details show, and where the person is in them.
package struct DetailState: Equatable, Sendable {
  package internal(set) var customerID: UInt64?
  /// The contacts that are kept; nil if nobody asked for them so far.
  package internal(set) var contacts: FetchedContacts?
  /// What the recorded syncs changed about the customer, the latest first.
  package internal(set) var changes: [CustomerChange] = []
  package internal(set) var cursor = FieldCursor()
  package internal(set) var find: DetailFind?
  /// The sync that `changes` reach up to.
  var asOf: Date?
}

/// A text that is being looked for in the details.
package struct DetailFind: Equatable, Sendable {
  package internal(set) var line = EditLine()
  /// Whether keys are still text, rather than commands.
  package internal(set) var isTyping = true
  /// The field from which the text is looked for.
  var origin: Int

  package var finder: TextFinder { TextFinder(line.text) }
}

extension BrowserState {
  /// Turns the details to the current customer, and asks what is recorded about it, and for its contacts.
  mutating func followCurrentCustomer() -> [BrowserEffect] {
    if focus != .detail { detail.find = nil }
    let isShown = viewport.hasDetailPane || showsDetailAlone
    let id = isShown ? currentRow.flatMap { snapshot?.table.ids[$0] } : nil
    guard id != detail.customerID || loadedAt != detail.asOf else { return [] }
    if id != detail.customerID { detail = DetailState(customerID: id, find: detail.find) }
    detail.asOf = loadedAt
    changesGeneration += 1
    guard let id else { return [] }
    return [.loadChanges(ofCustomer: id, generation: changesGeneration)]
  }

  mutating func updateChanges(_ event: BrowserEvent) {
    switch event {
    case .changesLoaded(let changes, let generation):
      if generation == changesGeneration { detail.changes = changes }
    case .keptContactsLoaded(let contacts, let generation):
      if generation == changesGeneration { detail.contacts = contacts }
    case .changesFailed(let failure):
      notice = Notice(.warning, [failure.what, failure.why].joined(separator: " "))
    default: break
    }
  }

  mutating func openDetail() {
    guard currentRow != nil else { return }
    lookAtCurrent()
    focus = .detail
    showsDetailAlone = !viewport.hasDetailPane
    fitDetail()
  }

  mutating func closeDetail() {
    focus = .list
    showsDetailAlone = false
  }

  /// Chooses the field that stands on a visible line.
  mutating func clickDetail(line: Int) {
    guard popup == nil else { return }
    openDetail()
    let place = viewport.detail.lines.firstIndex { $0.contains(detail.cursor.top + line) }
    if let place { selectField(place) }
  }

  mutating func selectField(_ place: Int) {
    detail.cursor.select(place, count: detailFields.count, in: viewport.detail)
  }

  /// Keeps the place in the details within what there is of them, and the chosen field in sight.
  mutating func fitDetail() {
    detail.cursor.fit(count: detailFields.count, in: viewport.detail)
  }
}

extension BrowserState {
  /// Whether keys are text for the line in which something is looked for in the details.
  package var isTypingFind: Bool { popup == nil && focus == .detail && detail.find?.isTyping == true }

  /// The places of the fields in which the text is found.
  package var foundFields: [Int] {
    guard let finder = detail.find?.finder, !finder.isEmpty else { return [] }
    return detailFields.enumerated().filter { $0.element.isFound(by: finder) }.map(\.offset)
  }

  mutating func openFind() {
    guard currentRow != nil else { return }
    openDetail()
    detail.find = DetailFind(origin: detail.cursor.selected)
  }

  /// Closes the line; returns false if there is none.
  mutating func closeFind() -> Bool {
    defer { detail.find = nil }
    return detail.find != nil
  }

  mutating func typeFind(_ text: String) {
    detail.find?.line.insert(text)
    showNearestFound()
  }

  mutating func performInFind(_ command: BrowserCommand) {
    switch command {
    case .accept:
      detail.find?.isTyping = false
      if detail.find?.line.isEmpty == true { detail.find = nil }
    case .moveDown: stepToFound(1)
    case .moveUp: stepToFound(-1)
    default:
      guard let edit = command.lineEdit else {
        detail.find = nil
        return
      }
      detail.find?.line.apply(edit)
      showNearestFound()
    }
  }

  /// Goes to the next field in which the text is found, or with -1 to the one before; around at the ends.
  mutating func stepToFound(_ direction: Int) {
    guard let find = detail.find, !find.line.isEmpty else {
      openFind()
      return
    }
    let found = foundFields
    let next =
      direction > 0
      ? found.first { $0 > detail.cursor.selected } ?? found.first
      : found.last { $0 < detail.cursor.selected } ?? found.last
    guard let next else {
      notice = Notice(.info, "Nothing in the details matches \(find.line.text)")
      return
    }
    selectField(next)
    detail.find?.origin = next
  }

  /// While something is typed, shows the first match from where the person was.
  private mutating func showNearestFound() {
    guard let origin = detail.find?.origin else { return }
    let found = foundFields
    selectField(found.first { $0 >= origin } ?? found.first ?? origin)
  }
}

/// Recently viewed customers, for `is:recent` and for whose contacts are fetched first.
///
/// Somebody was looked at whose details or contacts were opened, of whom something was copied or noted, or who stayed under
/// the cursor for a minute with the details beside the list. The rows on the screen don't move for it: a list of the
/// recently viewed is as it was when it was asked for.
extension BrowserState {
  mutating func lookAtCurrent() {
    guard let row = currentRow, let id = snapshot?.table.ids[row], recents.ids.first != id else { return }
    recents.look(at: id)
    newLooks.append(id)
  }

  /// Counts whoever has been under the cursor since the last tick, unless nobody chose to be there.
  mutating func lookIfLingering() {
    let isChosen = chosenID != nil || !query.isEmpty
    let id = isChosen && popup == nil ? detail.customerID : nil
    if id != nil, id == lingeringID { lookAtCurrent() }
    lingeringID = id
  }

  /// Lets the next browser know at whom was looked.
  mutating func keepLooks() -> [BrowserEffect] {
    guard !newLooks.isEmpty else { return [] }
    defer { newLooks = [] }
    return [.rememberLooks(newLooks)]
  }

  /// Asks for what the columns of contacts show, if they are shown and it may be another than before.
  mutating func followReaches() -> [BrowserEffect] {
    guard let book = snapshot?.contacts, columns.contains(where: \.isOfContacts) else { return [] }
    let wanted = (ObjectIdentifier(book), book.changeCount)
    if let askedReaches, askedReaches == wanted { return [] }
    askedReaches = wanted
    return [.loadReaches(of: book)]
  }
}
