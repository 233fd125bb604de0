/// A stream of numbers that look random and are the same each time for the same key.
///
/// Source: Steele, Lea, Flood, "Fast splittable pseudorandom number generators" (splitmix64).
struct Dice {
  /// What a stream is used for; two uses of one customer are independent of each other.
  enum Purpose: UInt64 {
    case traits = 1
    case name
    case texts
    case identity
    case churn
    case contacts
  }

  private static let increment: UInt64 = 0x9E37_79B9_7F4A_7C15

  private var state: UInt64

  init(seed: UInt64, _ purpose: Purpose, _ key: Int, _ subkey: Int = 0) {
    let keyed = Self.mix(seed &+ purpose.rawValue &* Self.increment) ^ UInt64(truncatingIfNeeded: key)
    state = Self.mix(keyed) &+ UInt64(truncatingIfNeeded: subkey) &* Self.increment
  }

  /// The next 64 bits.
  mutating func bits() -> UInt64 {
    state &+= Self.increment
    return Self.mix(state)
  }

  /// A number from 0 up to and without `sides`.
  mutating func roll(_ sides: Int) -> Int {
    Int(truncatingIfNeeded: bits().multipliedFullWidth(by: UInt64(sides)).high)
  }

  /// One of `choices`, which must not be empty.
  mutating func pick<Choice>(_ choices: [Choice]) -> Choice {
    choices[roll(choices.count)]
  }

  private static func mix(_ value: UInt64) -> UInt64 {
    var mixed = value
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
