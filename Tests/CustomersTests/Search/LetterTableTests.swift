import Testing

@testable import Customers

@Suite struct LetterTableTests {
  @Test func findsEachLetterLikeASearchWithoutIt() throws {
    var random = RandomCustomers(seed: 4)
    let table = CustomerTable(random.customers(count: SearchIndex.rowsPerBlock + 30))
    let index = SearchIndex(table)
    let letters = LetterTable(index, table: table)
    let search = PatternSearch(index: index, table: table, letters: nil, isCancelled: { false })
    for letter in "abcdefghijklmnopqrstuvwxyz0123456789".utf8 {
      let pattern = TextPattern(bytes: [letter], fields: .all)
      let found = try #require(letters.matches(of: pattern))
      #expect(found == search.matches(of: pattern, narrowing: nil)?.relevances)
    }
    for bytes in [Array("ab".utf8), Array("-".utf8), Array("花".utf8)] {
      #expect(letters.matches(of: TextPattern(bytes: bytes, fields: .all)) == nil)
    }
    #expect(letters.matches(of: TextPattern(bytes: [0x61], fields: .name)) == nil)
    #expect(letters.matches(of: TextPattern(bytes: [0x61], fields: .all, isAtEnd: true)) == nil)
  }
}
