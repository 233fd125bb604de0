/// Makes up the name of a customer from random numbers alone.
///
/// Most names are such as "Bella Rosa Floral of Boston"; others are families, Latin American, European
/// and Asian firms, some with a number in front, quotes or an emoji. Names that are no credible ones come only if
/// asked for: such as start like a formula, have stray blanks, or shout.
struct SampleName {
  private var random: SplitMix64
  private let isOdd: Bool

  init(random: SplitMix64, isOdd: Bool = false) {
    self.random = random
    self.isOdd = isOdd
  }

  /// Appends the name as UTF-8.
  mutating func append(to text: inout [UInt8]) {
    switch random.next(below: 100) {
    case ..<46: appendShop(to: &text)
    case ..<64: appendFamily(to: &text)
    case ..<78: appendLatin(to: &text)
    case ..<89: appendEuropean(to: &text)
    case ..<94: appendAsian(to: &text)
    case ..<98: appendNumbered(to: &text)
    default: appendOddity(to: &text)
    }
    guard isOdd else { return }
    varyCase(of: &text)
    varyBlanks(of: &text)
  }

  private mutating func appendShop(to text: inout [UInt8]) {
    let isRare = !isOdd && random.next(below: 60) == 0
    appendOne(of: isRare ? NameWords.firstWords : NameWords.adjectives, " ", to: &text)
    appendOne(of: NameWords.nouns, " ", to: &text)
    appendOne(of: NameWords.trades, to: &text)
    switch random.next(below: 10) {
    case ..<5:
      text.append(" of ")
      appendOne(of: NameWords.cities, to: &text)
    case ..<8: appendOne(of: NameWords.legalForms, to: &text)
    default: break
    }
  }

  private mutating func appendFamily(to text: inout [UInt8]) {
    switch random.next(below: 3) {
    case 0:
      appendOne(of: NameWords.owners, to: &text)
      appendOne(of: NameWords.shops, to: &text)
      text.append(", ")
      return appendOne(of: NameWords.cities, to: &text)
    case 1:
      appendOne(of: NameWords.owners, " ", to: &text)
      appendOne(of: NameWords.surnames, to: &text)
      appendOne(of: NameWords.shops, to: &text)
    default:
      appendOne(of: NameWords.surnames, " & ", to: &text)
      appendOne(of: NameWords.surnames, " ", to: &text)
      appendOne(of: NameWords.trades, to: &text)
    }
    guard random.next(below: 3) == 0 else { return }
    text.append(", ")
    appendOne(of: NameWords.cities, to: &text)
  }

  private mutating func appendLatin(to text: inout [UInt8]) {
    if random.next(below: 4) == 0 {
      appendOne(of: NameWords.latinSurnames, " ", to: &text)
      appendOne(of: NameWords.latinSurnames, to: &text)
      return appendOne(of: NameWords.latinFamilies, to: &text)
    }
    appendOne(of: NameWords.latinKinds, " ", to: &text)
    if random.next(below: 2) == 0 {
      appendOne(of: NameWords.givenNames, " ", to: &text)
      appendOne(of: NameWords.surnames, to: &text)
    } else {
      appendOne(of: NameWords.nouns, " ", to: &text)
      appendOne(of: NameWords.latinPlaces, to: &text)
    }
    appendOne(of: NameWords.latinForms, to: &text)
  }

  private mutating func appendEuropean(to text: inout [UInt8]) {
    appendOne(of: NameWords.europeanKinds, " ", to: &text)
    if random.next(below: 4) != 0 {
      appendOne(of: NameWords.surnames, " ", to: &text)
    }
    appendOne(of: NameWords.europeanPlaces, to: &text)
    appendOne(of: NameWords.europeanForms, to: &text)
  }

  private mutating func appendAsian(to text: inout [UInt8]) {
    appendOne(of: NameWords.asianCities, to: &text)
    appendOne(of: NameWords.asianWords, to: &text)
    appendOne(of: NameWords.asianForms, to: &text)
    guard random.next(below: 4) == 0 else { return }
    text.append(" (")
    appendOne(of: NameWords.nouns, " Flower Co.)", to: &text)
  }

  private mutating func appendNumbered(to text: inout [UInt8]) {
    // Numbers stand first in the list: a few, or its first page would be full of them.
    if isOdd {
      appendOne(of: NameWords.oddNumbers, to: &text)
    } else if random.next(below: 25) == 0 {
      appendOne(of: NameWords.numbers, to: &text)
    }
    appendShop(to: &text)
  }

  private mutating func appendOddity(to text: inout [UInt8]) {
    switch random.next(below: isOdd ? 5 : 2) {
    case 0:
      appendFamily(to: &text)
      text.append(" ")
      appendOne(of: NameWords.emoji, to: &text)
    case 1:
      appendOne(of: NameWords.surnames, " \"La ", to: &text)
      appendOne(of: NameWords.nouns, "\" Flowers", to: &text)
    case 2:
      appendOne(of: NameWords.formulaStarts, to: &text)
      appendShop(to: &text)
    case 3:
      appendOne(of: NameWords.emoji, " ", to: &text)
      appendShop(to: &text)
    default:
      appendShop(to: &text)
      text.append(#" a/k/a \"#)
      appendOne(of: NameWords.nouns, #"\ <VIP>; #1"#, to: &text)
    }
  }

  /// Appends one of the words, and what always follows it.
  private mutating func appendOne(
    of words: [StaticString], _ rest: StaticString = "", to text: inout [UInt8]
  ) {
    text.append(random.pick(words))
    text.append(rest)
  }

  private mutating func varyCase(of text: inout [UInt8]) {
    switch random.next(below: 100) {
    case ..<34: text.uppercaseLatin1()
    case ..<38: text.lowercaseASCII()
    default: break
    }
  }

  private mutating func varyBlanks(of text: inout [UInt8]) {
    switch random.next(below: 200) {
    case ..<4: text.append(" ")
    case 4: text.append("  ")
    case 5: text.insert(UInt8(ascii: " "), at: 0)
    case 6:
      guard let blank = text.firstIndex(of: UInt8(ascii: " ")) else { return }
      text.insert(UInt8(ascii: " "), at: blank)
    default: break
    }
  }
}

extension [UInt8] {
  /// The distance from a small letter to its capital, in ASCII and in the second bytes of Latin-1's
  /// letters.
  private static let caseDistance: UInt8 = 0x20

  /// Turns the letters of ASCII and Latin-1 into capitals but for ß and ÿ, which have none there.
  ///
  /// Other letters stay small, as they do in many an old accounting system.
  fileprivate mutating func uppercaseLatin1() {
    var previous: UInt8 = 0
    for position in indices {
      let byte = self[position]
      // In UTF-8, 0xC3 leads the letters from À to ÿ; à to þ but for ÷ have capitals.
      let isSmall =
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
        || (previous == 0xC3 && (0xA0...0xBE).contains(byte) && byte != 0xB7)
      if isSmall { self[position] = byte - Self.caseDistance }
      previous = byte
    }
  }

  fileprivate mutating func lowercaseASCII() {
    for position in indices where (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(self[position]) {
      self[position] += Self.caseDistance
    }
  }
}
