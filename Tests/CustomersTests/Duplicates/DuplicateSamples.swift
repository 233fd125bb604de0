import Customers

/// Customers made of names by known rules: some entered twice with a mistake, some that only look alike.
struct DuplicateSamples {
  struct Sample {
    var name: String
    var code: String
    var contacts: [CustomerContact] = []
  }

  /// How the second of a pair differs from the first.
  enum Rule: String, CaseIterable {
    // The same customer.
    case typo, accents, punctuation, swappedWords, legalForm, joinedWords, movedDigitInCode, samePhone,
      movedDigitInPhone
    case sameCode
    // Two that look alike.
    case branches, numberedBranches, fatherAndSon, commonWord, neighbouringCodes, branchesOfOnePhone

    var isSame: Bool {
      Self.allCases.firstIndex(of: self) ?? 0 < Self.allCases.firstIndex(of: .branches) ?? 0
    }
  }

  private(set) var samples: [Sample] = []
  /// Pairs of samples, by their places.
  private(set) var pairs: [(one: Int, other: Int, rule: Rule)] = []
  private var state: UInt64

  init(names: [String], seed: UInt64) {
    state = seed
    for (index, name) in names.enumerated() {
      // Half of the customers are there once.
      let rule: Rule? = index % 2 == 0 ? nil : Rule.allCases[(index / 2) % Rule.allCases.count]
      let first = Sample(name: name, code: "C\(100_000 + index * 70)")
      let made = rule.flatMap { self.pair(of: first, $0) }
      samples.append(made?.0 ?? first)
      guard let made, let rule else { continue }
      samples.append(made.1)
      pairs.append((samples.count - 2, samples.count - 1, rule))
    }
  }

  /// The samples as a table with ids 1, 2, …, and what is known of contacts.
  func table() -> (table: CustomerTable, contacts: ContactBook) {
    var builder = CustomerTableBuilder()
    var index = ContactIndex.Builder(contactCount: samples.count)
    for (place, sample) in samples.enumerated() {
      builder.append(Customer(id: UInt64(place + 1), name: sample.name, code: sample.code))
      for contact in sample.contacts { index.append(contact, ofCustomer: UInt64(place + 1)) }
    }
    let contacts = index.finish()
    return (builder.finish().table, ContactBook { contacts })
  }

  private mutating func random(_ count: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int((state >> 33) % UInt64(max(count, 1)))
  }

  private mutating func oneOf(_ choices: [String]) -> String { choices[random(choices.count)] }

  // MARK: - Rules

  private static let forms = ["LLC", "Inc.", "S.A.", "Ltd.", "GmbH", "Ltda.", "S.A.S.", "Corp"]
  private static let cities = [
    "Miami", "Orlando", "Boston", "Bogotá", "Dallas", "Quito", "Atlanta", "Denver",
  ]

  /// Nil if the rule does not fit the name.
  private mutating func pair(of first: Sample, _ rule: Rule) -> (Sample, Sample)? {
    var (first, second) = (first, first)
    second.code = "Z" + first.code.dropFirst()
    let words = first.name.split(separator: " ").map(String.init)
    switch rule {
    case .typo:
      guard let name = misspelled(words) else { return nil }
      second.name = name
    case .accents:
      let accents: [Character: Character] = [
        "a": "á", "e": "é", "i": "í", "o": "ó", "u": "ü", "n": "ñ", "c": "ç",
      ]
      second.name = String(first.name.map { accents[$0] ?? $0 })
      guard second.name != first.name else { return nil }
    case .punctuation:
      second.name = oneOf([
        first.name.uppercased() + ".", words.joined(separator: "  "), words.joined(separator: ", "),
        first.name.replacing(" and ", with: " & ").replacing(",", with: "") + " ",
        words.map { $0.hasSuffix("s") ? $0.dropLast() + "'s" : $0[...] }.joined(separator: " "),
      ])
    case .swappedWords:
      guard words.count > 1, !Self.isForm(words[words.count - 1]) else { return nil }
      second.name = (words.dropFirst() + words.prefix(1)).joined(separator: " ")
    case .legalForm:
      let bare = words.last.map(Self.isForm) == true ? Array(words.dropLast()) : words
      guard !bare.isEmpty else { return nil }
      second.name = (bare + [oneOf(Self.forms)]).joined(separator: " ").replacing(", ", with: " ")
    case .joinedWords:
      guard words.count > 2, words[0].count > 3, words[1].count > 3, words[0].allSatisfy(\.isLetter),
        words[1].allSatisfy(\.isLetter)
      else { return nil }
      second.name = ([words[0] + "-" + words[1].lowercased()] + words.dropFirst(2)).joined(separator: " ")
    case .movedDigitInCode:
      guard let shorter = withoutLastWord(words), let code = Self.moved(first.code) else { return nil }
      (second.name, second.code) = (shorter, code)
    case .sameCode:
      guard let shorter = withoutLastWord(words) else { return nil }
      (second.name, second.code) = (shorter, first.code.lowercased())
    case .samePhone, .movedDigitInPhone:
      guard let shorter = withoutLastWord(words) else { return nil }
      second.name = shorter
      let digits = "2" + String(first.code.suffix(6).reversed())
      first.contacts = [CustomerContact(id: 1, phone: "+1 (305) \(digits.prefix(3))-\(digits.suffix(4))")]
      guard let moved = rule == .samePhone ? digits : Self.moved(digits) else { return nil }
      second.contacts = [CustomerContact(id: 2, phone: "305.\(moved)")]
    case .branches, .branchesOfOnePhone:
      let place = random(Self.cities.count)
      (first.name, second.name) = (
        "\(first.name) \(Self.cities[place])", "\(first.name) \(Self.cities[(place + 1) % Self.cities.count])"
      )
      guard rule == .branchesOfOnePhone else { break }
      let number = "786 1\(first.code.suffix(6))"
      first.contacts = [CustomerContact(id: 1, phone: number)]
      second.contacts = [CustomerContact(id: 2, phone: number)]
    case .numberedBranches:
      let number = 1 + random(8)
      (first.name, second.name) = ("\(first.name) #\(number)", "\(first.name) #\(number + 1)")
    case .fatherAndSon:
      let suffixes = [["Sr.", "Jr."], ["", "Jr."], ["II", "III"], ["", "II"]][random(4)]
      (first.name, second.name) = (
        "\(first.name) \(suffixes[0])", "\(first.name) \(suffixes[1])"
      )
    case .commonWord:
      guard let last = words.last, words.count > 1 else { return nil }
      second.name = "\(oneOf(["Zoe", "Quincy", "Xavier", "Ophelia"])) \(first.code.suffix(5)) \(last)"
    case .neighbouringCodes:
      second.name =
        "\(oneOf(["Zoe", "Quincy", "Xavier", "Ophelia"])) \(first.code.suffix(5)) \(words.last ?? "")"
      second.code = String(first.code.dropLast()) + (first.code.hasSuffix("3") ? "4" : "3")
    }
    return (first, second)
  }

