/// The salespeople of the sample company; a large company has more of them.
struct SalesTeam: Sendable {
  /// One salesperson.
  struct Member: Sendable {
    let id: Int
    /// UTF-8.
    let name: [UInt8]
  }

  /// The place of the user whose token is the sample user token.
  static let user = 0
  /// The place of the salesperson whose id is in the second documented customer.
  static let second = 1
  /// One customer of so many is the user's.
  static let userShare = 12

  let members: [Member]

  init(customerCount: Int) {
    let usual = min(40, max(4, customerCount / 10))
    let size = usual + customerCount / 25_000
    members = (0..<size).map { Self.member($0) }
  }

  /// The place of the one who looks after a customer.
  func pick(_ dice: inout Dice) -> Int {
    guard dice.roll(Self.userShare) != 0 else { return Self.user }
    // The smaller of two rolls: some have three times as many customers as others.
    return 1 + min(dice.roll(members.count - 1), dice.roll(members.count - 1))
  }

  private static let known: [Member] = [
    Member(id: 1819, name: Array("Julian Mejía".utf8)),
    Member(id: 23_423, name: Array("Ana Tran".utf8)),
  ]

  private static func member(_ place: Int) -> Member {
    if place < known.count { return known[place] }
    // Steps without a factor in common with the lists' lengths go through all pairs before one comes
    // again.
    var name: [UInt8] = []
    name.append(NameWords.givenNames[place * 7 % NameWords.givenNames.count])
    name.append(" ")
    name.append(NameWords.surnames[place * 11 % NameWords.surnames.count])
    return Member(id: 1_900 + place * 37, name: name)
  }
}
