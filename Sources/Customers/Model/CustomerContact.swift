/// A person whom one reaches at a customer, as `customer.contact.list` tells.
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
