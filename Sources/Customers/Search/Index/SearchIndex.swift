import CTextScan
import Threading

/// The texts of a table as they are searched, laid out for looking through all of them fast.
///
/// Rows are cut into blocks, the unit of parallel work and of giving up. Salespeople and types are folded
/// once a distinct value.
struct SearchIndex: Sendable {
  /// A multiple of 64, so that blocks share no word of a `RowSet`.
  static let rowsPerBlock = 1 << 14
  /// The texts of each row in a block, in this order: name, code, accounting code, id.
  ///
  /// The first two count more.
  static let textsPerRow = 4
  static let foremostCount = 2

  let rowCount: Int
  let blocks: [FoldedTexts]
  /// How large each row's name is, as scores count it.
  let nameSizes: [UInt16]
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
    // Each worker has a maker, and each row a size.
    nonisolated(unsafe) let makers = (0..<ParallelWork.processorCount).map { _ in BlockMaker(table) }
    var blocks: [FoldedTexts] = []
    nameSizes = [UInt16](unsafeUninitializedCapacity: rowCount) { sizes, count in
      nonisolated(unsafe) let sizes = sizes
      let made = ParallelWork.map(parts: blockCount) { part, worker in
        makers[worker].block(Self.rows(ofBlock: part, of: table.count), sizes)
      }
      (blocks, count) = (made ?? [], table.count)
    }
    self.blocks = blocks
    let folder = TextFolder()
    types = Self.values(table.types, folder: folder)
    salespeople = Self.values(table.salespeople.map(\.name), folder: folder)
    salespersonIDs = Self.values(table.salespeople.map { $0.id.map(String.init) ?? "" }, folder: folder)
    var byteCounts = [UInt32](repeating: 0, count: 256)
    for byte in self.blocks.first?.bytes ?? [] { byteCounts[Int(byte)] += 1 }
    self.byteCounts = byteCounts
  }

  static func rows(ofBlock block: Int, of count: Int) -> Range<Int> {
    ParallelWork.rows(ofPart: block, size: rowsPerBlock, count: count)
  }

  func rows(ofBlock block: Int) -> Range<Int> { Self.rows(ofBlock: block, of: rowCount) }

  private static func values(_ values: [String], folder: TextFolder) -> FoldedTexts {
    var builder = FoldedTexts.Builder(
      rowCount: values.count, textsPerRow: 1, foremostCount: 0, bytesPerRow: 16)
    for value in values {
      var value = value
      value.withUTF8 { _ = builder.append($0, folder: folder) }
    }
    return builder.finish()
  }

  /// Whether nothing is left of a row's own text once it is folded.
  func isEmpty(_ field: CustomerTable.TextField, at row: Int) -> Bool {
    blocks[row / Self.rowsPerBlock]
      .isEmpty(at: row % Self.rowsPerBlock * Self.textsPerRow + field.rawValue)
  }

  /// Whether a text is exactly the code or the id of a row.
  func isCodeOrID(_ whole: [UInt8], ofRow row: Int) -> Bool {
    let first = row % Self.rowsPerBlock * Self.textsPerRow
    let block = blocks[row / Self.rowsPerBlock]
    return block.isText(at: first + CustomerTable.TextField.code.rawValue, whole)
      || block.isText(at: first + Self.textsPerRow - 1, whole)
  }
}

/// Makes the blocks of an index, one after the other, in the same memory.
private final class BlockMaker {
  private let table: CustomerTable
  private let folder = TextFolder()
  // Private, and one thread's: checking each access would take longer than the access.
  @exclusivity(unchecked) private var builder: FoldedTexts.Builder

  private static let idDigits = 8

  init(_ table: CustomerTable) {
    self.table = table
    builder = FoldedTexts.Builder(
      rowCount: min(table.count, SearchIndex.rowsPerBlock), textsPerRow: SearchIndex.textsPerRow,
      foremostCount: SearchIndex.foremostCount,
      bytesPerRow: table.text.count / max(1, table.count) + Self.idDigits)
  }

  /// The texts of some rows; writes the sizes of their names.
  func block(_ rows: Range<Int>, _ nameSizes: UnsafeMutableBufferPointer<UInt16>) -> FoldedTexts {
    table.text.withUnsafeBufferPointer { text in
      for row in rows {
        for field in CustomerTable.TextField.allCases {
          let range = table.textRange(field, at: row)
          let forms = builder.append(
            UnsafeBufferPointer(rebasing: text[range]), isCode: field != .name,
            readable: text.count - range.lowerBound, folder: folder)
          if field == .name {
            nameSizes.initializeElement(at: row, to: Self.size(of: forms, byteCount: range.count))
          }
        }
        builder.append(table.ids[row])
      }
    }
    return builder.finish()
  }

