import CTextScan

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

  /// Gathers texts, one appended after the other.
  struct Builder: ~Copyable {
    private var buffer: ByteBuffer
    private var starts: [UInt32]
    private let textsPerRow: Int
    private let foremostCount: Int

    init(rowCount: Int, textsPerRow: Int, foremostCount: Int, bytesPerRow: Int) {
      self.textsPerRow = textsPerRow
      self.foremostCount = foremostCount
      buffer = ByteBuffer(capacity: rowCount * (bytesPerRow + textsPerRow) + padding)
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
      folder.fold(text, readable: readable, to: &buffer)
      SearchForm.replaceFolded(from: start, of: &buffer, isCode: isCode)
      let count = buffer.count - start
      endText()
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

    consuming func finish() -> FoldedTexts {
      for _ in 0..<padding { buffer.append(separator) }
      return FoldedTexts(
        bytes: Array(buffer.content), starts: starts, textsPerRow: textsPerRow, foremostCount: foremostCount)
    }
  }
}
