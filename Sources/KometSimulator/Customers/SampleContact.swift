/// A person whom one calls at a customer.
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

  private static let most = 3
  private static let types = ["Buyer", "A/P", "Owner", "Logistics"]

  private static let habits: [StaticString] = [
    "Orders for Mother's Day by the end of March", "Prefers to be called before 8:00", "Speaks español",
  ]

  /// Up to three people, the same ones each time.
  static func contacts(of customer: SampleCustomer, seed: UInt64) -> [SampleContact] {
    var dice = Dice(seed: seed, .contacts, customer.index)
    return (0..<dice.roll(most + 1)).map { place in
      let name = "\(dice.pick(NameWords.givenNames)) \(dice.pick(NameWords.surnames))"
      // 555-01xx is set aside for numbers that nobody has.
      let number = "+1 305 555 01\(dice.roll(90) + 10)"
      return SampleContact(
        id: customer.id * most + place, name: name, type: dice.pick(types), phone: number,
        ext: dice.roll(2) == 0 ? "" : "\(dice.roll(900) + 100)",
        mobile: dice.roll(2) == 0 ? "" : "+1 786 555 01\(dice.roll(90) + 10)",
        fax: dice.roll(4) == 0 ? "+1 305 555 01\(dice.roll(90) + 10)" : "",
        email: "contact\(place + 1)@customer\(customer.id).example",
        description: dice.roll(3) == 0 ? "\(dice.pick(habits))" : "", instantMessaging: "",
        emailPOD: dice.roll(2) == 0
      )
    }
  }
}
