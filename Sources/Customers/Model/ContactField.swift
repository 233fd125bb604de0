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
