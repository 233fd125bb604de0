import CTextScan

/// The words of a block's names: those of each row one after the other, and for each word the rows that have it.
///
/// Takes six bytes for each word of a name, and eight for each distinct one.
struct WordBlock: Sendable {
  /// Distinct words, in the order in which they come up; the first one is none.
  private(set) var words: [UInt32] = []
  /// The words of one name after the other, the last of a name marked by the highest bit.
  private(set) var nameWords: [UInt32] = []
  /// Where the words of each `WORD_SCAN_STEP`th row begin.
  private var nameStarts: [UInt32] = []
  /// The rows of each word, one word after the other, counted from the first of the block; where those of each begin.
  private(set) var wordRows: [UInt16] = []
  private(set) var wordStarts: [UInt32] = []

  static let lastWord = UInt32(WORD_SCAN_LAST_WORD)

  init() {}

  /// Reads the words of the names among `texts`; `numbers` gets them, and numbers them.
  init(_ texts: FoldedTexts, numbers: inout Interner) {
    numbers = Interner()
    _ = numbers.code(for: UnsafeBufferPointer(start: nil, count: 0))
    var name: [UInt32] = []
    for row in 0..<texts.rowCount {
      if row % Int(WORD_SCAN_STEP) == 0 { nameStarts.append(UInt32(nameWords.count)) }
      texts.readWords(of: row * texts.textsPerRow, into: &name, &numbers)
      if name.isEmpty { name.append(0) }
      name[name.count - 1] |= Self.lastWord
      nameWords.append(contentsOf: name)
    }
    gatherRows(wordCount: numbers.count)
  }

  /// Sorts the rows by their words.
  private mutating func gatherRows(wordCount: Int) {
    wordStarts = [UInt32](repeating: 0, count: wordCount + 1)
    for word in nameWords { wordStarts[Int(word & ~Self.lastWord) + 1] += 1 }
    for word in 1...wordCount { wordStarts[word] += wordStarts[word - 1] }
    var ends = wordStarts
    wordRows = [UInt16](repeating: 0, count: nameWords.count)
    var row: UInt16 = 0
    for word in nameWords {
      let index = Int(word & ~Self.lastWord)
      wordRows[Int(ends[index])] = row
      ends[index] += 1
      if word & Self.lastWord != 0 { row += 1 }
    }
  }

  /// Gives each word the number at the index that is its number now.
  mutating func renumber(_ numbers: [UInt32]) {
    words = numbers
    for index in nameWords.indices {
      let word = nameWords[index]
      nameWords[index] = numbers[Int(word & ~Self.lastWord)] | word & Self.lastWord
    }
  }

  /// Calls `body` with what C wants to know of the words.
  func withRows<Result>(_ body: (inout word_scan_rows) -> Result) -> Result {
    nameWords.withUnsafeBufferPointer { nameWords in
      nameStarts.withUnsafeBufferPointer { nameStarts in
        words.withUnsafeBufferPointer { words in
          wordStarts.withUnsafeBufferPointer { wordStarts in
            wordRows.withUnsafeBufferPointer { wordRows in
              var rows = word_scan_rows()
              (rows.name_words, rows.name_starts) = (nameWords.baseAddress, nameStarts.baseAddress)
              (rows.word_count, rows.words) = (words.count, words.baseAddress)
              (rows.word_starts, rows.word_rows) = (wordStarts.baseAddress, wordRows.baseAddress)
              return body(&rows)
            }
          }
        }
      }
    }
  }
}
