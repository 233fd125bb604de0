import Testing

@testable import komet

@Suite struct NameCompletionTests {
  private func columns(_ prefix: String, minus: Bool = false) -> [String] {
    NameCompletion.columns(after: prefix, adding: ["all"], allowingMinus: minus)
  }

  @Test func `every column is offered, and none twice in a list`() {
    #expect(columns("").contains("accounting_code"))
    #expect(columns("").contains("all"))
    #expect(columns("name,co").contains("name,code"))
    #expect(!columns("name,co").contains("name,name"))
    #expect(!columns("name,co").contains("name,all"))
  }

  @Test func `a minus stays in front`() {
    #expect(columns("-up", minus: true).contains("-updated"))
    #expect(columns("-name,-up", minus: true).contains("-name,-updated"))
    #expect(!columns("-name,-up", minus: true).contains("-name,-name"))
  }
}
