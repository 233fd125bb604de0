import Testing

@testable import Customers

@Suite struct InternerTests {
  @Test func equalValuesShareACode() {
    var interner = Interner()
    var codes: [String: UInt32] = [:]
    for number in 0..<2_000 {
      let text = "Salesperson \(number % 500)"
      let code = code(of: text, number: Int64(number % 500), in: &interner)
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

  private func code(of text: String, number: Int64, in interner: inout Interner) -> UInt32 {
    var text = text
    return text.withUTF8 { interner.code(for: $0, number: number) }
  }
}
