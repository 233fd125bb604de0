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

  @Test func `what to count by is offered behind commas, and nothing twice`() {
    let fields = ["type", "year"]
    #expect(NameCompletion.lists(after: "", of: fields) == fields)
    #expect(NameCompletion.lists(after: "type,", of: fields) == ["type,year"])
    #expect(NameCompletion.lists(after: "--by=type,y", of: fields) == ["type,year"])
  }

  @Test func `a minus stays in front`() {
    #expect(columns("-up", minus: true).contains("-updated"))
    #expect(columns("-name,-up", minus: true).contains("-name,-updated"))
    #expect(!columns("-name,-up", minus: true).contains("-name,-name"))
  }
}
