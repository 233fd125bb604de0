/// The folded texts of a table, laid out for looking through all of them fast.
///
/// Rows are cut into blocks, the unit of parallel work and of giving up. Salespeople and types are folded
/// once a distinct value.
struct SearchIndex: Sendable {
  static let rowsPerBlock = 1 << 14
  /// The texts of each row in a block, in this order: name, code, accounting code, id.
  static let textsPerRow = 4

  let rowCount: Int
  /// `textsPerRow` texts for each row.
  let blocks: [FoldedTexts]
  /// The letters of each row's name.
  let nameLetters: [LetterSet]
  /// One text for each of the table's types.
  let types: FoldedTexts
  /// One text for each of the table's salespeople.
  let salespeople: FoldedTexts
  let salespersonIDs: FoldedTexts
  /// How often each byte stands in the first block, for choosing the rare ones of a term.
  let byteCounts: [UInt32]

  init(_ table: CustomerTable) {
    rowCount = table.count
    let blockCount = ParallelWork.parts(of: rowCount, size: Self.rowsPerBlock)
    let folders = (0..<ParallelWork.processorCount).map { _ in TextFolder() }
    var blocks = [FoldedTexts?](repeating: nil, count: blockCount)
    nameLetters = [LetterSet](unsafeUninitializedCapacity: rowCount) { letters, count in
      let letters = letters
      blocks.withUnsafeMutableBufferPointer { blocks in
        let blocks = blocks
        _ = ParallelWork.run(parts: blockCount) { part, worker in
          let rows = ParallelWork.rows(ofPart: part, size: Self.rowsPerBlock, count: table.count)
          blocks[part] = Self.block(of: rows, in: table, folder: folders[worker], letters: letters)
        }
      }
      count = table.count
    }
    self.blocks = blocks.compactMap(\.self)
    types = Self.texts(table.types, folder: folders[0])
    salespeople = Self.texts(table.salespeople.map(\.name), folder: folders[0])
    salespersonIDs = Self.texts(
      table.salespeople.map { $0.id.map(String.init) ?? "" }, folder: folders[0])
    byteCounts = Self.byteCounts(self.blocks.first)
  }

  private static func block(
    of rows: Range<Int>, in table: CustomerTable, folder: TextFolder,
    letters: UnsafeMutableBufferPointer<LetterSet>
  ) -> FoldedTexts {
    let textBytes = table.text.count / max(1, table.count)
    var builder = FoldedTexts.Builder(
      textCount: rows.count * textsPerRow, bytesPerText: textBytes / textsPerRow + 2)
    table.text.withUnsafeBufferPointer { text in
      for row in rows {
        for field in CustomerTable.TextField.allCases {
          let range = table.textRange(field, at: row)
          let folded = builder.append(
            UnsafeBufferPointer(rebasing: text[range]), readable: text.count - range.lowerBound,
            folder: folder)
          if field == .name { letters.initializeElement(at: row, to: LetterSet(folded)) }
        }
        builder.append(table.ids[row])
      }
    }
    return builder.finish()
  }

  private static func texts(_ values: [String], folder: TextFolder) -> FoldedTexts {
    var builder = FoldedTexts.Builder(textCount: values.count, bytesPerText: 16)
    for value in values {
      var value = value
      value.withUTF8 { _ = builder.append($0, folder: folder) }
    }
    return builder.finish()
  }

  private static func byteCounts(_ block: FoldedTexts?) -> [UInt32] {
    var counts = [UInt32](repeating: 0, count: 256)
    for byte in block?.bytes ?? [] { counts[Int(byte)] += 1 }
    return counts
  }

  /// Whether nothing is left of a row's own text once it is folded.
  func isEmpty(_ field: CustomerTable.TextField, at row: Int) -> Bool {
    blocks[row / Self.rowsPerBlock]
      .isEmpty(at: row % Self.rowsPerBlock * Self.textsPerRow + field.rawValue)
  }
}