  /// How many long words the first form of a name has, up to 7, and how many bytes the name, by twos, up to 126.
  private static func size(of forms: UnsafeBufferPointer<UInt8>, byteCount: Int) -> UInt16 {
    let longWordCount = text_fold_long_words(forms.baseAddress, forms.count, Int(TEXT_SCAN_LONG_WORD))
    return UInt16(
      min(longWordCount, TEXT_SCAN_SIZE_WORDS_MAX) << TEXT_SCAN_SIZE_WORDS_SHIFT | min(byteCount / 2, 63))
  }
}

/// Texts as they are searched, one behind the other in a single buffer, each between two separators.
///
/// A text may have two forms (`SearchForm`) with a separator of their own between them. Separators are bytes that UTF-8
/// never uses, and the texts are valid UTF-8, as is every text looked for: so neither data nor query can forge
/// one, and a match never crosses one.
struct FoldedTexts: Sendable {
  /// A separator, then each text and a separator, then `padding` more of these.
  let bytes: [UInt8]
  /// Where each text begins in `bytes`, and where the next one would.
  let starts: [UInt32]
  /// How many texts each row has.
  let textsPerRow: Int
  /// How many of these, the first ones, count more than the others.
  let foremostCount: Int

  static let separator = UInt8(TEXT_SCAN_SEPARATOR)
  static let formSeparator = UInt8(TEXT_SCAN_FORM_SEPARATOR)
  /// So many separators end the buffer, so that a scan may look beyond the last text.
  private static let padding = Int(TEXT_SCAN_PADDING)

  var rowCount: Int { (starts.count - 1) / textsPerRow }

  func isEmpty(at index: Int) -> Bool {
    starts[index] + 1 == starts[index + 1]
  }

  /// Whether a text has a form that is just these bytes.
  func isText(at index: Int, _ whole: [UInt8]) -> Bool {
    bytes[Int(starts[index])..<Int(starts[index + 1]) - 1]
      .split(separator: Self.formSeparator, omittingEmptySubsequences: false)
      .contains { $0.elementsEqual(whole) }
  }

  /// Calls `body` with the texts as C looks at them.
  func withTexts<Result>(_ body: (UnsafePointer<text_scan_texts>) -> Result) -> Result {
    bytes.withUnsafeBufferPointer { bytes in
      starts.withUnsafeBufferPointer { starts in
        var texts = text_scan_texts(
          bytes: bytes.baseAddress, starts: starts.baseAddress, texts_per_row: textsPerRow,
          foremost_count: foremostCount)
        return body(&texts)
      }
    }
  }

  /// Gathers texts, one appended after the other, again and again.
  struct Builder: ~Copyable {
    private var buffer: ByteBuffer
    private var starts: [UInt32] = []
    private let rowCount: Int
    private let textsPerRow: Int
    private let foremostCount: Int

    /// Makes one for about so many rows.
    init(rowCount: Int, textsPerRow: Int, foremostCount: Int, bytesPerRow: Int) {
      self.rowCount = rowCount
      self.textsPerRow = textsPerRow
      self.foremostCount = foremostCount
      buffer = ByteBuffer(capacity: rowCount * (bytesPerRow + textsPerRow) + padding)
      begin()
    }

    private mutating func begin() {
      buffer.truncate(to: 0)
      buffer.append(separator)
      starts = [1]
      starts.reserveCapacity(rowCount * textsPerRow + 1)
    }

    /// Appends `text`, folded and in its search forms, and returns these, which are valid until the next call.
    ///
    /// `readable` bytes from its start on may be read.
    @discardableResult
    mutating func append(
      _ text: UnsafeBufferPointer<UInt8>, isCode: Bool = false, readable: Int = 0, folder: TextFolder
    ) -> UnsafeBufferPointer<UInt8> {
      let start = buffer.count
      if !folder.fold(text, readable: readable, to: &buffer) {
        SearchForm.replaceFolded(from: start, of: &buffer, isCode: isCode)
      }
      let count = buffer.count - start
      endText()
      buffer.makeReadable(Int(TEXT_FOLD_STEP))
      return UnsafeBufferPointer(start: buffer.start + start, count: count)
    }

    /// Appends `number` in decimal digits.
    mutating func append(_ number: UInt64) {
      number.withDecimalDigits { buffer.append($0) }
      endText()
    }

    private mutating func endText() {
      buffer.append(separator)
      starts.append(UInt32(buffer.count))
    }

    /// The texts; those that are appended from now on are others.
    mutating func finish() -> FoldedTexts {
      for _ in 0..<padding { buffer.append(separator) }
      let texts = FoldedTexts(
        bytes: Array(buffer.content), starts: starts, textsPerRow: textsPerRow, foremostCount: foremostCount)
      begin()
      return texts
    }
  }
}
