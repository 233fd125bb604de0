import Testing

@testable import Customers

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
