import ProofTesting

@testable import Customers

/// Makes customers with names as companies have them, and queries that somebody might type to find them.
struct RandomNames {
  var random: RandomSource
  /// The words of the names, a few dozens, so that they come again and again.
  private var words: [String]
  private var customers: [Customer] = []

  init(seed: UInt64) {
    random = RandomSource(seed: seed)
    words = []
    words = (0..<14).map { _ in syllables() } + Array(Self.words.shuffled(using: &random).prefix(16))
  }

  private static let starts = [
    "b", "br", "c", "ch", "d", "f", "g", "j", "k", "l", "m", "n", "p", "ph", "r", "s", "v",
  ]
  private static let vowels = ["a", "e", "i", "o", "u", "y", "ia", "ee"]
  private static let ends = ["", "", "n", "s", "z", "ck", "ll", "x"]
  private static let words = [
    "Bella", "Rosa", "Floral", "Mejía", "Mendoza", "Sun", "Flower", "Sunflower", "Rose-Marie", "O'Brien",
    "O’Neil", "L.L.C.", "Inc.", "&", "and", "Straße", "Søren", "García", "Quesada", "Kesada", "Philip",
    "Filip",
    "Jiménez", "Gimenes", "Wholesale", "Bridal", "Cakes", "T-3526", "2-14", "24/7", "花店", "Μαρία", "Ανθός",
    "Иванов", "Цветы", "Anna-Lena", "J.P.", "Flowers", "Bakery", "Bakeries", "Event", "Events", "-",
    "(Miami)",
  ]

  mutating func syllables() -> String {
    let word = (0..<Int.random(in: 1...3, using: &random)).map { _ in
      random.pick(Self.starts) + random.pick(Self.vowels)
    }
    return (word.joined() + random.pick(Self.ends)).capitalized
  }

  // MARK: - Customers

  mutating func customers(count: Int) -> [Customer] {
    let types = ["Retailer", "Wholesaler", "Event planner", words[0], ""]
    let people = (0..<4).map { _ in name(atMost: 2) } + ["", "Julián Mejía"]
    var id: UInt64 = 100
    customers = (0..<count).map { _ in
      id += UInt64.random(in: 1...12, using: &random)
      return Customer(
        id: id, name: name(atMost: random.chance(30) ? 16 : 4), code: code()?.nilIfEmpty,
        accountingCode: random.chance(3) ? code() : nil, customerType: random.pick(types).nilIfEmpty,
        salesperson: random.pick(people).nilIfEmpty,
        salespersonID: random.chance(3) ? nil : UInt64.random(in: 10...14, using: &random),
        isActive: random.pick([true, true, true, false, nil]), isMine: random.chance(2),
        updatedOn: random.chance(4)
          ? nil
          : LocalDateTime(secondsSinceEpoch: Int64.random(in: 1_700_000_000...1_740_000_000, using: &random)))
    }
    return customers
  }

  private mutating func name(atMost count: Int) -> String {
    var name = ""
    for index in 0..<Int.random(in: 1...count, using: &random) {
      let word = random.chance(10) ? mistyped(random.pick(words)) : random.pick(words)
      if index > 0 { name += random.pick([" ", " ", " ", " ", " ", " ", " ", "-", "", " & ", ", ", "'"]) }
      name += random.chance(6) ? word.uppercased() : word
    }
    return random.chance(40) ? "" : name
  }

  private mutating func code() -> String? {
    switch Int.random(in: 0..<6, using: &random) {
    case 0: nil
    case 1: random.pick(words)
    case 2: "T-\(Int.random(in: 3_520...3_530, using: &random))"
    default: "T\(Int.random(in: 3_520...3_530, using: &random))"
    }
  }

  /// A word as somebody may write it who doesn't look, or doesn't know better.
  mutating func mistyped(_ word: String) -> String {
    var letters = Array(word)
    guard !letters.isEmpty else { return word }
    let place = Int.random(in: letters.indices, using: &random)
    switch Int.random(in: 0..<8, using: &random) {
    case 0: letters[place] = random.pick(Array("abceinorst"))
    case 1: letters.remove(at: place)
    case 2: letters.insert(letters[place], at: place)
    case 3: letters.insert(random.pick(Array("aehlnrsz")), at: place)
    case 4: letters.swapAt(place, max(0, place - 1))
    case 5: letters += random.pick(["s", "es", "ing"])
    case 6: letters.removeLast()
    default: return asHeard(word)
    }
    return String(letters)
  }

