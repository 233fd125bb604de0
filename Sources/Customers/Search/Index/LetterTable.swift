/// How well each customer matches each single letter and digit, made beforehand.
///
/// Every search begins with one letter, which nearly everybody has somewhere: so looking for it takes longest
/// and finds most. Takes eighteen bytes a customer.
struct LetterTable: Sendable {
  private static let letters = Array("abcdefghijklmnopqrstuvwxyz0123456789".utf8)
  /// For each byte its place in `letters`, or the place behind them.
  private static let places: [UInt8] = {
    var places = [UInt8](repeating: UInt8(letters.count), count: 256)
    for (place, letter) in letters.enumerated() { places[Int(letter)] = UInt8(place) }
    return places
  }()

  private static let rowsPerGroup = 64
  private static let bytesPerGroup = rowsPerGroup / 2
  /// A relevance takes four bits; this stands for `Relevance.none`.
  private static let none: UInt8 = 0xF

  private let rowCount: Int
  /// For each letter, then for each group of rows the relevances of the first half of them in the lower four
  /// bits, those of the second half in the upper ones.
  private let relevances: [UInt8]

  private static func groups(of rowCount: Int) -> Int {
    ParallelWork.parts(of: rowCount, size: rowsPerGroup)
  }

  init(_ index: SearchIndex, table: CustomerTable) {
    rowCount = index.rowCount
    let bytesPerLetter = Self.groups(of: rowCount) * Self.bytesPerGroup
    let types = Self.rated(index.types)
    let salespeople = Self.rated(index.salespeople)
    relevances = [UInt8](unsafeUninitializedCapacity: bytesPerLetter * Self.letters.count) { output, count in
      output.initialize(repeating: .max)
      count = output.count
      let output = output
      _ = ParallelWork.run(parts: index.blocks.count, isCancelled: { false }) { part, _ in
        let rows = ParallelWork.rows(ofPart: part, size: SearchIndex.rowsPerBlock, count: index.rowCount)
        var rating = LetterRating()
        for row in rows {
          rating.restart()
          rating.add(index.blocks[part], row: row - rows.lowerBound, places: Self.places)
          rating.add(types[Int(table.typeCodes[row])])
          rating.add(salespeople[Int(table.salespersonCodes[row])])
          let isInSecondHalf = row % Self.rowsPerGroup >= Self.bytesPerGroup
          let byte = row / Self.rowsPerGroup * Self.bytesPerGroup + row % Self.bytesPerGroup
          for letter in Self.letters.indices {
            let relevance = min(rating.relevances[letter], Self.none)
            output[letter * bytesPerLetter + byte] &=
              isInSecondHalf ? relevance << 4 | 0xF : relevance | 0xF0
          }
        }
      }
    }
  }

  /// The relevances of each letter in values that are no row's own.
  private static func rated(_ texts: FoldedTexts) -> [SIMD64<UInt8>] {
    (0..<texts.count).map { place in
      var rating = LetterRating()
      rating.add(texts, at: place, penalty: Relevance.elsewhere, places: places)
      return rating.relevances
    }
  }

  /// What `pattern` finds, if it is a letter or a digit that is looked for everywhere; else nil.
  func matches(of pattern: TextPattern) -> [UInt8]? {
    guard pattern.bytes.count == 1, pattern.fields == .all, !pattern.isAtStart, !pattern.isAtEnd,
      let letter = Self.letters.firstIndex(of: pattern.bytes[0])
    else { return nil }
    let groups = Self.groups(of: rowCount)
    return [UInt8](unsafeUninitializedCapacity: groups * Self.rowsPerGroup) { output, count in
      guard let base = output.baseAddress else { return }
      relevances.withUnsafeBufferPointer { relevances in
        guard let packed = relevances.baseAddress.map({ $0 + letter * groups * Self.bytesPerGroup }) else {
          return
        }
        for group in 0..<groups {
          for offset in stride(from: 0, to: Self.bytesPerGroup, by: ByteVector.scalarCount) {
            let bytes = ByteVector(at: packed + group * Self.bytesPerGroup + offset)
            let rows = UnsafeMutableRawPointer(base + group * Self.rowsPerGroup + offset)
            rows.storeBytes(of: Self.unpacked(bytes & 0xF), as: ByteVector.self)
            rows.storeBytes(
              of: Self.unpacked(bytes &>> 4), toByteOffset: Self.bytesPerGroup, as: ByteVector.self)
          }
        }
      }
      count = rowCount
    }
  }

  @inline(__always)
  private static func unpacked(_ relevances: ByteVector) -> ByteVector {
    relevances | ByteVector(mask: relevances .== ByteVector(repeating: none))
  }
}

/// The best match of each letter in some texts.
private struct LetterRating {
  /// By the letter's place in the table.
  private(set) var relevances = SIMD64<UInt8>(repeating: Relevance.none)

  mutating func restart() {
    relevances = SIMD64(repeating: Relevance.none)
  }

  mutating func add(_ others: SIMD64<UInt8>) {
    relevances.replace(with: others, where: others .< relevances)
  }

  /// Adds a row's own texts.
  mutating func add(_ block: FoldedTexts, row: Int, places: [UInt8]) {
    for field in 0..<SearchIndex.textsPerRow {
      let isForemost = TextFields.foremost.rawValue >> UInt8(field) & 1 != 0
      add(
        block, at: row * SearchIndex.textsPerRow + field, penalty: isForemost ? 0 : Relevance.elsewhere,
        places: places)
    }
  }

  mutating func add(_ texts: FoldedTexts, at place: Int, penalty: UInt8, places: [UInt8]) {
    withUnsafeMutableBytes(of: &relevances) { relevances in
      texts.bytes.withUnsafeBufferPointer { bytes in
        guard let base = bytes.baseAddress else { return }
        for position in texts.range(at: place) {
          let letter = Int(places[Int(base[position])])
          let relevance = Relevance.place(of: base + position, to: base + position + 1) + penalty
          relevances[letter] = min(relevances[letter], relevance)
        }
      }
    }
  }
}
