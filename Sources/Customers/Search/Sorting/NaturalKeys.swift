/// The natural keys of a text field for some rows, in blocks that are made in parallel.
///
/// Needed only while sorting.
struct NaturalKeys {
  private struct Block {
    /// The keys one behind the other, then zeros enough to read eight bytes anywhere.
    var bytes: [UInt8] = []
    var starts: [UInt32] = []
  }

  private let blocks: [Block]

  static let keysPerBlock = 1 << 14
  /// How many bytes of a key are compared at once.
  static let chunkSize = 8

  /// Makes the keys of `field` for `rows`, or for all rows of the table.
  init(
    _ field: CustomerTable.TextField, of rows: [UInt32]?, in table: CustomerTable,
    _ urgency: ParallelWork.Urgency
  ) {
    let count = rows?.count ?? table.count
    let folders = (0..<ParallelWork.processorCount).map { _ in TextFolder() }
    let parts = ParallelWork.parts(of: count, size: Self.keysPerBlock)
    var blocks = [Block](repeating: Block(), count: parts)
    blocks.withUnsafeMutableBufferPointer { blocks in
      let blocks = blocks
      _ = ParallelWork.run(parts: parts, urgency) { part, worker in
        let places = ParallelWork.rows(ofPart: part, size: Self.keysPerBlock, count: count)
        var keys = ByteScratch(capacity: places.count * Self.expectedKeySize)
        var starts: [UInt32] = []
        starts.reserveCapacity(places.count + 1)
        var maker = NaturalKeyMaker(field, table: table, folder: folders[worker])
        for place in places {
          starts.append(UInt32(keys.count))
          maker.append(rows.map { Int($0[place]) } ?? place, to: &keys)
        }
        starts.append(UInt32(keys.count))
        for _ in 0..<Self.chunkSize { keys.append(0) }
        blocks[part] = Block(
          bytes: Array(UnsafeBufferPointer(start: keys.start, count: keys.count)), starts: starts)
      }
    }
    self.blocks = blocks
  }

  private static let expectedKeySize = 32

  func isEmpty(at place: Int) -> Bool {
    let block = blocks[place / Self.keysPerBlock]
    let local = place % Self.keysPerBlock
    return block.starts[local] == block.starts[local + 1]
  }

  /// Eight bytes of a key, filled up with zeros, as a number that sorts like them.
  @inline(__always)
  func chunk(at place: Int, from depth: Int) -> UInt64 {
    blocks.withUnsafeBufferPointer { blocks in
      let block = blocks[place / Self.keysPerBlock]
      let local = place % Self.keysPerBlock
      return block.starts.withUnsafeBufferPointer { starts in
        block.bytes.withUnsafeBytes { bytes in
          let start = Int(starts[local]) + depth
          let rest = Int(starts[local + 1]) - start
          guard rest > 0 else { return 0 }
          let chunk = UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: start, as: UInt64.self))
          return rest >= Self.chunkSize ? chunk : chunk & ~(.max >> UInt64(rest * 8))
        }
      }
    }
  }
}

/// Makes the natural keys of a table's texts, one after the other.
struct NaturalKeyMaker: ~Copyable {
  private let field: CustomerTable.TextField
  private let table: CustomerTable
  private let folder: TextFolder
  private var folded = ByteScratch(capacity: 256)

  init(_ field: CustomerTable.TextField, table: CustomerTable, folder: TextFolder) {
    self.field = field
    self.table = table
    self.folder = folder
  }

  /// Appends the key of a row's text to `keys`.
  mutating func append(_ row: Int, to keys: inout ByteScratch) {
    folded.truncate(to: 0)
    table.text.withUnsafeBufferPointer { text in
      let range = table.textRange(field, at: row)
      folder.fold(
        UnsafeBufferPointer(rebasing: text[range]), readable: text.count - range.lowerBound, to: &folded)
    }
    NaturalKey.append(of: UnsafeBufferPointer(start: folded.start, count: folded.count), to: &keys)
  }
}
