/// The salespeople of the sample company; a large company has more of them.
struct SalesTeam: Sendable {
  /// One salesperson.
  struct Member: Sendable {
    let id: Int
    /// UTF-8.
    let name: [UInt8]
  }

  /// The index of the user whose token is the sample user token.
  static let user = 0
  /// The index of the salesperson whose id is in the second documented customer.
  static let second = 1
  /// One customer of so many is the user's.
  static let userShare = 12

  let members: [Member]

  init(customerCount: Int) {
    let usual = min(40, max(4, customerCount / 10))
    let size = usual + customerCount / 25_000
    members = (0..<size).map { Self.member($0) }
  }

  /// The index of the one who looks after a customer.
  func pick(_ random: inout SplitMix64) -> Int {
    guard random.next(below: Self.userShare) != 0 else { return Self.user }
    // The smaller of two rolls: some have three times as many customers as others.
    return 1 + min(random.next(below: members.count - 1), random.next(below: members.count - 1))
  }

  private static let known: [Member] = [
    Member(id: 1819, name: Array("Julian Mejía".utf8)),
    Member(id: 23_423, name: Array("Ana Tran".utf8)),
  ]

  private static func member(_ index: Int) -> Member {
    if index < known.count { return known[index] }
    // Steps without a factor in common with the lists' lengths go through all pairs before one comes
    // again.
    var name: [UInt8] = []
    name.append(NameWords.givenNames[index * 7 % NameWords.givenNames.count])
    name.append(" ")
    name.append(NameWords.surnames[index * 11 % NameWords.surnames.count])
    return Member(id: 1_900 + index * 37, name: name)
  }
}

/// One of the sample company's places of business.
struct SampleLocation: Sendable, Encodable {
  let id: Int
  let name: String
  let code: String

  static let all: [SampleLocation] = [
    SampleLocation(id: 101, name: "Miami", code: "MIA"),
    SampleLocation(id: 102, name: "Bogotá", code: "BOG"),
    SampleLocation(id: 103, name: "Los Angeles", code: "LAX"),
    SampleLocation(id: 104, name: "Aalsmeer", code: "AMS"),
  ]

  /// The index in `all` of the one that serves a customer; the first serve more.
  static func pick(_ random: inout SplitMix64) -> Int {
    min(random.next(below: all.count), random.next(below: all.count))
  }
}

/// A person to call at a customer.
struct SampleContact: Sendable, Encodable {
  let id: Int
  let name: String
  let type: String
  let phone: String
  let ext: String
  let mobile: String
  let fax: String
  let email: String
  let description: String
  let instantMessaging: String
  let emailPOD: Bool

  private static let maxCount = 3
  private static let types = ["Buyer", "A/P", "Owner", "Logistics"]

  private static let habits: [StaticString] = [
    "Orders for Mother's Day by the end of March", "Prefers to be called before 8:00", "Speaks español",
  ]

  private static let areas = [
    305, 786, 954, 561, 407, 813, 212, 646, 718, 312, 713, 214, 404, 617, 702, 213, 415, 206, 503, 602,
  ]

  /// A number as people write it; 555-01xx is set aside for numbers that nobody has.
  private static func phone(_ random: inout SplitMix64) -> String {
    let area = areas[random.next(below: areas.count)]
    let line = "01\(random.next(below: 90) + 10)"
    switch random.next(below: 4) {
    case 0: return "(\(area)) 555-\(line)"
    case 1: return "\(area).555.\(line)"
    case 2: return "1-\(area)-555-\(line)"
    default: return "+1 \(area) 555 \(line)"
    }
  }

  /// The given name, if ASCII will do for it.
  private static func mailbox(of name: String, _ number: Int) -> String {
    let given = name.split(separator: " ").first.map(String.init) ?? ""
    return given.allSatisfy { $0.isASCII && $0.isLetter } && !given.isEmpty
      ? given.lowercased() : "contact\(number + 1)"
  }

  /// Up to three people, the same ones each time.
  static func contacts(of customer: SampleCustomer, seed: UInt64) -> [SampleContact] {
    var random = SplitMix64(seed: seed, .contacts, customer.index)
    return (0..<random.next(below: maxCount + 1)).map { number in
      let name = "\(random.pick(NameWords.givenNames)) \(random.pick(NameWords.surnames))"
      return SampleContact(
        id: customer.id * maxCount + number, name: name, type: random.pick(types), phone: Self.phone(&random),
        ext: random.next(below: 2) == 0 ? "" : "\(random.next(below: 900) + 100)",
        mobile: random.next(below: 2) == 0 ? "" : Self.phone(&random),
        fax: random.next(below: 4) == 0 ? Self.phone(&random) : "",
        email: "\(mailbox(of: name, number))@customer\(customer.id).example",
        description: random.next(below: 3) == 0 ? "\(random.pick(habits))" : "", instantMessaging: "",
        emailPOD: random.next(below: 2) == 0
      )
    }
  }
}
