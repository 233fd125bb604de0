/// The sum of the hashes of all rows, which tells whether a file still holds what was written to it.
///
/// A sum, so that a row can be counted in any order. SQLite notices broken pages but not other bytes
/// within a text; the fingerprint does. The hash is part of the file's format.
struct Fingerprint: Equatable {
  private(set) var sum: UInt64 = 0

  /// Stands for a term without an id.
  private static let noID: UInt64 = 1 << 63

  init() {}

  /// From the file, where it stands as a signed number.
  init(stored: Int64) {
    sum = UInt64(bitPattern: stored)
  }

  var stored: Int64 { Int64(bitPattern: sum) }

  /// Adds what another one counted.
  mutating func add(_ other: Fingerprint) {
    sum &+= other.sum
  }

  /// Throws `Damage` unless this is of the rows that the sync left, together with its vocabulary.
  func check(_ vocabulary: ValueDictionaries, against run: SyncRun) throws {
    var found = self
    found.add(vocabulary)
    found.add(run)
    guard found == run.fingerprint else {
      throw Damage(description: "The customers are not what was written.")
    }
  }

  mutating func add(_ row: CustomerRow) {
    var hash = Hash()
    hash.add(row.id)
    hash.add(UInt64(bitPattern: row.typeKey) << 32 ^ UInt64(bitPattern: row.salespersonKey))
    hash.add(UInt64(bitPattern: row.updatedSeconds))
    let status: UInt64 = row.isActive.map { $0 ? 1 : 2 } ?? 0
    hash.add(UInt64(row.flags.rawValue) << 8 | status)
    hash.add(row.name)
    hash.add(row.code)
    hash.add(row.accountingCode)
    sum &+= hash.value
  }

  /// Adds what is written of a sync, but for its fingerprint.
  mutating func add(_ run: SyncRun) {
    var hash = Hash()
    hash.add(UInt64(bitPattern: run.number))
    hash.add(UInt64(bitPattern: run.askedAtMilliseconds))
    hash.add((run.isFull ? 2 : 0) | (run.tellsMine ? 1 : 0))
    hash.add(UInt64(run.customerCount))
    hash.add(UInt64(bitPattern: run.lastUpdate ?? .min))
    sum &+= hash.value
  }

  mutating func add(_ vocabulary: ValueDictionaries) {
    for (table, terms) in [vocabulary.types, vocabulary.salespeople].enumerated() {
      for (index, term) in terms.terms.enumerated() {
        var hash = Hash()
        hash.add(UInt64(table) << 32 | UInt64(index))
        hash.add(term.id ?? Self.noID)
        var name = term.name
        name.withUTF8 { hash.add($0) }
        sum &+= hash.value
      }
    }
  }
}

/// Multiplies and folds 8 bytes at a time, as wyhash does.
private struct Hash {
  private(set) var value: UInt64 = 0x9e37_79b9_7f4a_7c15

  /// Any odd number with about as many ones as zeros would do.
  private static let multiplier: UInt64 = 0xd6e8_feb8_6659_fd93

  mutating func add(_ word: UInt64) {
    let (high, low) = (value ^ word).multipliedFullWidth(by: Self.multiplier)
    value = high ^ low ^ word
  }

  mutating func add(_ text: CustomerRow.Text) {
    add(UInt64(text.count))
    let raw = UnsafeRawBufferPointer(text)
    let wordSize = MemoryLayout<UInt64>.size
    guard raw.count >= wordSize else {
      add(raw.reduce(0) { $0 << 8 | UInt64($1) })
      return
    }
    for offset in stride(from: 0, to: raw.count - wordSize, by: wordSize) { add(word(of: raw, at: offset)) }
    // The last word may overlap the one before it.
    add(word(of: raw, at: raw.count - wordSize))
  }

  private func word(of raw: UnsafeRawBufferPointer, at offset: Int) -> UInt64 {
    UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
  }
}