  private static func isForm(_ word: String) -> Bool {
    let bare = word.lowercased().filter(\.isLetter)
    return ["llc", "inc", "ltd", "ltda", "gmbh", "corp", "sa", "sas", "co", "ag", "bv", "srl", "limited"]
      .contains(bare)
      || bare.contains("ltd")
  }

  /// The name without one of several words, but its legal form, that is not the first.
  private func withoutLastWord(_ words: [String]) -> String? {
    let bare = words.last.map(Self.isForm) == true ? Array(words.dropLast()) : words
    guard bare.count > 2, bare.last?.allSatisfy(\.isLetter) == true, bare.last?.count ?? 0 > 2 else {
      return nil
    }
    return bare.dropLast().joined(separator: " ")
  }

  /// Two digits in each other's place, the last pair that differs.
  private static func moved(_ text: String) -> String? {
    var signs = Array(text)
    for place in signs.indices.dropLast().reversed()
    where signs[place] != signs[place + 1] && signs[place].isNumber && signs[place + 1].isNumber {
      signs.swapAt(place, place + 1)
      return String(signs)
    }
    return nil
  }

  /// A letter wrong, missing, too many or swapped with the next one, in a word of five or more.
  private mutating func misspelled(_ words: [String]) -> String? {
    let long = words.indices.filter {
      words[$0].count > 4 && words[$0].allSatisfy(\.isLetter) && !Self.isForm(words[$0])
    }
    guard !long.isEmpty else { return nil }
    var words = words
    let chosen = long[random(long.count)]
    var letters = Array(words[chosen])
    let place = random(letters.count - 1)
    let letter = Array("abcdefghiklmnoprstuvz")[random(21)]
    switch random(4) {
    case 0: letters[place] = letter
    case 1: letters.insert(letter, at: place)
    case 2: letters.remove(at: place)
    default: letters.swapAt(place, place + 1)
    }
    guard String(letters).lowercased() != words[chosen].lowercased() else { return nil }
    words[chosen] = String(letters)
    return words.joined(separator: " ")
  }
}

/// How well pairs were found.
struct DuplicateScore {
  var found = 0
  var missed: [DuplicateSamples.Rule: [String]] = [:]
  var wrong: [String] = []
  var expected = 0

  var precision: Double { found + wrong.count == 0 ? 1 : Double(found) / Double(found + wrong.count) }
  var recall: Double { expected == 0 ? 1 : Double(found) / Double(expected) }

  /// Compares all pairs within the groups, each of places of samples, with what the samples are made of.
  init(_ groups: [[Int]], of samples: DuplicateSamples) {
    func key(_ one: Int, _ other: Int) -> Int { min(one, other) * samples.samples.count + max(one, other) }
    let same = Set(samples.pairs.filter(\.rule.isSame).map { key($0.one, $0.other) })
    var told: Set<Int> = []
    for group in groups {
      for (place, one) in group.enumerated() {
        for other in group[(place + 1)...] {
          told.insert(key(one, other))
          if !same.contains(key(one, other)) {
            wrong.append("\(samples.samples[one].name) = \(samples.samples[other].name)")
          }
        }
      }
    }
    found = same.intersection(told).count
    expected = same.count
    for pair in samples.pairs where pair.rule.isSame && !told.contains(key(pair.one, pair.other)) {
      missed[pair.rule, default: []].append(
        "\(samples.samples[pair.one].name) ≠ \(samples.samples[pair.other].name)")
    }
  }
}
