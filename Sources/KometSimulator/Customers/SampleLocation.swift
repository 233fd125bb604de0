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

  /// The place in `all` of the one that serves a customer; the first serve more.
  static func pick(_ dice: inout Dice) -> Int {
    min(dice.roll(all.count), dice.roll(all.count))
  }
}
