import ProofTesting
import Testing

@testable import Customers

@Suite struct WordIndexTests {
  private static func index(_ customers: [Customer]) -> WordIndex {
    WordIndex(SearchIndex(CustomerTable(customers)))
  }

  private func number(_ word: String, _ words: WordIndex) -> UInt32? {
    WordLetters(word.utf8).flatMap { words.number(of: $0.bytes[...]) }
  }

  @Test func `each word is there once`() throws {
    let words = Self.index([
      Customer(
        id: 1, name: "Bella Rosa", code: "Code", accountingCode: "Acct", customerType: "Bella",
        salesperson: "Ana"),
      Customer(id: 2, name: "ROSA bella rosa 24", customerType: "Rosa's", salesperson: "Ana O'Hara"),
    ])
    let expected = ["bella", "rosa", "rosas", "s", "ana", "ohara", "o", "hara"]
    #expect(words.count == expected.count + 1)
    #expect(Set(expected.compactMap { number($0, words) }) == Set(1...UInt32(expected.count)))
    for word in ["code", "acct", "24", "ros", "rosaa", "x"] { #expect(number(word, words) == nil, "\(word)") }
  }

  @Test func `names hold their words in order, the joined ones first`() throws {
    let words = Self.index([
      Customer(id: 1, name: "Rosa & Rose-Marie Rosa"), Customer(id: 2, name: ""),
      Customer(id: 3, name: "24 花店"),
      Customer(id: 4, name: "Rosa"),
    ])
    func numbers(_ texts: [String]) throws -> [UInt32] {
      try texts.map { try #require(number($0, words)) }
    }
    var first = try numbers(["rosa", "and", "rosemarie", "rosa", "rose", "marie"])
    first[5] |= WordBlock.lastWord
    let rosa = try numbers(["rosa"])[0]
    #expect(
      words.blocks.map(\.nameWords) == [
        first + [WordBlock.lastWord, WordBlock.lastWord, rosa | WordBlock.lastWord]
      ])
  }

  @Test func `values hold their words by code`() throws {
    let table = CustomerTable([
      Customer(id: 1, name: "A", customerType: "Event Planner", salesperson: "Ana Tran"),
      Customer(id: 2, name: "B", customerType: "Event", salesperson: "Tran"), Customer(id: 3, name: "C"),
    ])
    let words = WordIndex(SearchIndex(table))
    for (row, type, salesperson) in [
      (0, ["event", "planner"], ["ana", "tran"]), (1, ["event"], ["tran"]), (2, [], []),
    ] {
      #expect(words.typeWords[Int(table.typeCodes[row])] == type.compactMap { number($0, words) })
      #expect(
        words.salespersonWords[Int(table.salespersonCodes[row])]
          == salesperson.compactMap { number($0, words) })
    }
  }

  @Test func `finds the words with a start`() {
    let words = Self.index([Customer(id: 1, name: "Rosa Rosalind Berosan Ros Rota Ρόδο")])
    func starting(_ start: String) -> Set<UInt32> { Set(words.numbers(startingWith: Array(start.utf8)[...])) }
    #expect(starting("rosa") == Set(["rosa", "rosalind"].compactMap { number($0, words) }))
    #expect(starting("ro").count == 4)
    #expect(starting("rosalinda").isEmpty)
    #expect(starting("").isEmpty)
  }

  @Test func `a long name counts with its first words`() throws {
    let letters = Array("abcdefghij")
    let name = (0..<100).map { "w\(letters[$0 / 10])\(letters[$0 % 10])" }
    let words = Self.index([Customer(id: 1, name: name.joined(separator: " "))])
    let numbers = words.blocks.flatMap(\.nameWords).map { $0 & ~WordBlock.lastWord }
    #expect(numbers == name.prefix(64).compactMap { number($0, words) })
  }

