import Customers

extension BrowserState {
  /// Opens the contacts of the current customer, at first those that the cache has.
  mutating func openContacts() -> [BrowserEffect] {
    guard let row = currentRow, let table = snapshot?.table else {
      notice = Notice(.warning, "No customer is here whose contacts could be asked for")
      return []
    }
    let panel = ContactsPanel(customerID: table.ids[row], customerName: table.string(.name, at: row))
    popup = .contacts(panel)
    contactsGeneration += 1
    return [.loadContacts(ofCustomer: panel.customerID, generation: contactsGeneration)]
  }

  mutating func perform(_ command: BrowserCommand, in panel: ContactsPanel) -> [BrowserEffect] {
    var panel = panel
    let page = max(viewport.listHeight / 2, 1)
    switch command {
    case .moveUp: panel.move(to: panel.selected - 1)
    case .moveDown: panel.move(to: panel.selected + 1)
    case .pageUp: panel.move(to: panel.selected - page)
    case .pageDown: panel.move(to: panel.selected + page)
    case .moveToTop: panel.move(to: 0)
    case .moveToBottom: panel.move(to: panel.fields.count - 1)
    case .copyField: return copyField(of: panel)
    case .refresh: return panel.isBusy ? [] : askForContacts(panel)
    default: return closeContacts()
    }
    popup = .contacts(panel)
    return []
  }

  /// Takes in what the cache or the server told, unless the panel it was for is gone.
  mutating func updateContacts(_ event: BrowserEvent) -> [BrowserEffect] {
    switch event {
    case .cachedContactsLoaded(let contacts, let generation):
      guard var panel = openPanel(generation) else { return [] }
      guard let contacts else { return askForContacts(panel) }
      panel.show(contacts)
      popup = .contacts(panel)
    case .contactsFetched(let contacts, let generation):
      requestsToday = contacts.requestsToday
      guard var panel = openPanel(generation) else { return [] }
      panel.show(contacts)
      popup = .contacts(panel)
      if let remark = contacts.remarks.first { notice = Notice(.warning, remark) }
    case .contactsFailed(let failure, let generation):
      requestsToday = failure.requestsToday ?? requestsToday
      guard var panel = openPanel(generation) else { return [] }
      panel.step = .failed(failure)
      popup = .contacts(panel)
    default:
      break
    }
    return []
  }

  private func openPanel(_ generation: Int) -> ContactsPanel? {
    guard generation == contactsGeneration, case .contacts(let panel) = popup else { return nil }
    return panel
  }

  private mutating func askForContacts(_ panel: ContactsPanel) -> [BrowserEffect] {
    var panel = panel
    defer { popup = .contacts(panel) }
    guard !settings.isOffline else {
      if panel.told == nil {
        panel.step = .failed(.noContactsOffline)
      } else {
        notice = Notice(.warning, "Started with --offline, so the server is not asked")
      }
      return []
    }
    panel.step = .asking
    contactsGeneration += 1
    return [.fetchContacts(ofCustomer: panel.customerID, generation: contactsGeneration)]
  }

  private mutating func closeContacts() -> [BrowserEffect] {
    popup = nil
    contactsGeneration += 1
    return [.cancelContacts]
  }

  private mutating func copyField(of panel: ContactsPanel) -> [BrowserEffect] {
    guard panel.fields.indices.contains(panel.selected) else { return [] }
    let field = panel.fields[panel.selected]
    return copy(field.value, called: field.subject.noun, of: "contact")
  }
}

extension BrowserFailure {
  /// Nobody asked for a customer's contacts so far, and nobody may now.
  package static let noContactsOffline = BrowserFailure(
    .notReached, what: "The contacts of this customer are not on this machine yet.",
    advice: "Start without --offline once, to ask for them.")
}
