/// Makes up the name of a customer from dice alone.
///
/// Most names are such as "Bella Rosa Floral of Boston"; others are families, Latin American, European
/// and Asian firms, names that start with a number or like a formula, with emoji, quotes, stray blanks.
struct SampleName {
  private var dice: Dice

  init(dice: Dice) {
    self.dice = dice
  }

  /// Appends the name as UTF-8.
  mutating func append(to text: inout [UInt8]) {
    switch dice.roll(100) {
    case ..<46: appendShop(to: &text)
    case ..<64: appendFamily(to: &text)
    case ..<78: appendLatin(to: &text)
    case ..<89: appendEuropean(to: &text)
    case ..<94: appendAsian(to: &text)
    case ..<98: appendNumbered(to: &text)
    default: appendOddity(to: &text)
    }
    varyCase(of: &text)
    varyBlanks(of: &text)
  }

  private mutating func appendShop(to text: inout [UInt8]) {
    text.append(dice.pick(NameWords.adjectives))
    text.append(" ")
    text.append(dice.pick(NameWords.nouns))
    text.append(" ")
    text.append(dice.pick(NameWords.trades))
    switch dice.roll(10) {
    case ..<5:
      text.append(" of ")
      text.append(dice.pick(NameWords.cities))
    case ..<8: text.append(dice.pick(NameWords.legalForms))
    default: break
    }
  }

  private mutating func appendFamily(to text: inout [UInt8]) {
    switch dice.roll(3) {
    case 0:
      text.append(dice.pick(NameWords.givenNames))
      text.append(dice.pick(NameWords.shops))
    case 1:
      text.append(dice.pick(NameWords.givenNames))
      text.append(" ")
      text.append(dice.pick(NameWords.surnames))
      text.append(dice.pick(NameWords.shops))
    default:
      text.append(dice.pick(NameWords.surnames))
      text.append(" & ")
      text.append(dice.pick(NameWords.surnames))
      text.append(" ")
      text.append(dice.pick(NameWords.trades))
    }
    guard dice.roll(3) == 0 else { return }
    text.append(", ")
    text.append(dice.pick(NameWords.cities))
  }

  private mutating func appendLatin(to text: inout [UInt8]) {
    text.append(dice.pick(NameWords.latinKinds))
    text.append(" ")
    if dice.roll(2) == 0 {
      text.append(dice.pick(NameWords.givenNames))
      text.append(" ")
      text.append(dice.pick(NameWords.surnames))
    } else {
      text.append(dice.pick(NameWords.nouns))
      text.append(" ")
      text.append(dice.pick(NameWords.latinPlaces))
    }
    text.append(dice.pick(NameWords.latinForms))
  }

  private mutating func appendEuropean(to text: inout [UInt8]) {
    text.append(dice.pick(NameWords.europeanKinds))
    text.append(" ")
    if dice.roll(2) == 0 {
      text.append(dice.pick(NameWords.surnames))
      text.append(" ")
    }
    text.append(dice.pick(NameWords.europeanPlaces))
    text.append(dice.pick(NameWords.europeanForms))
  }

  private mutating func appendAsian(to text: inout [UInt8]) {
    text.append(dice.pick(NameWords.asianCities))
    text.append(dice.pick(NameWords.asianWords))
    text.append(dice.pick(NameWords.asianForms))
    guard dice.roll(4) == 0 else { return }
    text.append(" (")
    text.append(dice.pick(NameWords.nouns))
    text.append(" Flower Co.)")
  }

  private mutating func appendNumbered(to text: inout [UInt8]) {
    text.append(dice.pick(NameWords.numbers))
    appendShop(to: &text)
  }

  private mutating func appendOddity(to text: inout [UInt8]) {
    switch dice.roll(5) {
    case 0:
      text.append(dice.pick(NameWords.formulaStarts))
      appendShop(to: &text)
    case 1:
      text.append(dice.pick(NameWords.emoji))
      text.append(" ")
      appendShop(to: &text)
    case 2:
      appendFamily(to: &text)
      text.append(" ")
      text.append(dice.pick(NameWords.emoji))
    case 3:
      text.append(dice.pick(NameWords.surnames))
      text.append(" \"La ")
      text.append(dice.pick(NameWords.nouns))
      text.append("\" Flowers")
    default:
      appendShop(to: &text)
      text.append(#" a/k/a \"#)
      text.append(dice.pick(NameWords.nouns))
      text.append(#"\ <VIP>; #1"#)
    }
  }

  private mutating func varyCase(of text: inout [UInt8]) {
    switch dice.roll(100) {
    case ..<34: text.uppercaseLatin1()
    case ..<38: text.lowercaseASCII()
    default: break
    }
  }

  private mutating func varyBlanks(of text: inout [UInt8]) {
    switch dice.roll(200) {
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
