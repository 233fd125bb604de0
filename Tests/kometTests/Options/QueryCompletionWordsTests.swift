import Testing

@testable import komet

@Suite struct QueryCompletionWordsTests {
  private func words(_ line: String...) -> [String] {
    QueryCompletionWords(line, index: line.count - 1, prefix: line.last ?? "").words
  }

  @Test func `fields are offered with their colons`() {
    #expect(words("komet", "list", "na") == ["name:"])
    #expect(words("komet", "list", "").contains("updated:"))
    #expect(words("komet", "list", "bella").isEmpty)
  }

  @Test func `what a field knows is offered after its colon`() {
    #expect(words("komet", "list", "active:") == ["active:yes", "active:no"])
    #expect(words("komet", "list", "updated:t") == ["updated:today"])
    #expect(words("komet", "list", "ch") == ["changed:"])
    #expect(words("komet", "export", "x.csv", "changed:y") == ["changed:yesterday"])
    #expect(words("komet", "list", "name:").isEmpty)
  }

  @Test func `where a colon is a word of its own the rest of the word is offered`() {
    #expect(words("komet", "list", "active", ":") == ["yes", "no"])
    #expect(words("komet", "list", "has", ":", "co") == ["code", "contact"])
  }
}
