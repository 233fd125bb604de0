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
  /// What dials the number or writes to the address of a field: `tel:+13055550199`, `mailto:ana%2Bshop@example.com`.
  ///
  /// Nothing but digits, letters and signs that mean nothing elsewhere; nil where there is no such number or address.
  /// Source: RFC 3966, RFC 6068.
  package func link(of field: ContactField) -> String? {
    switch field {
    case .phone: phone.flatMap(Self.dialling)
    case .mobile: mobile.flatMap(Self.dialling)
    case .email: email.flatMap(Self.writing)
    case .name, .role, .messaging, .fax, .remark: nil
    }
  }

  private static func dialling(_ number: String) -> String? {
    guard let digits = PhoneNumber.digits(of: number),
      (PhoneNumber.minDigits...PhoneNumber.maxDigits).contains(digits.count)
    else { return nil }
    let isInternational = number.first { !$0.isWhitespace } == "+"
    return "tel:\(isInternational ? "+" : "")\(String(decoding: digits, as: UTF8.self))"
  }

  private static func writing(to address: String) -> String? {
    let parts = address.utf8.split(separator: UInt8(ascii: "@"), omittingEmptySubsequences: false)
    let isAddress = parts.count == 2 && parts.allSatisfy { !$0.isEmpty }
    guard isAddress, address.utf8.count <= longestAddress,
      address.unicodeScalars.allSatisfy({
        !$0.properties.isWhitespace && $0.properties.generalCategory != .control
          && $0.properties.generalCategory != .format
      })
    else { return nil }
    return "mailto:" + parts.map { String(decoding: escaped($0), as: UTF8.self) }.joined(separator: "@")
  }

  /// Source: RFC 5321.
  private static let longestAddress = 254

  private static func escaped(_ bytes: Substring.UTF8View) -> [UInt8] {
    bytes.flatMap { byte -> [UInt8] in
      let isPlain =
        byte < 0x80
        && (Character(Unicode.Scalar(byte)).isLetter
          || Character(Unicode.Scalar(byte)).isNumber || "-._~".utf8.contains(byte))
      let digits = String(byte, radix: 16, uppercase: true)
      return isPlain ? [byte] : Array("%\(digits.count < 2 ? "0" : "")\(digits)".utf8)
    }
  }

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
