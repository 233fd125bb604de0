import CTextScan
import Threading

/// The distinct words of a table's names, types and salespeople, each once, and which of them each row has.
///
/// A mistyped term is compared with these few words instead of all rows. What is no word (`WordLetters`) isn't here.
/// Words are numbered from 1; 0 stands for none.
struct WordIndex: Sendable {
  /// What is kept of each word: its letters, these as a set, and how it sounds.
  let letters: [UInt8]
  let starts: [UInt32]
  let masks: [UInt64]
  let sounds: [UInt64]
  /// The words of the names, for each block of rows.
  let blocks: [WordBlock]
  /// The words of each type and salesperson, by code.
  let typeWords: [[UInt32]]
  let salespersonWords: [[UInt32]]
  private let numbers: Interner

  var count: Int { masks.count }

  init(_ index: SearchIndex) {
    let blockCount = index.blocks.count
    let made = ParallelWork.map(parts: blockCount, .deferrable) { part, _ in
      var numbers = Interner()
      return (block: WordBlock(index.blocks[part], numbers: &numbers), numbers: numbers)
    }
    let numbered = made ?? []
    var numbers = Interner()
    _ = numbers.code(for: UnsafeBufferPointer(start: nil, count: 0))
    let values = (Self.words(of: index.types, &numbers), Self.words(of: index.salespeople, &numbers))
    let renumbered = numbered.map { numbers.codes(for: $0.numbers) }
    blocks =
      ParallelWork.map(parts: blockCount, .deferrable) { part, _ in
        var block = numbered[part].block
        block.renumber(renumbered[part])
        return block
      } ?? []
    (typeWords, salespersonWords) = values
    self.numbers = numbers
    let (letters, starts) = numbers.valueBytes
    (self.letters, self.starts) = (letters, starts)
    let words = starts.indices.dropLast().map { letters[Int(starts[$0])..<Int(starts[$0 + 1])] }
    masks = words.map { $0.withUnsafeBufferPointer { word_scan_mask($0.baseAddress, $0.count) } }
    sounds = words.map { $0.withUnsafeBufferPointer { word_scan_sound($0.baseAddress, $0.count) } }
  }

  /// The number of a word.
  func number(of word: ArraySlice<UInt8>) -> UInt32? {
    word.withUnsafeBufferPointer { numbers.knownCode(for: $0) }
  }

  /// The numbers of the words that begin like this.
  func numbers(startingWith start: ArraySlice<UInt8>) -> [UInt32] {
    guard let first = start.first else { return [] }
    return letters.withUnsafeBufferPointer { letters in
      (1..<count).filter { word in
        let (from, end) = (Int(starts[word]), Int(starts[word + 1]))
        return end - from >= start.count && letters[from] == first
          && letters[from..<from + start.count].elementsEqual(start)
      }
      .map(UInt32.init)
    }
  }

  /// Calls `body` with the words as C looks at them.
  func withWords<Result>(_ body: (UnsafePointer<word_scan_words>) -> Result) -> Result {
    letters.withUnsafeBufferPointer { letters in
      starts.withUnsafeBufferPointer { starts in
        masks.withUnsafeBufferPointer { masks in
          sounds.withUnsafeBufferPointer { sounds in
            var words = word_scan_words(
              letters: letters.baseAddress, starts: starts.baseAddress, masks: masks.baseAddress,
              sounds: sounds.baseAddress, count: masks.count)
            return body(&words)
          }
        }
      }
    }
  }

  private static func words(of texts: FoldedTexts, _ numbers: inout Interner) -> [[UInt32]] {
    var last: [UInt32] = []
    return (0..<texts.rowCount).map { value in
      texts.readWords(of: value, into: &last, &numbers)
      return last
    }
  }
}

extension FoldedTexts {
  /// Reads the words of a text, and those of its second form that the first one lacks.
  func readWords(of index: Int, into words: inout [UInt32], _ numbers: inout Interner) {
    words.removeAll(keepingCapacity: true)
    bytes.withUnsafeBufferPointer { bytes in
      let text = UnsafeBufferPointer(rebasing: bytes[Int(starts[index])..<Int(starts[index + 1]) - 1])
      let secondForm = text.firstIndex(of: Self.formSeparator) ?? text.count
      TextWords.forEach(in: text) { word, start in
        guard words.count < TextWords.maxCount else { return }
        let number = numbers.number(ofWord: word)
        guard number > 0, start < secondForm || !words.contains(number) else { return }
        words.append(number)
      }
    }
  }
}

extension Interner {
  /// The number of a word, new if need be; 0 if it is none.
  fileprivate mutating func number(ofWord word: UnsafeBufferPointer<UInt8>) -> UInt32 {
    if word.count <= WordLetters.maxCount, word.allSatisfy({ $0 &- UInt8(ascii: "a") < 26 }) {
      return code(for: word)
    }
    guard let letters = WordLetters(word) else { return 0 }
    return letters.bytes.withUnsafeBufferPointer { code(for: $0) }
  }
}

/// The words of a text in its search forms.
enum TextWords {
  /// So many words of a text are looked at, as far as similar ones will do.
  static let maxCount = 64

  /// Calls `body` with each run of letters and digits, and where it begins.
  @inline(__always)
  static func forEach(
    in text: UnsafeBufferPointer<UInt8>, _ body: (_ word: UnsafeBufferPointer<UInt8>, _ start: Int) -> Void
  ) {
    var index = 0
    while index < text.count {
      guard SearchForm.isInWord(text[index]) else {
        index += 1
        continue
      }
      let start = index
      while index < text.count, SearchForm.isInWord(text[index]) { index += 1 }
      body(UnsafeBufferPointer(rebasing: text[start..<index]), start)
    }
  }
}

/// The letters of a word, a byte each, as they are compared with those of another.
///
/// A word has letters only, of Latin, Greek, Cyrillic or Armenian script; words of other scripts and words with digits
/// are found as they are written or not at all. Letters beyond ASCII are told apart by their last seven bits.
struct WordLetters: Hashable, Sendable {
  let bytes: [UInt8]

  /// A longer word is no word that a person mistypes.
  static let maxCount = 64
  private static let firstOtherScript: UInt32 = 0x590

  init?(_ word: some Sequence<UInt8>) {
    var bytes: [UInt8] = []
    var iterator = word.makeIterator()
    while let byte = iterator.next() {
      if byte &- UInt8(ascii: "a") < 26 {
        bytes.append(byte)
      } else if byte >= 0xC3, byte < 0xD7, let next = iterator.next() {
        let value = UInt32(byte & 0x1F) << 6 | UInt32(next & 0x3F)
        guard value < Self.firstOtherScript else { return nil }
        bytes.append(UInt8(value & 0x7F) | 0x80)
      } else {
        return nil
      }
      guard bytes.count <= Self.maxCount else { return nil }
    }
    guard !bytes.isEmpty else { return nil }
    self.bytes = bytes
  }

  /// Letters that stand as they are compared.
  init?(letters: [UInt8]) {
    guard letters.count <= Self.maxCount else { return nil }
    bytes = letters
  }

  /// The word that `text` has, between whatever signs; nil if it has several, or none.
  init?(onlyWordOf text: [UInt8]) {
    let words = text.split { !SearchForm.isInWord($0) }
    guard words.count == 1, let word = words.first else { return nil }
    self.init(word)
  }
}
