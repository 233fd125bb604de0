import CTextScan
import Threading

/// The names of a table as the words that tell customers apart, whatever their order.
///
/// Words are those of the folded texts in their first form (`SearchForm`), digits among them; single letters side by side
/// are one word (`S. A.`, `J B`). Articles and conjunctions don't count, nor do legal forms, unless little else is left.
/// Words are numbered from 1.
struct NameWords: Sendable {
  /// The words of one name after the other, and where those of each row begin; one more at the end.
  let words: [UInt32]
  let starts: [UInt32]
  /// What stands for all words of a row's name together; 0 if it has none.
  let sums: [UInt64]
  let vocabulary: Vocabulary

  /// Nil as soon as the work is to end.
  init?(_ index: SearchIndex, _ work: DuplicateWork) {
    let made = ParallelWork.map(
      parts: index.blocks.count, .deferrable, isCancelled: work.isStopped
    ) { part, _ in
      Block(index.blocks[part])
    }
    guard let blocks = made else { return nil }
    var numbers = Interner()
    _ = numbers.code(for: UnsafeBufferPointer(start: nil, count: 0))
    let renumbered = blocks.map { numbers.codes(for: $0.numbers) }
    var counts = [UInt32](repeating: 0, count: numbers.count)
    for (block, numbers) in zip(blocks, renumbered) {
      for word in block.words { counts[Int(numbers[Int(word)])] += 1 }
    }
    let vocabulary = Vocabulary(numbers, counts: counts, nameCount: index.rowCount)
    var words: [UInt32] = []
    words.reserveCapacity(blocks.reduce(0) { $0 + $1.words.count })
    var starts: [UInt32] = [0]
    starts.reserveCapacity(index.rowCount + 1)
    var sums: [UInt64] = []
    sums.reserveCapacity(index.rowCount)
    for (block, numbers) in zip(blocks, renumbered) {
      for row in block.starts.indices.dropLast() {
        let name = block.words[Int(block.starts[row])..<Int(block.starts[row + 1])]
        vocabulary.appendTelling(name.lazy.map { numbers[Int($0)] }, to: &words)
        let own = words[Int(starts[starts.count - 1])...]
        sums.append(own.reduce(0) { $0 &+ Self.mixed($1) })
        starts.append(UInt32(words.count))
      }
    }
    (self.words, self.starts, self.sums, self.vocabulary) = (words, starts, sums, vocabulary)
  }

  subscript(row: Int) -> ArraySlice<UInt32> { words[Int(starts[row])..<Int(starts[row + 1])] }

  /// A number for a word that sums of others hardly ever make.
  @inline(__always)
  static func mixed(_ word: UInt32) -> UInt64 {
    var mixed = UInt64(word) &* 0x9e37_79b9_7f4a_7c15
    mixed = (mixed ^ mixed >> 32) &* 0xd6e8_feb8_6659_fd93
    return mixed ^ mixed >> 32
  }

  /// The words of neighbouring names, by their numbers among these.
  private struct Block: Sendable {
    var words: [UInt32] = []
    var starts: [UInt32] = [0]
    var numbers = Interner()

    init(_ texts: FoldedTexts) {
      _ = numbers.code(for: UnsafeBufferPointer(start: nil, count: 0))
      /// Whether the word of each number joins others and tells nothing.
      var isConnective = [true]
      var letters: [UInt8] = []
      texts.bytes.withUnsafeBufferPointer { bytes in
        for row in 0..<texts.rowCount {
          ParallelWork.Urgency.deferrable.yieldToUrgent(at: row)
          let index = row * texts.textsPerRow
          var name = bytes[Int(texts.starts[index])..<Int(texts.starts[index + 1]) - 1]
          if let end = name.firstIndex(of: FoldedTexts.formSeparator) { name = name[..<end] }
          let first = words.count
          func append(_ word: UnsafeBufferPointer<UInt8>) -> Bool {
            let number = numbers.code(for: word)
            if Int(number) == isConnective.count { isConnective.append(WordKind(Array(word)) == .connective) }
            guard !isConnective[Int(number)] else { return false }
            if words.count - first < TextWords.maxCount { words.append(number) }
            return true
          }
          func appendLetters() {
            if !letters.isEmpty { _ = letters.withUnsafeBufferPointer(append) }
            letters.removeAll(keepingCapacity: true)
          }
          TextWords.forEach(in: UnsafeBufferPointer(rebasing: name)) { word, _ in
            if word.count == 1, word[0] &- UInt8(ascii: "a") < 26 {
              letters.append(word[0])
            } else if letters.isEmpty {
              _ = append(word)
            } else if WordKind(Array(word)) != .connective {
              appendLetters()
              _ = append(word)
            }
          }
          appendLetters()
          starts.append(UInt32(words.count))
        }
      }
    }
  }
}

