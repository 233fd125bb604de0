import Customers

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
