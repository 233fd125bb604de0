extension SampleCustomers {
  /// Replaces `text` by the customer's name; empty for a few.
  func readName(of customer: SampleCustomer, into text: inout [UInt8]) {
    text.removeAll(keepingCapacity: true)
    let generation = customer.nameGeneration
    if generation == 0, let documented = customer.documented {
      text.append(documented.name)
      return
    }
    var random = SplitMix64(seed: seed, .name, customer.index, generation)
    if hostileNames, customer.index % HostileName.interval == 0 {
      let rank = customer.index / HostileName.interval + generation
      text.append(contentsOf: HostileName.all[rank % HostileName.all.count])
      return
    }
    switch random.next(below: 1_000) {
    case 0: break
    case ..<11:
      // The very name of another customer.
      let other = SplitMix64(seed: seed, .name, random.next(below: customer.index))
      var name = SampleName(random: other, isOdd: hostileNames)
      name.append(to: &text)
    default:
      var name = SampleName(random: random, isOdd: hostileNames)
      name.append(to: &text)
    }
  }

  /// Replaces `text` by the customer's code, at most 10 bytes; empty if unknown.
  ///
  /// Source of the shapes: the documented `T3526` and `ASS`. No two customers' codes are equal in any
  /// case.
  func readCode(of customer: SampleCustomer, into text: inout [UInt8]) {
    text.removeAll(keepingCapacity: true)
    if let documented = customer.documented {
      text.append(documented.code)
      return
    }
    var random = SplitMix64(seed: seed, .texts, customer.index, 1)
    guard random.next(below: 200) > 0 else { return }
    // An odd factor makes this one-to-one on 24 bits: 22 for the code and 2 for its shape.
    var identity = SplitMix64(seed: seed, .identity, 0)
    let factor = identity.next() | 1
    let scrambled = (UInt64(customer.index) &* factor) & 0xFF_FFFF
    let number = Int(scrambled & 0x3F_FFFF)
    let letter = UInt8(ascii: "A") + UInt8(number % 26)
    switch scrambled >> 22 {
    case 0:
      text.append(letter)
      text.append(decimal: number / 26, width: 6)
    case 1: text.append(decimal: number, width: 8)
    case 2: text.append(letters: number, count: 5)
    default:
      text.append(letter)
      text.append(UInt8(ascii: "-"))
      text.append(letters: number / 26, count: 4)
    }
  }

  /// Replaces `text` by the customer's code in the accounting system, at most 20 bytes; empty if unknown.
  func readAccountingCode(of customer: SampleCustomer, into text: inout [UInt8]) {
    text.removeAll(keepingCapacity: true)
    if let documented = customer.documented {
      text.append(documented.accountingCode)
      return
    }
    var random = SplitMix64(seed: seed, .texts, customer.index)
    switch random.next(below: 20) {
    case 0: return
    case ..<6: text.append(decimal: customer.index, width: 10)
    default:
      text.append("ACC-")
      text.append(decimal: customer.index, width: 9)
      text.append(customer.location == 0 ? "-US" : "-INT")
    }
  }

  /// Replaces `text` by the customer's type; empty if unknown.
  func readType(of customer: SampleCustomer, into text: inout [UInt8]) {
    text.removeAll(keepingCapacity: true)
    if let documented = customer.documented {
      text.append(documented.customerType)
    } else if let type = customer.type {
      text.append(Self.types[type])
    }
  }
}

extension [UInt8] {
  /// Appends UTF-8 that is part of the program, without making a string.
  mutating func append(_ text: StaticString) {
    append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  /// Appends the last `width` decimal digits, with zeros in front.
  fileprivate mutating func append(decimal number: Int, width: Int) {
    append(digitsOf: number, base: 10, first: UInt8(ascii: "0"), count: width)
  }

  /// Appends the number in base 26, with the letters from A to Z as digits.
  fileprivate mutating func append(letters number: Int, count: Int) {
    append(digitsOf: number, base: 26, first: UInt8(ascii: "A"), count: count)
  }

  private mutating func append(digitsOf number: Int, base: Int, first: UInt8, count: Int) {
    let start = self.count
    append(contentsOf: repeatElement(first, count: count))
    var rest = number
    for position in stride(from: start + count - 1, through: start, by: -1) {
      self[position] = first + UInt8(rest % base)
      rest /= base
    }
  }
}

/// Names that try to drive a terminal, break a row or run in a spreadsheet.
enum HostileName {
  /// A customer with a hostile name comes every so many customers.
  static let interval = 5

  /// Every kind of hostile name, as UTF-8.
  static let all: [[UInt8]] = [
    "Evil \u{1B}[2J\u{1B}[31mRed\u{1B}[0m Roses",
    "Title \u{1B}]0;owned\u{07} Tulips",
    "Clip \u{1B}]52;c;ZXZpbA==\u{1B}\\ Board",
    "C1 \u{9B}31m Carnations",
    "Bell\u{07}\u{07} Blooms",
    "Carriage\rReturn Florist",
    "Line\nFeed\r\nFlowers",
    "Tab\tbed\t\tFlowers",
    "Null\u{0}Byte Nursery",
    "Back\u{08}\u{08}\u{08}\u{08}space \u{7F}Delete",
    "Bidi \u{202E}sterceS\u{202C} \u{2066}isolate\u{2069} Roses",
    "Zero\u{200B}Width\u{200D}Join\u{2060}er\u{FEFF}",
    "Line\u{2028}Paragraph\u{2029}Separator",
    "Tag \u{E0041}\u{E007F} and \u{FFFE} noncharacter \u{E000} private",
    "Z" + String(repeating: "\u{0301}", count: 200) + "algo",
    String(repeating: "Long", count: 2_500),
    "",
    "   ",
    "=HYPERLINK(\"http://evil.invalid\",\"Click\")",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "+1-800-FLOWERS",
    "-2+3",
    "\t=1+1",
    "\r=1+1",
    "🧑‍🧑‍🧒‍🧒 family 👍🏽 skin 🇨🇴🇺🇸 flags",
    "\u{FDFD} wide \u{3000} ideographic blank",
  ].map { Array($0.utf8) }
}
