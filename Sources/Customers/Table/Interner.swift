/// Gives each distinct value (bytes and a number) a code: 0, 1, 2, … in the order of arrival.
///
/// An open-addressing hash table over one buffer: a look-up allocates nothing.
struct Interner {
  private struct Entry {
    var start: Int
    var length: Int
    var number: Int64
  }

  private var bytes: [UInt8] = []
  private var entries: [Entry] = []
  /// The hash table: codes + 1, or 0 for a free place; as many as a power of two.
  private var places: [UInt32] = Array(repeating: 0, count: 64)

  var count: Int { entries.count }

  mutating func code(for value: UnsafeBufferPointer<UInt8>, number: Int64) -> UInt32 {
    var place = Self.hash(value, number) & (places.count - 1)
    while places[place] != 0 {
      let code = places[place] - 1
      if matches(entries[Int(code)], value, number) { return code }
      place = (place + 1) & (places.count - 1)
    }
    let code = UInt32(entries.count)
    entries.append(Entry(start: bytes.count, length: value.count, number: number))
    bytes.append(contentsOf: value)
    places[place] = code + 1
    if entries.count * 2 > places.count { grow() }
    return code
  }

  func value(of code: UInt32) -> (text: String, number: Int64) {
    let entry = entries[Int(code)]
    return (String(decoding: bytes[entry.start..<entry.start + entry.length], as: UTF8.self), entry.number)
  }

  private func matches(_ entry: Entry, _ value: UnsafeBufferPointer<UInt8>, _ number: Int64) -> Bool {
    guard entry.number == number, entry.length == value.count else { return false }
    for index in 0..<value.count where bytes[entry.start + index] != value[index] { return false }
    return true
  }

  private mutating func grow() {
    places = Array(repeating: 0, count: places.count * 2)
    bytes.withUnsafeBufferPointer { all in
      for (code, entry) in entries.enumerated() {
        let value = UnsafeBufferPointer(rebasing: all[entry.start..<entry.start + entry.length])
        var place = Self.hash(value, entry.number) & (places.count - 1)
        while places[place] != 0 { place = (place + 1) & (places.count - 1) }
        places[place] = UInt32(code) + 1
      }
    }
  }

  /// FNV-1a, mixed once more so that the low bits depend on all of them.
  private static func hash(_ value: UnsafeBufferPointer<UInt8>, _ number: Int64) -> Int {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325 ^ UInt64(bitPattern: number) &* 0x9e37_79b9_7f4a_7c15
    for byte in value { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    return Int(truncatingIfNeeded: (hash ^ (hash >> 32)) & 0x7fff_ffff)
  }
}
