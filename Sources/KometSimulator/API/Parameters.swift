import Customers

/// The parameters of a request, decoded from a query or a form body.
struct Parameters {
  private var values: [String: String] = [:]

  /// Decodes `a=1&b=two+words`; of a name that comes twice, the first counts.
  init(query: Substring) throws(Refusal) {
    for pair in query.split(separator: "&") {
      let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard let name = Self.decode(parts[0]), let value = parts.count == 2 ? Self.decode(parts[1]) : "" else {
        throw Refusal(message: "The parameters are not percent-encoded UTF-8.")
      }
      if values[name] == nil { values[name] = value }
    }
  }

  /// The parameters of both; those of `other` count only where this one has none.
  func merged(with other: Parameters) -> Parameters {
    var merged = self
    merged.values.merge(other.values) { mine, _ in mine }
    return merged
  }

  func text(_ name: String, limit: Int) throws(Refusal) -> String? {
    guard let value = values[name] else { return nil }
    guard value.unicodeScalars.count <= limit else {
      throw Refusal(message: "The parameter \(name) is longer than \(limit) characters.")
    }
    return value
  }

  func integer(_ name: String) throws(Refusal) -> Int? {
    guard let value = values[name] else { return nil }
    guard let number = Int(value) else {
      throw Refusal(message: "The parameter \(name) must be an integer.")
    }
    return number
  }

  /// A boolean: `true` and `false` in any case, `1` and `0`.
  func flag(_ name: String) throws(Refusal) -> Bool? {
    guard let value = values[name] else { return nil }
    switch value.lowercased() {
    case "true", "1": return true
    case "false", "0": return false
    default: throw Refusal(message: "The parameter \(name) must be true or false.")
    }
  }

  func day(_ name: String) throws(Refusal) -> LocalDate? {
    guard let value = values[name] else { return nil }
    guard let day = LocalDate(value) else {
      throw Refusal(message: "The parameter \(name) must be a date in the form YYYY-MM-DD.")
    }
    return day
  }

  /// The text behind percent signs and plus signs, or nil if it is not UTF-8 or a percent sign lacks its
  /// digits.
  private static func decode(_ text: Substring) -> String? {
    let encoded = Array(text.utf8)
    var bytes: [UInt8] = []
    var position = 0
    while position < encoded.count {
      switch encoded[position] {
      case UInt8(ascii: "+"): bytes.append(UInt8(ascii: " "))
      case UInt8(ascii: "%"):
        guard position + 2 < encoded.count, let high = hexValue(encoded[position + 1]),
          let low = hexValue(encoded[position + 2])
        else { return nil }
        bytes.append(high << 4 | low)
        position += 2
      default: bytes.append(encoded[position])
      }
      position += 1
    }
    return String(validating: bytes, as: UTF8.self)
  }

  private static func hexValue(_ digit: UInt8) -> UInt8? {
    switch digit {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): digit - UInt8(ascii: "A") + 10
    default: nil
    }
  }
}
