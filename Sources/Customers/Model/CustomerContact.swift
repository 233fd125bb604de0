/// A contact at a customer, as `customer.contact.list` tells.
///
/// `nil` means that the API did not say.
package struct CustomerContact: Equatable, Sendable {
  package var id: UInt64
  package var name: String?
  /// What the person does there, for example `Buyer` or `A/P`.
  package var role: String?
  package var phone: String?
  /// What to dial after the phone number.
  package var phoneExtension: String?
  package var mobile: String?
  package var email: String?
  package var messaging: String?
  package var fax: String?
  /// What the API calls the description.
  package var remark: String?

  package init(
    id: UInt64, name: String? = nil, role: String? = nil, phone: String? = nil,
    phoneExtension: String? = nil, mobile: String? = nil, email: String? = nil, messaging: String? = nil,
    fax: String? = nil, remark: String? = nil
  ) {
    self.id = id
    self.name = name
    self.role = role
    self.phone = phone
    self.phoneExtension = phoneExtension
    self.mobile = mobile
    self.email = email
    self.messaging = messaging
    self.fax = fax
    self.remark = remark
  }
}

/// What is told about a contact, in the order in which people look for it.
package enum ContactField: CaseIterable, Sendable {
  case name
  case role
  case phone
  case mobile
  case email
  case messaging
  case fax
  case remark

  /// The plain name for people.
  package var title: String {
    switch self {
    case .name: "Name"
    case .role: "Role"
    case .phone: "Phone"
    case .mobile: "Mobile"
    case .email: "E-mail"
    case .messaging: "Messaging"
    case .fax: "Fax"
    case .remark: "Note"
    }
  }
}

extension CustomerContact {
  /// The field as people read and dial it, nil if the API did not say; the phone with its extension.
  package func text(of field: ContactField) -> String? {
    switch field {
    case .name: name
    case .role: role
    case .phone: phoneExtension.map { (phone.map { "\($0) " } ?? "") + "ext. \($0)" } ?? phone
    case .mobile: mobile
    case .email: email
    case .messaging: messaging
    case .fax: fax
    case .remark: remark
    }
  }
}
