/// Finds entries that have a key in common: numbers from 0 up, each with a 64-bit key, 0 for none.
///
/// A key stands for a longer value, of which two hardly ever have the same. Those of one key are a chain, the first
/// entry first.
struct KeyTable: Sendable {
  private let keys: [UInt64]
  /// The first entry of each key, where the key's bits say or at the next free place.
  private var heads: [UInt32]
  /// The entry that follows each with the same key.
  private var next: [UInt32]

  private static let none = UInt32.max

  /// Takes the key of each entry.
  init(_ keys: [UInt64]) {
    self.keys = keys
    var size = 64
    while size < keys.count * 3 / 2 { size *= 2 }
    heads = [UInt32](repeating: Self.none, count: size)
    next = [UInt32](repeating: Self.none, count: keys.count)
    /// The last entry of each key.
    var tails = heads
    for (entry, key) in keys.enumerated() where key != 0 {
      let place = place(of: key)
      if heads[place] == Self.none {
        heads[place] = UInt32(entry)
      } else {
        next[Int(tails[place])] = UInt32(entry)
      }
      tails[place] = UInt32(entry)
    }
  }

  @inline(__always)
  private func place(of key: UInt64) -> Int {
    var place = Int(truncatingIfNeeded: key ^ key >> 32) & (heads.count - 1)
    while heads[place] != Self.none, keys[Int(heads[place])] != key {
      place = (place + 1) & (heads.count - 1)
    }
    return place
  }

  /// The first entry that has a key.
  @inline(__always)
  func first(of key: UInt64) -> UInt32? {
    let head = heads[place(of: key)]
    return head == Self.none ? nil : head
  }

  /// The entry that comes after another one of the same key.
  @inline(__always)
  func following(_ entry: UInt32) -> UInt32? {
    let following = next[Int(entry)]
    return following == Self.none ? nil : following
  }

  /// The entries of a key, but none if there are more than `maxCount`.
  func entries(of key: UInt64, maxCount: Int) -> [UInt32] {
    var entries: [UInt32] = []
    var entry = first(of: key)
    while let current = entry {
      guard entries.count < maxCount else { return [] }
      entries.append(current)
      entry = following(current)
    }
    return entries
  }

  /// A key for some bytes, never 0, with the two from `swapped` on in each other's place.
  @inline(__always)
  static func key(_ bytes: UnsafeBufferPointer<UInt8>, swapping swapped: Int? = nil) -> UInt64 {
    var key: UInt64 = 0xcbf2_9ce4_8422_2325
    for index in 0..<bytes.count {
      let place = index == swapped ? index + 1 : swapped.map { index == $0 + 1 } == true ? index - 1 : index
      key = (key ^ UInt64(bytes[place])) &* 0x100_0000_01b3
    }
    key = (key ^ key >> 29) &* 0x9e37_79b9_7f4a_7c15
    return max(key, 1)
  }
}
