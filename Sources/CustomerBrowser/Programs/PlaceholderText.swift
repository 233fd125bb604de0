import Customers
import Foundation
import Wording

/// A text of the config with places for what is known of a customer: `--number={phone}`.
///
/// `{{phone}}` stands for `{phone}` itself; other braces are letters like others.
package struct PlaceholderText: Equatable, Sendable {
  package enum Placeholder: String, CaseIterable, Sendable {
    case id
    case code
    case name
    case mail
    case phone
  }

  fileprivate enum Piece: Equatable, Sendable {
    case text(String)
    case value(Placeholder)
  }

  /// As it stands in the config.
  package let spelling: String
  fileprivate let pieces: [Piece]

  /// What is no placeholder though it looks like one.
  package struct UnknownPlaceholder: Error {
    package let name: String

    package var advice: String {
      let known = Placeholder.allCases.map { "{\($0.rawValue)}" }.joined(separator: " ")
      return "there is \(known); {{\(name)}} stands for {\(name)} itself"
    }
  }

  package init(_ spelling: String) throws(UnknownPlaceholder) {
    self.spelling = spelling
    var pieces: [Piece] = []
    var rest = spelling[...]
    while let match = rest.firstMatch(of: /\{\{([a-z_]+)\}\}|\{([a-z_]+)\}/) {
      pieces.append(.text(String(rest[..<match.range.lowerBound])))
      rest = rest[match.range.upperBound...]
      if let literal = match.output.1 {
        pieces.append(.text("{\(literal)}"))
      } else if let name = match.output.2.map(String.init) {
        guard let placeholder = Placeholder(rawValue: name) else { throw UnknownPlaceholder(name: name) }
        pieces.append(.value(placeholder))
      }
    }
    pieces.append(.text(String(rest)))
    self.pieces = pieces.filter { $0 != .text("") }
  }

  /// With what an address begins: `https:`.
  package static var scheme: Regex<Substring> { /[A-Za-z][A-Za-z0-9+.\-]*:/ }

  /// Whether there is anything to fill in.
  package var asksForCustomer: Bool { !placeholders.isEmpty }

  /// Whether what is to be filled in stands in the customer's contacts.
  var asksForContacts: Bool { placeholders.contains { $0 == .mail || $0 == .phone } }

  private var placeholders: [Placeholder] {
    pieces.compactMap { if case .value(let placeholder) = $0 { placeholder } else { nil } }
  }

  /// The placeholder that it begins with.
  var firstPlaceholder: Placeholder? {
    if case .value(let placeholder) = pieces.first { placeholder } else { nil }
  }

  /// The text with the values in it, each as `encode` writes it; throws what is not known of the customer.
  func filled(
    with values: PlaceholderValues?, encode: (String) -> String = { $0 }
  ) throws(PlaceholderValues.Unknown) -> String {
    var text = ""
    for piece in pieces {
      switch piece {
      case .text(let part): text += part
      case .value(let placeholder):
        guard let values else { throw PlaceholderValues.Unknown(reason: "no customer is here") }
        text += encode(try values.value(of: placeholder))
      }
    }
    return text
  }

  /// The same for an address of the web, where only letters, digits and `-._~` of a value stay as they are.
  ///
  /// Source: RFC 3986, 2.3.
  func link(to values: PlaceholderValues) throws(PlaceholderValues.Unknown) -> String {
    try filled(with: values) { value in
      value.utf8.map { byte in
        let scalar = Unicode.Scalar(byte)
        let isPlain =
          scalar.isASCII && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar))
          || "-._~".unicodeScalars.contains(scalar)
        return isPlain ? String(scalar) : String(format: "%%%02X", byte)
      }
      .joined()
    }
  }
}

/// What is known of a customer, for the places of a text.
struct PlaceholderValues {
  let customer: Customer
  let contacts: [CustomerContact]

  struct Unknown: Error {
    let reason: String
  }

  /// Never empty; without NUL, at which an argument would end.
  func value(of placeholder: PlaceholderText.Placeholder) throws(Unknown) -> String {
    let value: String? =
      switch placeholder {
      case .id: String(customer.id)
      case .code: customer.code
      case .name: customer.name
      case .mail: contacts.lazy.compactMap(\.email).first { !$0.isEmpty }
      case .phone: contacts.lazy.flatMap { [$0.phone, $0.mobile] }.compactMap(\.self).first { !$0.isEmpty }
      }
    let text = (value ?? "").replacing("\0", with: "")
    guard text.isEmpty else { return text }
    let name = customer.name.isEmpty ? "customer \(customer.id)" : customer.name
    let isOfContacts = placeholder == .mail || placeholder == .phone
    throw Unknown(
      reason: "no \(placeholder.rawValue) is known of \(name)"
        + (isOfContacts ? "; fetch its contacts first" : ""))
  }
}
