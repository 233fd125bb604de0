import Customers

/// The people whom one reaches at a customer.
package struct ContactsPanel: Equatable, Sendable {
  package enum Step: Equatable, Sendable {
    /// The cache is being looked into.
    case reading
    /// The server is being asked.
    case asking
    case done
    case failed(BrowserFailure)
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
