/// How to reach the contacts of one customer, as columns show it.
///
/// Several numbers or addresses stand in the contacts' order, each once, with `, ` between them.
package struct CustomerReach: Equatable, Sendable {
  /// The phone and mobile numbers; nil if none is known.
  package var phone: String?
  /// The e-mail addresses; nil if none is known.
  package var mail: String?

  /// Between two numbers or addresses.
  package static let separator = ", "

  package init(phone: String? = nil, mail: String? = nil) {
    self.phone = phone
    self.mail = mail
  }

  init(of contacts: [CustomerContact]) {
    phone = Self.text(of: [.phone, .mobile], of: contacts)
    mail = Self.text(of: [.email], of: contacts)
  }

  private static func text(of fields: [ContactField], of contacts: [CustomerContact]) -> String? {
    var seen: Set<String> = []
    let texts = contacts.flatMap { contact in fields.compactMap(contact.text) }
      .filter { !$0.isEmpty && seen.insert($0).inserted }
    return texts.isEmpty ? nil : texts.joined(separator: separator)
  }
}

/// How to reach the contacts of each customer, by the customer's id.
///
/// The texts stand in one buffer, so that 100,000 customers take some 8 MB.
package struct ContactReaches: Sendable {
  /// Ascending.
  private var ids: [UInt64] = []
  /// Where the phone and the mail of each customer end in `texts`.
  private var ends: [(phone: UInt32, mail: UInt32)] = []
  private var texts: [UInt8] = []
  /// What is known anew.
  private var latest: [UInt64: CustomerReach] = [:]

  /// Makes one that knows of nobody.
  package init() {}

  /// Gathers contacts, those of a customer one after the other.
  package struct Builder {
    private var customer: UInt64?
    private var contacts: [CustomerContact] = []
    private var whole = ContactReaches()

    package init() {}

    /// Adds a contact; a customer's come together, the customers in the order of the cache, by signed id.
    package mutating func append(_ contact: CustomerContact, ofCustomer id: UInt64) {
      if customer != id { endCustomer() }
      customer = id
      contacts.append(contact)
    }

    package consuming func finish() -> ContactReaches {
      endCustomer()
      return whole
    }

    private mutating func endCustomer() {
      guard let customer, !contacts.isEmpty else { return }
      let reach = CustomerReach(of: contacts)
      contacts.removeAll(keepingCapacity: true)
      guard reach != CustomerReach() else { return }
      guard whole.ids.last.map({ $0 < customer }) ?? true else {
        // Ids from 2^63 on, which nobody has, come first in the cache.
        whole.latest[customer] = reach
        return
      }
      whole.ids.append(customer)
      whole.texts += (reach.phone ?? "").utf8
      let phoneEnd = UInt32(whole.texts.count)
      whole.texts += (reach.mail ?? "").utf8
      whole.ends.append((phoneEnd, UInt32(whole.texts.count)))
    }
  }

  /// The same, with the contacts of some customers as they were told since.
  func replacing(_ contacts: [UInt64: [CustomerContact]]) -> ContactReaches {
    guard !contacts.isEmpty else { return self }
    var reaches = self
    for (id, contacts) in contacts { reaches.latest[id] = CustomerReach(of: contacts) }
    return reaches
  }

  /// How to reach a customer's contacts, as far as that is known.
  package subscript(id: UInt64) -> CustomerReach {
    if let reach = latest[id] { return reach }
    guard let place = place(of: id) else { return CustomerReach() }
    let start = place == 0 ? 0 : ends[place - 1].mail
    return CustomerReach(
      phone: text(start..<ends[place].phone), mail: text(ends[place].phone..<ends[place].mail))
  }

  /// What `value` makes of what is known of a table's customers.
  func values(in table: CustomerTable, _ value: (CustomerReach) -> String?) -> [Int: String] {
    var values: [Int: String] = [:]
    for id in ids where latest[id] == nil {
      if let text = value(self[id]), let row = table.row(ofID: id) { values[row] = text }
    }
    for (id, reach) in latest {
      if let text = value(reach), let row = table.row(ofID: id) { values[row] = text }
    }
    return values
  }

  private func place(of id: UInt64) -> Int? {
    var (start, end) = (0, ids.count)
    while start < end {
      let middle = (start + end) / 2
      if ids[middle] < id { start = middle + 1 } else { end = middle }
    }
    return start < ids.count && ids[start] == id ? start : nil
  }

  private func text(_ range: Range<UInt32>) -> String? {
    range.isEmpty
      ? nil : String(decoding: texts[Int(range.lowerBound)..<Int(range.upperBound)], as: UTF8.self)
  }
}
