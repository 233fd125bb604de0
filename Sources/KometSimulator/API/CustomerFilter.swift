import Customers

/// Which customers an answer holds; all conditions must be met.
struct CustomerFilter: Sendable {
  var id: Int?
  var name: LikePattern?
  /// In capitals.
  var code: String?
  var salespersonID: Int?
  var includesInactive = false
  var locationID: Int?
  var updatedSince: LocalDate?
  /// Only those that `customer.list` knows.
  var detailedOnly = false

  /// Whether a customer belongs to the answer; reads its texts only if they are asked about.
  ///
  /// `scratch` is memory to be used again for the next customer.
  func accepts(_ customer: SampleCustomer, of customers: SampleCustomers, scratch: inout [UInt8]) -> Bool {
    guard includesInactive || customer.isActive, !detailedOnly || customer.hasDetails else { return false }
    if let id, customer.id != id { return false }
    if let salespersonID {
      guard customer.hasSalespersonID, customers.team.members[customer.salesperson].id == salespersonID else {
        return false
      }
    }
    if let locationID, SampleLocation.all[customer.location].id != locationID { return false }
    if let updatedSince {
      guard let updatedOn = customer.updatedOn, updatedOn >= updatedSince.firstSecond else { return false }
    }
    if let code {
      customers.readCode(of: customer, into: &scratch)
      guard scratch.elementsEqual(code.utf8) else { return false }
    }
    guard let name else { return true }
    customers.readName(of: customer, into: &scratch)
    return name.matches(scratch)
  }
}

/// An SQL LIKE pattern, case-insensitive: `%` stands for any text, `_` for one character, `\` escapes
/// them.
///
/// The API's document says only that names are filtered by "a LIKE expression": a pattern without `%` and
/// `_` is matched anywhere in the name.
struct LikePattern: Sendable {
  private enum Element: Equatable {
    case anyText
    case anyScalar
    case scalar(Unicode.Scalar)
  }

  private let elements: [Element]

  init(_ text: String) {
    var elements: [Element] = []
    var isEscaped = false
    for scalar in text.lowercased().unicodeScalars {
      switch (isEscaped, scalar) {
      case (false, "\\"):
        isEscaped = true
        continue
      case (false, "%"): elements.append(.anyText)
      case (false, "_"): elements.append(.anyScalar)
      default: elements.append(.scalar(scalar))
      }
      isEscaped = false
    }
    if isEscaped { elements.append(.scalar("\\")) }
    let hasWildcard = elements.contains { $0 == .anyText || $0 == .anyScalar }
    self.elements = hasWildcard ? elements : [.anyText] + elements + [.anyText]
  }

  /// Whether the whole of a text in UTF-8 matches.
  func matches(_ utf8: [UInt8]) -> Bool {
    let text = Array(String(decoding: utf8, as: UTF8.self).lowercased().unicodeScalars)
    var position = 0
    var element = 0
    // Where to go on when the text after the last `%` does not match: with one more scalar inside that
    // `%`.
    var retry: (position: Int, element: Int)?
    while position < text.count {
      if element < elements.count, elements[element] == .anyText {
        retry = (position, element)
        element += 1
      } else if element < elements.count, accepts(text[position], at: element) {
        position += 1
        element += 1
      } else if let last = retry {
        position = last.position + 1
        element = last.element + 1
        retry = (position, last.element)
      } else {
        return false
      }
    }
    return elements[element...].allSatisfy { $0 == .anyText }
  }

  private func accepts(_ scalar: Unicode.Scalar, at element: Int) -> Bool {
    elements[element] == .anyScalar || elements[element] == .scalar(scalar)
  }
}
