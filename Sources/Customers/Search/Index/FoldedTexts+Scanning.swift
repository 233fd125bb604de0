import CTextScan

extension FoldedTexts {
  static let separator = UInt8(TEXT_SCAN_SEPARATOR)
  /// So many separators end the buffer, so that a scan may look beyond the last text.
  static let padding = Int(TEXT_SCAN_PADDING)

  /// Two bytes of something looked for, and where they stand in it.
  struct BytePair {
    let offsets: (Int, Int)
    let bytes: (UInt8, UInt8)

    /// Offsets must not be greater.
    static let largestOffset = Int(TEXT_SCAN_LARGEST_OFFSET)

    fileprivate var inC: text_scan_pair {
      text_scan_pair(
        first_offset: offsets.0, second_offset: offsets.1, first: bytes.0, second: bytes.1)
    }
  }

  /// Calls `body` with each place in some texts where both bytes of `pair` stand, and how many texts have
  /// ended before it.
  ///
  /// Begins with the separator in front of the first text. What the pair belongs to may reach beyond the last.
  @inline(__always)
  func forEachPlace(of pair: BytePair, inTexts texts: Range<Int>, _ body: (_ place: Int, _ text: Int) -> Void)
  {
    guard !texts.isEmpty else { return }
    var position = text_scan_position(
      place: Int(starts[texts.lowerBound]) - 1, separators: texts.lowerBound - 1)
    let end = Int(starts[texts.upperBound]) - 1
    withUnsafePointer(to: pair.inC) { pair in
      withUnsafeTemporaryAllocation(of: text_scan_hit.self, capacity: Self.hitCapacity) { hits in
        bytes.withUnsafeBufferPointer { bytes in
          while position.place < end {
            let count = text_scan_find_pair(
              bytes.baseAddress, end, pair, &position, hits.baseAddress, hits.count)
            for hit in hits[..<count] { body(Int(hit.place), Int(hit.separators)) }
          }
        }
      }
    }
  }

  private static let hitCapacity = 512

  /// The longest pattern that `rate` can look for, in bytes.
  static let longestRatedPattern = BytePair.largestOffset

  /// Writes what the best match of a pattern is worth in each of `rows` of a block; nil: in all of them.
  ///
  /// `lookCloser` says it for rows in which bytes alone don't tell.
  func rate(
    _ pattern: TextPattern, rows: [UInt32]? = nil, into relevances: UnsafeMutablePointer<UInt8>,
    lookCloser: (_ row: Int) -> UInt8
  ) {
    let places = (0..<SearchIndex.textsPerRow).filter {
      pattern.fields.contains(TextFields(rawValue: 1 << UInt8($0)))
    }
    guard let first = places.first, let last = places.last else { return }
    let foremost = places.filter { TextFields.foremost.contains(TextFields(rawValue: 1 << UInt8($0))) }
    var fields = text_scan_fields(
      start: first, foremost_end: foremost.last.map { $0 + 1 } ?? first, end: last + 1)
    let rowCount = rows?.count ?? count / SearchIndex.textsPerRow
    withUnsafeTemporaryAllocation(of: UInt32.self, capacity: rowCount) { unsure in
      let unsureCount = pattern.bytes.withUnsafeBufferPointer { wanted in
        var wanted = text_scan_pattern(
          bytes: wanted.baseAddress, count: wanted.count, at_start: pattern.isAtStart, at_end: pattern.isAtEnd
        )
        // The ways in which a pattern stands are numbered as what they are worth.
        return text_scan_rate(
          bytes, starts, SearchIndex.textsPerRow, rows, rowCount, &wanted, &fields, relevances,
          unsure.baseAddress)
      }
      for index in unsure[..<unsureCount].map(Int.init) {
        relevances[index] = lookCloser(rows.map { Int($0[index]) } ?? index)
      }
    }
  }

  /// The rows of a part whose letters have all of `wanted`, the first row being `firstRow`.
  static func rows(
    withLetters wanted: LetterSet, in sets: Slice<UnsafeBufferPointer<LetterSet>>, firstRow: Int
  ) -> [UInt32] {
    [UInt32](unsafeUninitializedCapacity: sets.count) { rows, count in
      let sets = UnsafeBufferPointer(rebasing: sets)
      sets.withMemoryRebound(to: UInt64.self) { sets in
        count = text_scan_find_sets(
          sets.baseAddress, sets.count, wanted.rawValue, UInt32(firstRow), rows.baseAddress)
      }
    }
  }

  /// Calls `body` with those of `rows` in a block whose first text has the bytes of `letters` in their order.
  ///
  /// It gets the length of the shortest part of the text that holds them; nil where only a closer look tells.
  func forEachRow(
    of rows: [UInt32], withLettersInOrder letters: [UInt8], _ body: (_ row: Int, _ length: Int?) -> Void
  ) {
    var rows = rows
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: rows.count) { lengths in
      let count = text_scan_keep_in_order(
        bytes, starts, SearchIndex.textsPerRow, letters, letters.count, &rows, rows.count, lengths.baseAddress
      )
      for index in 0..<count { body(Int(rows[index]), lengths[index] == 0 ? nil : Int(lengths[index])) }
    }
  }
}