  /// More rows than one block has.
  @Test func `blocks share their numbers`() throws {
    var random = RandomSource(seed: 3)
    let vocabulary = ["rosa", "bella", "viola", "tulipan", "lis"]
    let customers = (0..<SearchIndex.rowsPerBlock + 500).map {
      Customer(id: UInt64($0), name: "\(random.pick(vocabulary)) \(random.pick(vocabulary))")
    }
    let words = Self.index(customers)
    #expect(words.count == 6)
    #expect(words.blocks.count == 2)
    var position = 0
    for customer in customers.suffix(500) {
      var numbers: [UInt32] = []
      repeat {
        numbers.append(words.blocks[1].nameWords[position] & ~WordBlock.lastWord)
        position += 1
      } while words.blocks[1].nameWords[position - 1] & WordBlock.lastWord == 0
      var expected: [UInt32] = []
      for word in customer.name.split(separator: " ") {
        expected.append(try #require(number(String(word), words)))
      }
      try #require(numbers == expected)
    }
  }

  @Test func `each word has its rows`() {
    var random = RandomSource(seed: 5)
    let vocabulary = ["rosa", "bella", "viola", "24", "lis rosa lis"]
    let names = (0..<SearchIndex.rowsPerBlock + 100).map { _ in
      "\(random.pick(vocabulary)) \(random.pick(vocabulary))"
    }
    let words = Self.index(names.enumerated().map { Customer(id: UInt64($0), name: $1) })
    for (part, block) in words.blocks.enumerated() {
      for (index, number) in block.words.enumerated() where number != 0 {
        let rows = block.wordRows[Int(block.wordStarts[index])..<Int(block.wordStarts[index + 1])]
        let letters = words.letters[Int(words.starts[Int(number)])..<Int(words.starts[Int(number) + 1])]
        let start = part * SearchIndex.rowsPerBlock
        let expected = names.indices.dropFirst(start).prefix(SearchIndex.rowsPerBlock).filter {
          names[$0].split(separator: " ").contains { $0.utf8.elementsEqual(letters) }
        }
        #expect(Set(rows.map { start + Int($0) }) == Set(expected))
      }
    }
  }

  @Test func `an empty table has no words`() {
    let words = Self.index([])
    #expect(words.count == 1)
    #expect(words.blocks.flatMap(\.nameWords).isEmpty)
  }
}

@Suite struct WordLettersTests {
  @Test(arguments: ["a", "rosa", "μαρια", "цветы", "արեւ", String(repeating: "z", count: 64)])
  func `words of letters are words`(word: String) {
    #expect(WordLetters(word.utf8)?.bytes.count == word.unicodeScalars.count)
  }

  @Test(arguments: [
    "", "1", "rosa1", "t3526", "ro sa", "ro-sa", "花", "rosa花", "سلام", "שלום", "ไทย", "😀", "\0",
    String(repeating: "z", count: 65), String(repeating: "я", count: 65),
  ])
  func `nothing else is`(word: String) {
    #expect(WordLetters(word.utf8) == nil)
  }

  @Test func `letters are told apart`() throws {
    for alphabet in [
      "abcdefghijklmnopqrstuvwxyz", "αβγδεζηθικλμνξοπρστυφχψω", "абвгдежзийклмнопрстуфхцчшщъыьэюя",
    ] {
      let letters = try #require(WordLetters(alphabet.utf8)).bytes
      #expect(Set(letters).count == alphabet.count)
    }
    #expect(WordLetters("a".utf8) != WordLetters("а".utf8))
  }

  @Test(arguments: [
    ("rosa", "rosa"), ("(rosa)", "rosa"), ("rosa!", "rosa"), (" rosa ", "rosa"), ("\"rosa\"", "rosa"),
  ])
  func `finds the only word of a text`(text: String, word: String) {
    #expect(WordLetters(onlyWordOf: Array(text.utf8)) == WordLetters(word.utf8))
  }

  @Test(arguments: ["", " ", "!", "bella rosa", "ro/sa", "rosa1", "花", "rosa 花"])
  func `a text of several words, or of none, has no only one`(text: String) {
    #expect(WordLetters(onlyWordOf: Array(text.utf8)) == nil)
  }

  @Test func `letters are no more than a word may have`() {
    #expect(WordLetters(letters: Array(repeating: 0x61, count: 64))?.bytes.count == 64)
    #expect(WordLetters(letters: Array(repeating: 0x61, count: 65)) == nil)
  }
}
