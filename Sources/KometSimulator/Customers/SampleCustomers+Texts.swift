extension SampleCustomers {
  /// Replaces `text` by the customer's name; empty for a few.
  func readName(of customer: SampleCustomer, into text: inout [UInt8]) {
    text.removeAll(keepingCapacity: true)
    let generation = customer.nameGeneration
    if generation == 0, let documented = customer.documented {
      text.append(documented.name)
      return
    }
    var dice = Dice(seed: seed, .name, customer.index, generation)
    if hostileNames, customer.index % HostileName.interval == 0 {
      let rank = customer.index / HostileName.interval + generation
      text.append(contentsOf: HostileName.all[rank % HostileName.all.count])
      return
    }
    switch dice.roll(1_000) {
    case 0: break
    case ..<11:
      // The very name of another customer.
      var name = SampleName(dice: Dice(seed: seed, .name, dice.roll(customer.index)))
      name.append(to: &text)
    default:
      var name = SampleName(dice: dice)
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
    var dice = Dice(seed: seed, .texts, customer.index, 1)
    guard dice.roll(200) > 0 else { return }
    // An odd factor makes this one-to-one on 24 bits: 22 for the code and 2 for its shape.
    let factor = Dice(seed: seed, .identity, 0).firstOdd
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
    var dice = Dice(seed: seed, .texts, customer.index)
    switch dice.roll(20) {
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

extension Dice {
  /// An odd number that the dice would show first.
  fileprivate var firstOdd: UInt64 {
    var copy = self
    return copy.bits() | 1
  }
}

extension [UInt8] {
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
