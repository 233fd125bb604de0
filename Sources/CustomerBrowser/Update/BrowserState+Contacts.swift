import Customers
import Wording

/// The contacts of a customer, on the screen.
package struct ContactsPanel: Equatable, Sendable {
  package enum Step: Equatable, Sendable {
    /// The cache is being looked into.
    case reading
    /// The server is being asked.
    case asking
    case done
    case failed(UserFacingError)
  }

  /// Something that is told about one of them.
  package struct Field: Equatable, Sendable {
    /// The person's place among the contacts.
    package let contact: Int
    package let subject: ContactField
    /// Only a name can be missing.
    package let value: String?
  }

  package let customerID: UInt64
  package let customerName: String
  package internal(set) var step = Step.reading
  /// As they were told last; nil if they never were.
  package internal(set) var told: FetchedContacts?
  package internal(set) var cursor = FieldCursor()

  init(customerID: UInt64, customerName: String) {
    self.customerID = customerID
    self.customerName = customerName
  }

  /// Everything that is told, person after person; each begins with the name.
  package var fields: [Field] {
    (told?.contacts ?? []).enumerated().flatMap { place, contact in
      ContactField.allCases.compactMap { subject in
        let value = contact.text(of: subject)
        return value == nil && subject != .name
          ? nil : Field(contact: place, subject: subject, value: value)
      }
    }
  }

  /// Whether an answer is on its way.
  package var isBusy: Bool { step == .reading || step == .asking }
}

extension ContactField {
  /// What a message calls the field.
  var noun: String {
    switch self {
    case .name: "name"
    case .role: "role"
    case .phone: "phone number"
    case .mobile: "mobile number"
    case .email: "e-mail address"
    case .messaging: "messaging name"
    case .fax: "fax number"
    case .remark: "note"
    }
  }
}

extension BrowserState {
  /// Opens the contacts of the current customer, at first those that the cache has.
  mutating func openContacts() -> [BrowserEffect] {
    guard let row = currentRow, let table = snapshot?.table else {
      notice = Notice(.warning, "No customer is here whose contacts could be asked for")
      return []
    }
    let panel = ContactsPanel(customerID: table.ids[row], customerName: table.string(.name, at: row))
    popup = .contacts(panel)
    lookAtCurrent()
    contactsGeneration += 1
    return [.loadContacts(ofCustomer: panel.customerID, generation: contactsGeneration)]
  }

  mutating func perform(_ command: BrowserCommand, in panel: ContactsPanel) -> [BrowserEffect] {
    var panel = panel
    if panel.cursor.perform(command, count: panel.fields.count, in: viewport.contacts) {
      popup = .contacts(panel)
      return []
    }
    switch command {
    case .copyField: return copyField(of: panel)
    case .refresh: return panel.isBusy ? [] : askForContacts(panel)
    default: return closeContacts()
    }
  }

  /// Keeps the place among the contacts within what there is of them.
  mutating func fitContacts() {
    guard case .contacts(var panel) = popup else { return }
    panel.cursor.fit(count: panel.fields.count, in: viewport.contacts)
    popup = .contacts(panel)
  }

  /// Takes in what the cache or the server told, unless the panel it was for is gone.
  mutating func updateContacts(_ event: BrowserEvent) -> [BrowserEffect] {
    switch event {
    case .cachedContactsLoaded(let contacts, let generation):
      guard let panel = openPanel(generation) else { return [] }
      guard let contacts else { return askForContacts(panel) }
      show(contacts, in: panel)
    case .contactsFetched(let contacts, let generation):
      requestsToday = contacts.requestsToday
      guard let panel = openPanel(generation) else { return [] }
      show(contacts, in: panel)
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

  private mutating func show(_ contacts: FetchedContacts, in panel: ContactsPanel) {
    var panel = panel
    if detail.customerID == panel.customerID { detail.contacts = contacts }
    panel.told = contacts
    panel.step = .done
    popup = .contacts(panel)
    fitContacts()
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
    let fields = panel.fields
    guard fields.indices.contains(panel.cursor.selected) else { return [] }
    let field = fields[panel.cursor.selected]
    return copy(field.value, called: field.subject.noun, of: "contact")
  }
}

extension UserFacingError {
  /// Nobody asked for a customer's contacts so far, and nobody may now.
  package static let noContactsOffline = UserFacingError(
    .notReached, what: "The contacts of this customer are not on this machine yet.",
    advice: "Start without --offline once, to ask for them.")
}
