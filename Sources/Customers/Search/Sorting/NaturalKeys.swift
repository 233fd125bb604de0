import Threading

/// The natural keys of a text field for some rows, in blocks that are made in parallel.
///
/// Needed only while sorting. Each block is filled by one of the threads that make the keys, and only read after that.
final class NaturalKeys: @unchecked Sendable {
  private let blocks: [Block]

  /// Some keys one behind the other, a byte 0 behind each, then zeros enough to read eight bytes anywhere.
  fileprivate final class Block {
    var bytes = ByteBuffer(capacity: NaturalKeys.keysPerBlock * NaturalKeys.expectedKeySize)
  }

  private static let blockShift = 14
  static let keysPerBlock = 1 << blockShift
  private static let expectedKeySize = 40
  /// How many bytes of a key are compared at once.
  static let chunkSize = 8

  private init(blockCount: Int) {
    blocks = (0..<blockCount).map { _ in Block() }
  }

  /// Makes the keys of `field` for `rows`, or for all rows of the table, and an entry for each, in the same order.
  static func made(
    _ field: CustomerTable.TextField, of rows: [UInt32]?, in table: CustomerTable,
    _ urgency: ParallelWork.Urgency
  ) -> (keys: NaturalKeys, entries: [KeyEntry]) {
    let count = rows?.count ?? table.count
    // Each worker has a folder, and each place an entry.
    nonisolated(unsafe) let folders = (0..<ParallelWork.processorCount).map { _ in TextFolder() }
    let parts = ParallelWork.parts(of: count, size: keysPerBlock)
    let keys = NaturalKeys(blockCount: parts)
    let entries = [KeyEntry](unsafeUninitializedCapacity: count) { entries, initializedCount in
      nonisolated(unsafe) let entries = entries
      _ = ParallelWork.run(parts: parts, urgency) { part, worker in
        var maker = NaturalKeyMaker(field, table: table, folder: folders[worker])
        let places = ParallelWork.rows(ofPart: part, size: keysPerBlock, count: count)
        keys.blocks[part].fill(places, of: rows, with: &maker, entries, urgency)
      }
      initializedCount = count
    }
    return (keys, entries)
  }

  /// Calls `body` with what reads the keys; it must not be used afterwards.
  func withReader<Result>(_ body: (Reader) throws -> Result) rethrows -> Result {
    try withExtendedLifetime(self) {
      try blocks.map { UnsafePointer($0.bytes.start) }.withUnsafeBufferPointer { starts in
        try body(Reader(blocks: starts))
      }
    }
  }

  /// Reads keys, from any thread.
  struct Reader {
    fileprivate let blocks: UnsafeBufferPointer<UnsafePointer<UInt8>>

    /// Eight bytes of an entry's key, filled up with zeros, as a number that sorts like them.
    ///
    /// `depth` must not be behind the key's end.
    @inline(__always)
    func chunk(of entry: KeyEntry, from depth: Int) -> UInt64 {
      let block = blocks[Int(entry.place) >> NaturalKeys.blockShift]
      return NaturalKeys.chunk(at: block + Int(entry.start) + depth)
    }
  }

  /// Eight bytes without those behind the first byte 0, as a number that sorts like them.
  @inline(__always)
  fileprivate static func chunk(at start: UnsafePointer<UInt8>) -> UInt64 {
    let bytes = UInt64(littleEndian: UnsafeRawPointer(start).loadUnaligned(as: UInt64.self))
    // The lowest bit that is set is the highest one of the first byte 0.
    let zeros = (bytes &- 0x0101_0101_0101_0101) & ~bytes & 0x8080_8080_8080_8080
    let isBeforeZero = (zeros & (0 &- zeros)) &- 1
    return (bytes & isBeforeZero).byteSwapped
  }
}

extension NaturalKeys.Block {
  /// Makes the keys of the rows at `places`, and their entries.
  fileprivate func fill(
    _ places: Range<Int>, of rows: [UInt32]?, with maker: inout NaturalKeyMaker,
    _ entries: UnsafeMutableBufferPointer<KeyEntry>, _ urgency: ParallelWork.Urgency
  ) {
    for place in places {
      urgency.yieldToUrgent(at: place)
      let start = bytes.count
      maker.append(rows.map { Int($0[place]) } ?? place, to: &bytes)
      bytes.append(0)
      entries.initializeElement(
        at: place, to: KeyEntry(chunk: 0, place: UInt32(place), start: UInt32(start)))
    }
    for _ in 0..<NaturalKeys.chunkSize { bytes.append(0) }
    // Only now, since the bytes move while they grow.
    for place in places {
      let start = bytes.start + Int(entries[place].start)
      entries[place].chunk = start[0] == 0 ? KeyEntry.emptyChunk : NaturalKeys.chunk(at: start)
    }
  }
}

/// A key that is being sorted.
struct KeyEntry {
  /// The part of the key that is being compared.
  var chunk: UInt64
  /// The place among the rows to sort.
  let place: UInt32
  /// Where the key begins in its block.
  let start: UInt32

  /// Stands for an empty key, behind all others: no key begins with a byte 0xFF.
  static let emptyChunk = UInt64.max
}

/// Makes the natural keys of a table's texts, one after the other.
struct NaturalKeyMaker: ~Copyable {
  private let field: CustomerTable.TextField
  private let table: CustomerTable
  private let folder: TextFolder
  private var folded = ByteBuffer(capacity: 256)

  init(_ field: CustomerTable.TextField, table: CustomerTable, folder: TextFolder) {
    self.field = field
    self.table = table
    self.folder = folder
  }

  /// Appends the key of a row's text to `keys`.
  mutating func append(_ row: Int, to keys: inout ByteBuffer) {
    folded.truncate(to: 0)
    table.text.withUnsafeBufferPointer { text in
      let range = table.textRange(field, at: row)
      folder.fold(
        UnsafeBufferPointer(rebasing: text[range]), readable: text.count - range.lowerBound, to: &folded)
    }
    NaturalKey.append(of: folded.content, to: &keys)
  }
}

/// Makes of a folded text bytes that sort as people count: `2-14` before `10`.
///
/// Digits become a `0`, how many there are without zeros in front, and these. So equal values make equal
/// keys, however they are written. A key holds no byte 0, so it can be filled up with them.
enum NaturalKey {
  /// Appends the key of `text`, folded UTF-8.
  static func append(of text: UnsafeBufferPointer<UInt8>, to scratch: inout ByteBuffer) {
    scratch.append(atMost: text.count * maxBytesPerByte) { key in
      var end = key
      func append(_ byte: UInt8) {
        end.pointee = byte
        end += 1
      }
      var index = 0
      while index < text.count {
        let byte = text[index]
        guard isDigit(byte) else {
          append(max(byte, 1))
          index += 1
          continue
        }
        while index < text.count, text[index] == UInt8(ascii: "0") { index += 1 }
        let start = index
        while index < text.count, isDigit(text[index]) { index += 1 }
        append(UInt8(ascii: "0"))
        // A greater number makes greater bytes, none of them 0.
        var digitCount = index - start
        while digitCount >= Int(UInt8.max) - 1 {
          append(.max)
          digitCount -= Int(UInt8.max) - 1
        }
        append(UInt8(digitCount + 1))
        for digit in text[start..<index] { append(digit) }
      }
      return end - key
    }
  }

  /// A single digit becomes the most bytes.
  private static let maxBytesPerByte = 3

  @inline(__always)
  private static func isDigit(_ byte: UInt8) -> Bool {
    byte &- UInt8(ascii: "0") < 10
  }
}
