/// How many columns of a screen a table's texts take, as far as bytes tell.
///
/// Making it takes a few milliseconds for a million customers: texts of a row's own are measured in a sample, codes in
/// all rows.
package struct TextWidths: Sendable {
  package struct Need: Equatable, Sendable {
    /// What nine of ten customers need.
    package let most: Int
    package let longest: Int

    package init(most: Int, longest: Int) {
      self.most = most
      self.longest = longest
    }
  }

  private let needs: [CustomerColumn: Need]
  /// Whether the other columns are empty.
  package let hasNamesOnly: Bool

  /// Nil for a column that is told in words of the screen's own.
  package subscript(column: CustomerColumn) -> Need? { needs[column] }

  private static let sampleSize = 4_096

  init(of table: CustomerTable) {
    hasNamesOnly = table.hasNamesOnly
    let sample = Array(stride(from: 0, to: table.count, by: max(table.count / Self.sampleSize, 1)))
    func need(_ widths: [Int], longest: Int) -> Need {
      Need(most: widths.isEmpty ? 0 : widths.sorted()[widths.count * 9 / 10], longest: longest)
    }
    func ownNeed(_ field: CustomerTable.TextField, longest: Int? = nil) -> Need {
      let widths = sample.map { Self.width(of: table.text[table.textRange(field, at: $0)]) }
      return need(widths, longest: longest ?? widths.max() ?? 0)
    }
    func sharedNeed(_ codes: [UInt32], _ widths: [Int]) -> Need {
      need(sample.map { widths[Int(codes[$0])] }, longest: widths.max() ?? 0)
    }
    let ids = table.ids.last.map { String($0).count } ?? 0
    needs = [
      .name: ownNeed(.name),
      .code: ownNeed(.code, longest: Self.longest(.code, in: table)),
      .accountingCode: ownNeed(.accountingCode, longest: Self.longest(.accountingCode, in: table)),
      .id: Need(most: ids, longest: ids),
      .type: sharedNeed(table.typeCodes, table.types.map { Self.width(of: $0.utf8) }),
      .salesperson: sharedNeed(
        table.salespersonCodes, table.salespeople.map { Self.width(of: $0.name.utf8) }),
      .salespersonID: sharedNeed(
        table.salespersonCodes, table.salespeople.map { $0.id.map { String($0).count } ?? 0 }),
    ]
  }

  /// The width of the text that has the most bytes.
  private static func longest(_ field: CustomerTable.TextField, in table: CustomerTable) -> Int {
    var (longestRow, maxBytes) = (0, 0)
    table.textOffsets.withUnsafeBufferPointer { offsets in
      for row in 0..<table.count {
        let place = row * CustomerTable.textsPerRow + field.rawValue
        let bytes = Int(offsets[place + 1] - offsets[place])
        if bytes > maxBytes { (longestRow, maxBytes) = (row, bytes) }
      }
    }
    return maxBytes == 0 ? 0 : width(of: table.text[table.textRange(field, at: longestRow)])
  }

  /// One column for each letter, two for those of the scripts that have wide ones.
  private static func width(of bytes: some Sequence<UInt8>) -> Int {
    bytes.reduce(0) { width, byte in
      switch byte {
      case 0x80..<0xC0: width
      case 0xE2...: width + 2
      default: width + 1
      }
    }
  }
}