/// What a word is to a name.
enum WordKind: Sendable {
  case telling
  /// It joins other words: `and`, `de`.
  case connective
  /// It says how a firm is organised: `llc`, `gmbh`.
  case legalForm
  /// The same, unless the name begins with it: `co`, `sa`.
  case legalFormBehind

  init(_ word: [UInt8]) {
    self = Self.known[word] ?? .telling
  }

  private static let known: [[UInt8]: WordKind] = {
    var known: [[UInt8]: WordKind] = [:]
    func add(_ words: String, _ kind: WordKind) {
      for word in words.split(whereSeparator: \.isWhitespace) { known[Array(word.utf8)] = kind }
    }
    add(
      "and the of y e und et de del della der den die das dem des la las los el da do dos di du le les for",
      .connective)
    add(
      """
      llc lllc inc incorporated ltd limited ltda limitada corp corporation gmbh llp plc pty pte srl sarl sas eirl \
      mbh coltd coltda coinc cokg ohg gbr kft doo sro spzoo zoo bvba sprl aps oyj eurl sapi scrl pvt pllc eireli
      """, .legalForm)
    add(
      "co company sa ag kg bv nv cv rl sl lp oy ab as asa cia compania kk sp spa sderl epp ug",
      .legalFormBehind)
    return known
  }()
}

/// The distinct words of all names, each with how much it tells.
struct Vocabulary: Sendable {
  let letters: [UInt8]
  let starts: [UInt32]
  /// In how many names each word is.
  let counts: [UInt32]
  /// How much it tells that two names share a word: the more, the fewer names have it.
  let weights: [Float]
  private let kinds: [WordKind]
  private let numbers: Interner
  /// A word in so many names tells nobody apart by itself.
  private let commonCount: UInt32

  fileprivate init(_ numbers: Interner, counts: [UInt32], nameCount: Int) {
    self.numbers = numbers
    self.counts = counts
    (letters, starts) = numbers.valueBytes
    let (letters, starts) = (letters, starts)
    kinds = counts.indices.map { WordKind(Array(letters[Int(starts[$0])..<Int(starts[$0 + 1])])) }
    weights = counts.map { Float.log(Float(nameCount + 1) / Float(max($0, 1))) }
    commonCount = UInt32(max(Self.leastCommon, nameCount / Self.commonShare))
  }

  private static let leastCommon = 20
  private static let commonShare = 500

  var count: Int { counts.count }

  subscript(word: UInt32) -> ArraySlice<UInt8> {
    letters[Int(starts[Int(word)])..<Int(starts[Int(word) + 1])]
  }

  func number(of word: [UInt8]) -> UInt32? {
    word.withUnsafeBufferPointer { numbers.knownCode(for: $0) }
  }

  /// Appends those of a name's words that tell customers apart.
  fileprivate func appendTelling(_ name: some Collection<UInt32>, to words: inout [UInt32]) {
    let first = words.count
    for word in name {
      switch kinds[Int(word)] {
      case .legalForm: continue
      case .legalFormBehind where words.count > first: continue
      default: words.append(word)
      }
    }
    let isCommon = words.count == first + 1 && counts[Int(words[first])] > commonCount
    guard isCommon || words.count == first else { return }
    words.removeSubrange(first...)
    words.append(contentsOf: name)
  }

  /// Whether customers whose names differ by a word are two of a kind: another branch, the son of the same name.
  func isNumbering(_ word: UInt32) -> Bool {
    let letters = self[word]
    return letters.count == 1 || letters.contains { $0 &- UInt8(ascii: "0") < 10 }
      || Self.generations.contains(Array(letters))
  }

  private static let generations: Set<[UInt8]> = Set(
    "jr sr junior senior ii iii iv vi vii viii hijo hija padre filho neto".split(separator: " ").map {
      Array($0.utf8)
    })
}

extension Float {
  /// The natural logarithm, near enough for weights, without Foundation: by the bits of the number.
  fileprivate static func log(_ value: Float) -> Float {
    let (exponent, part) = (Float(value.exponent), value.significand - 1)
    // Within 0.01.
    return 0.6931 * (exponent + part * (1.3465 - 0.3465 * part))
  }
}
