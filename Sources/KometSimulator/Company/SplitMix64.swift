/// Numbers that look random and are the same each time for the same seed.
///
/// Source: Steele, Lea, Flood, "Fast splittable pseudorandom number generators" (SplitMix64).
package struct SplitMix64: RandomNumberGenerator, Sendable {
  private static let increment: UInt64 = 0x9E37_79B9_7F4A_7C15

  private var state: UInt64

  package init(seed: UInt64) {
    state = seed
  }

  package mutating func next() -> UInt64 {
    state &+= Self.increment
    return Self.mix(state)
  }

  /// A number from 0 up to and without `limit`, which must be positive.
  package mutating func next(below limit: Int) -> Int {
    Int(truncatingIfNeeded: next().multipliedFullWidth(by: UInt64(limit)).high)
  }

  /// One of `choices`, which must not be empty.
  package mutating func pick<Choice>(_ choices: [Choice]) -> Choice {
    choices[next(below: choices.count)]
  }

  private static func mix(_ value: UInt64) -> UInt64 {
    var mixed = value
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

extension SplitMix64 {
  /// What numbers are used for; two uses for one customer are independent of each other.
  enum Purpose: UInt64 {
    case traits = 1
    case name
    case texts
    case identity
    case churn
    case contacts
  }

  /// The numbers for one purpose of a company's customer or step, which `key` tells.
  init(seed: UInt64, _ purpose: Purpose, _ key: Int, _ subkey: Int = 0) {
    let keyed = Self.mix(seed &+ purpose.rawValue &* Self.increment) ^ UInt64(truncatingIfNeeded: key)
    self.init(seed: Self.mix(keyed) &+ UInt64(truncatingIfNeeded: subkey) &* Self.increment)
  }
}
