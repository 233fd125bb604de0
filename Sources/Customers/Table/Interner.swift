import Foundation

/// Gives each distinct value (bytes, and a number or none) a code: 0, 1, 2, … in the order of arrival.
///
/// An open-addressing hash table over one buffer: a look-up allocates nothing.
struct Interner {
  private struct Entry {
    var start: Int
    var length: Int
    var number: UInt64?
  }

  private var bytes: [UInt8] = []
  private var entries: [Entry] = []
  /// The hash table: codes + 1, or 0 for a free place; as many as a power of two.
  private var places: [UInt32] = Array(repeating: 0, count: 64)

  var count: Int { entries.count }

  mutating func code(for value: UnsafeBufferPointer<UInt8>, number: UInt64? = nil) -> UInt32 {
    let place = place(of: value, number)
    guard places[place] == 0 else { return places[place] - 1 }
    let code = UInt32(entries.count)
    entries.append(Entry(start: bytes.count, length: value.count, number: number))
    bytes.append(contentsOf: value)
    places[place] = code + 1
    if entries.count * 2 > places.count { grow() }
    return code
  }

  /// The place of a value in the hash table, or the free one where it would go.
  private func place(of value: UnsafeBufferPointer<UInt8>, _ number: UInt64?) -> Int {
    var place = Self.hash(value, number) & (places.count - 1)
    while places[place] != 0, !matches(entries[Int(places[place] - 1)], value, number) {
      place = (place + 1) & (places.count - 1)
    }
    return place
  }

  /// The code of a value that has one.
  func knownCode(for value: UnsafeBufferPointer<UInt8>, number: UInt64? = nil) -> UInt32? {
    let code = places[place(of: value, number)]
    return code == 0 ? nil : code - 1
  }

  /// The bytes of all values, by their codes one behind the other, and where each begins; one more at the end.
  var valueBytes: (bytes: [UInt8], starts: [UInt32]) {
    (bytes, entries.map { UInt32($0.start) } + [UInt32(bytes.count)])
  }

  /// The codes here of all values of another one, by their codes there; new values get new codes.
  mutating func codes(for other: Interner) -> [UInt32] {
    other.bytes.withUnsafeBufferPointer { bytes in
      other.entries.map { entry in
        let value = UnsafeBufferPointer(rebasing: bytes[entry.start..<entry.start + entry.length])
        return code(for: value, number: entry.number)
      }
    }
  }

  func value(of code: UInt32) -> (text: String, number: UInt64?) {
    let entry = entries[Int(code)]
    return (String(decoding: bytes[entry.start..<entry.start + entry.length], as: UTF8.self), entry.number)
  }

  private func matches(_ entry: Entry, _ value: UnsafeBufferPointer<UInt8>, _ number: UInt64?) -> Bool {
    guard entry.number == number, entry.length == value.count else { return false }
    return bytes.withUnsafeBufferPointer { bytes in
      guard let known = bytes.baseAddress, let start = value.baseAddress else { return true }
      return memcmp(known + entry.start, start, value.count) == 0
    }
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

  /// Takes eight bytes at a time; the last ones may overlap those before.
  private static func hash(_ value: UnsafeBufferPointer<UInt8>, _ number: UInt64?) -> Int {
    let raw = UnsafeRawBufferPointer(value)
    let wordSize = MemoryLayout<UInt64>.size
    // A number that equals what stands for none makes a collision, not a confusion.
    var hash = mixed(number ?? .max, UInt64(raw.count))
    guard raw.count >= wordSize else {
      return Int(truncatingIfNeeded: mixed(hash, raw.reduce(0) { $0 << 8 | UInt64($1) }) >> 1)
    }
    for offset in stride(from: 0, to: raw.count - wordSize, by: wordSize) {
      hash = mixed(hash, raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
    }
    let last = raw.loadUnaligned(fromByteOffset: raw.count - wordSize, as: UInt64.self)
    return Int(truncatingIfNeeded: mixed(hash, last) >> 1)
  }

  /// Multiplies and folds, so that each bit depends on all.
  private static func mixed(_ hash: UInt64, _ word: UInt64) -> UInt64 {
    let product = (hash ^ word).multipliedFullWidth(by: 0x9e37_79b9_7f4a_7c15)
    return product.high ^ product.low ^ word
  }
}
