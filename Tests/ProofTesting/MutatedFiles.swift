/// Files that somebody, or something, has spoilt in one to three places; the same ones in each run.
package struct MutatedFiles: Sequence, IteratorProtocol {
  private let originals: [[UInt8]]
  private var random: RandomSource
  private var left: Int

  package init(of originals: [String], count: Int, seed: UInt64) {
    self.originals = originals.map { Array($0.utf8) }
    random = RandomSource(seed: seed)
    left = count
  }

  package mutating func next() -> [UInt8]? {
    guard left > 0 else { return nil }
    left -= 1
    var bytes = random.pick(originals)
    for _ in 0...Int.random(in: 0...2, using: &random) { mutate(&bytes) }
    return bytes
  }

  private mutating func mutate(_ bytes: inout [UInt8]) {
    let place = Int.random(in: 0...bytes.count, using: &random)
    let end = Swift.min(place + Int.random(in: 1...30, using: &random), bytes.count)
    switch Int.random(in: 0..<6, using: &random) {
    case 0: bytes.removeSubrange(place..<end)
    case 1: bytes.removeSubrange(place...)
    case 2: bytes.insert(contentsOf: bytes[place..<end], at: Int.random(in: 0...bytes.count, using: &random))
    case 3: bytes.insert(UInt8.random(in: 0...255, using: &random), at: place)
    default: bytes.insert(contentsOf: random.pick(Self.pieces), at: place)
    }
  }

  private static let pieces: [[UInt8]] =
    [
      "[", "[[", "]", "[.]", "[=]", "[é]", "{", "}", "=", ".", ",", "#", "\"", "'", "\"\"\"", "'''", "\n",
      "\r", "\\",
      "\\u", "\0", "é", "日", "\u{feff}", "\u{1b}[2J", "a.b", "0x", "1e9999", "9223372036854775807", "-", "_",
      "inf", "true", "1979-05-27 07:32:00", "\n[api]\n", "\n[roles]\n", "{a={a={a=1}}}", "\u{301}",
    ].map { Array($0.utf8) } + [[0xff], [0xc3], [0xe2, 0x80]]
}
