import Testing

@testable import Customers

/// Rows that lack one of several words: the last that is forgiven, and it is told.
@Suite struct LeftOutWordsTests {
  private let small = SmallTable(names: ["Bella Rosa", "Bella Viola", "Rosa Tulipan", "Kuhn"])

  @Test func `one of several words may be missing`() throws {
    let result = try small.result("bella zzzz")
    #expect(small.names(result.rows) == ["Bella Rosa", "Bella Viola"])
    #expect(result.leftOutWords == ["zzzz"])
    #expect(result.isSameWordLeftOut)
  }

  @Test func `each row may lack another word, and what is rare is left out last`() throws {
    let names = (0..<9).map { "Bella \($0)" } + ["Tulipan"]
    let result = try SmallTable(names: names).result("bella TULIPAN")
    #expect(result.similarCount == 10)
    #expect(result.rows.first == 9)
    #expect(result.leftOutWords == ["bella", "TULIPAN"])
    #expect(!result.isSameWordLeftOut)
  }

  @Test func `not two of them, and not the only one`() throws {
    #expect(try small.result("bella xxxx yyyy").rows == [])
    #expect(try small.result("xxxx").rows == [])
    #expect(try small.result("xxxx yyyy").rows == [])
  }

  @Test(arguments: ["zz9", "\"zzzz\"", "^zzzz", "zzzz$", "code:zzzz", "acct:zzzz", "id:77", "is:marked"])
  func `what is not forgiven is not left out`(term: String) throws {
    for query in ["bella \(term)", "\(term) bella", "bella rosa \(term)"] {
      #expect(try small.result(query).rows == [], "\(query)")
    }
  }

  @Test func `alternatives are left out together, if all are words`() throws {
    #expect(try small.result("tulipan xxxx | yyyy").leftOutWords == ["xxxx | yyyy"])
    #expect(try small.result("tulipan xxxx | \"yyyy\"").rows == [])
  }

  @Test func `nothing is left out where enough is similar`() throws {
    let names = (0..<12).map { "Bella Rota \($0)" } + ["Bella Kuhn"]
    let result = try SmallTable(names: names).result("bella rosa")
    #expect(result.similarCount == 12)
    #expect(result.leftOutWords == [])
    #expect(!result.isSameWordLeftOut || result.leftOutWords.isEmpty)
    let fewer = try SmallTable(names: Array(names.dropFirst())).result("bella rosa")
    #expect(fewer.similarCount == 12)
    #expect(fewer.leftOutWords == ["rosa"])
    #expect(!fewer.isSameWordLeftOut)
  }

  @Test func `a row with a typo stands before one that lacks a word`() throws {
    let names = ["Aa Bella", "Zz Bella Rossi Rota"]
    #expect(try SmallTable(names: names).similar("bella rosa") == names.reversed())
  }

  /// As many words as are forgiven, and one more.
  @Test(arguments: [2, 15, 16, 40])
  func `so many words are forgiven and no more`(count: Int) throws {
    let alphabet = Array("abcdefgh")
    let words = (0..<count).map { "word\(alphabet[$0 / 8])\(alphabet[$0 % 8])" }
    let small = SmallTable(names: [words.dropLast().joined(separator: " "), "Kuhn"])
    #expect(try small.result(words.joined(separator: " ")).rows == (count <= 15 ? [0] : []))
  }
}