  private static let sounds = [
    ("ph", "f"), ("f", "ph"), ("qu", "k"), ("c", "k"), ("k", "c"), ("z", "s"), ("s", "z"), ("v", "b"),
    ("b", "v"), ("y", "i"), ("e", "i"), ("a", "ah"), ("x", "ks"), ("ll", "l"), ("w", "v"),
  ]

  /// A word that sounds alike.
  private mutating func asHeard(_ word: String) -> String {
    var word = word.lowercased()
    for _ in 0..<4 {
      let sound = random.pick(Self.sounds)
      word.replace(sound.0, with: sound.1, maxReplacements: 1)
    }
    return word
  }

  // MARK: - Queries

  /// Words that mostly are those of one customer, some of them mistyped, and at times something else.
  mutating func query() -> ReferenceQuery {
    let name = random.pick(customers).name.split { $0 == " " || $0 == "," }.map(String.init)
    var terms = name.shuffled(using: &random).prefix(Int.random(in: 1...3, using: &random)).map { $0 }
    if random.chance(2) { terms = name.filter(terms.contains) }
    let plain = name.filter { $0.allSatisfy(\.isLetter) }
    if plain.count > 1, random.chance(3) {
      let first = Int.random(in: 1..<plain.count, using: &random)
      terms = [plain[first - 1] + plain[first]] + terms.prefix(1)
    }
    if random.chance(4) { terms.append(random.pick(words)) }
    if random.chance(6) { terms.append(syllables()) }
    var clauses = terms.flatMap { cut($0) }.compactMap { term($0) }.map { [$0] }
    if !clauses.isEmpty, random.chance(8) {
      clauses[0].append(contentsOf: [term(random.pick(words))].compactMap(\.self))
    }
    if random.chance(8) || clauses.isEmpty { clauses.append([condition()]) }
    if random.chance(12) {
      let halfTyped = ["updated:>so", "is:", "-", "'", "type:", "no:x", "id:x"].randomElement(using: &random)
      clauses.append([ReferenceTerm(condition: .unreadable(halfTyped ?? "!"))])
    }
    return ReferenceQuery(clauses: random.chance(4) ? clauses.shuffled(using: &random) : clauses)
  }

  /// At times a blank slips into a word.
  private mutating func cut(_ word: String) -> [String] {
    guard word.count > 5, random.chance(7) else { return [word] }
    let place = Int.random(in: 2...word.count - 2, using: &random)
    return [String(word.prefix(place)), String(word.dropFirst(place))]
  }

  private mutating func term(_ word: String) -> ReferenceTerm? {
    var word = random.chance(3) ? word : word.lowercased()
    if random.chance(3) { word = mistyped(word) } else if random.chance(6) { word = asHeard(word) }
    if random.chance(8) { word = String(word.prefix(Int.random(in: 1...5, using: &random))) }
    word = word.filter { !"\":!^$|".contains($0) }
    guard !ReferenceText(word).isOnlyMarks else { return nil }
    let isPlain = !random.chance(10)
    return ReferenceTerm(
      condition: .text(
        word, field: random.chance(6) ? random.pick(["name", "rep", "type", "code", "acct"]) : "",
        isQuoted: !isPlain && random.chance(2), isAtStart: !isPlain && random.chance(3),
        isAtEnd: !isPlain && random.chance(3)),
      isNegated: random.chance(20))
  }

  private mutating func condition() -> ReferenceTerm {
    ReferenceTerm(
      condition: random.pick([
        .active(true), .active(false), .flag("marked"), .flag("mine"), .flag("new"), .present("code"),
        .absent("rep"), .updated("2024", comparison: ">="), .updated("2024-06", comparison: "<"),
        .text("T35", field: "code", isQuoted: false, isAtStart: false, isAtEnd: false),
      ]),
      isNegated: random.chance(4))
  }
}
