import Testing

@testable import Customers

@Suite struct InternerTests {
  @Test func equalValuesShareACode() {
    var interner = Interner()
    var codes: [String: UInt32] = [:]
    for number in 0..<2_000 {
      let text = "Salesperson \(number % 500)"
      let code = code(of: text, number: UInt64(number % 500), in: &interner)
      #expect(codes[text] ?? code == code)
      codes[text] = code
    }
    #expect(interner.count == 500)
    for (text, code) in codes { #expect(interner.value(of: code).text == text) }
  }

  @Test func theNumberTellsEqualTextsApart() {
    var interner = Interner()
    #expect(code(of: "Ana", number: 1, in: &interner) != code(of: "Ana", number: 2, in: &interner))
    #expect(code(of: "", number: 0, in: &interner) == code(of: "", number: 0, in: &interner))
  }

  @Test func `a code is known only of what has one`() {
    var interner = Interner()
    func known(_ text: String, _ number: UInt64 = 0) -> UInt32? {
      Array(text.utf8).withUnsafeBufferPointer { interner.knownCode(for: $0, number: number) }
    }
    #expect(known("") == nil)
    for index in 0..<300 { _ = code(of: "word \(index)", number: 0, in: &interner) }
    for index in 0..<300 { #expect(known("word \(index)") == UInt32(index)) }
    for text in ["", "word", "word 300", "word 1 "] { #expect(known(text) == nil) }
    #expect(known("word 1", 1) == nil)
    #expect(interner.count == 300)
    #expect(code(of: "", number: 0, in: &interner) == 300)
    #expect(known("") == 300)
  }

  @Test func `another one's values get codes here`() {
    var first = Interner()
    var second = Interner()
    for text in ["a", "b"] { _ = code(of: text, number: 1, in: &first) }
    for text in ["c", "b", "a", ""] { _ = code(of: text, number: 1, in: &second) }
    #expect(first.codes(for: second) == [2, 1, 0, 3])
    #expect(first.codes(for: Interner()) == [])
    let (bytes, starts) = first.valueBytes
    #expect(bytes == Array("abc".utf8))
    #expect(starts == [0, 1, 2, 3, 3])
  }

  private func code(of text: String, number: UInt64, in interner: inout Interner) -> UInt32 {
    var text = text
    return text.withUTF8 { interner.code(for: $0, number: number) }
  }
}
