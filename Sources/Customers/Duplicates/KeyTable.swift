/// Finds entries that have a key in common: numbers from 0 up, each with a 64-bit key, 0 for none.
///
/// A key stands for a longer value, of which two hardly ever have the same. Those of one key are a chain, the first
/// entry first.
struct KeyTable: Sendable {
  private var keys: [UInt64]
  /// The first entry of each key, and the last one.
  private var heads: [UInt32]
  private var tails: [UInt32]
  /// The entry that follows each with the same key.
  private var next: [UInt32]

  private static let none = UInt32.max

  init(_ entries: [UInt64]) {
    var size = 64
    while size < entries.count * 3 / 2 { size *= 2 }
    keys = [UInt64](repeating: 0, count: size)
    heads = [UInt32](repeating: Self.none, count: size)
    tails = heads
    next = [UInt32](repeating: Self.none, count: entries.count)
    for (entry, key) in entries.enumerated() where key != 0 {
      let place = place(of: key)
      if keys[place] == 0 {
        (keys[place], heads[place]) = (key, UInt32(entry))
      } else {
        next[Int(tails[place])] = UInt32(entry)
      }
      tails[place] = UInt32(entry)
    }
    tails = []
  }

  @inline(__always)
  private func place(of key: UInt64) -> Int {
    var place = Int(truncatingIfNeeded: key ^ key >> 32) & (keys.count - 1)
    while keys[place] != 0, keys[place] != key { place = (place + 1) & (keys.count - 1) }
    return place
  }

  /// The first entry that has a key.
  @inline(__always)
  func first(of key: UInt64) -> UInt32? {
    let place = place(of: key)
    return keys[place] == 0 ? nil : heads[place]
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
