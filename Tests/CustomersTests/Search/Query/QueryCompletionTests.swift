import Testing

@testable import Customers

@Suite struct QueryCompletionTests {
  private let snapshot = CustomerSnapshot(
    CustomerTable([
      Customer(id: 1, name: "A", customerType: "Retailer", salesperson: "Ana Tran"),
      Customer(id: 2, name: "B", customerType: "Wholesaler", salesperson: "Julian Mejía"),
      Customer(id: 3, name: "C", customerType: "Wholesaler", salesperson: "Ana \"Nany\" Díaz"),
      Customer(id: 4, name: "D", customerType: "Online retail"),
    ]))

  private func texts(_ text: String, cursor: Int? = nil) -> [String] {
    CustomerQuery.completions(of: text, cursor: cursor ?? text.count, in: snapshot).map(\.text)
  }

  @Test func offersFields() {
    #expect(texts("na") == ["name:"])
    #expect(texts("bella TY") == ["bella type:"])
    #expect(texts("!re") == ["!rep:", "!repid:"])
    #expect(texts("a | co") == ["a | code:", "a | contact:"])
    #expect(texts("ch") == ["changed:"])
    #expect(texts("ne") == ["new:"])
    #expect(texts("gon").isEmpty)
    #expect(texts("sta") == ["status:"])
  }

  @Test func offersTheFrequentValuesFirst() {
    #expect(texts("type:") == ["type:Wholesaler", "type:\"Online retail\"", "type:Retailer"])
  }

  @Test func offersValuesThatStartWithTheTextBeforeOthers() {
    #expect(texts("type:reta") == ["type:Retailer", "type:\"Online retail\""])
    #expect(texts("rep:MEJIA") == ["rep:\"Julian Mejía\""])
    #expect(texts("!type:^w") == ["!type:^Wholesaler"])
  }

  @Test func aCompletedValueIsFoundAgain() throws {
    let completed = try #require(texts("rep:\"ana \"\"").first)
    #expect(completed == "rep:\"Ana \"\"Nany\"\" Díaz\"")
    let query = CustomerQuery(completed, today: LocalDate(daysSinceEpoch: 0))
    var searcher = CustomerSearcher(snapshot)
    let result = searcher.search(.all(query, count: 4), isCancelled: { false })
    #expect(result?.rows == [2])
  }

  @Test func offersWhatConditionsKnow() {
    #expect(
      texts("is:")
        == ["is:marked", "is:mine", "is:new", "is:starred", "is:listed", "is:duplicate", "is:recent"])
    #expect(texts("no:re") == ["no:rep", "no:repid"])
    #expect(texts("active:n") == ["active:no"])
    #expect(texts("status:") == ["status:active", "status:inactive"])
    #expect(texts("STATUS:i") == ["STATUS:inactive"])
    #expect(texts("active:") == ["active:yes", "active:no"])
    #expect(texts("updated:t") == ["updated:today"])
    #expect(texts("changed:y") == ["changed:yesterday"])
    #expect(texts("new:<") == ["new:<7d", "new:<1m", "new:<1y"])
    #expect(texts("due:t") == ["due:today", "due:tomorrow"])
    #expect(texts("du") == ["due:"])
    #expect(texts("no:du") == ["no:due"])
  }

  @Test func offersTheFieldsThatMayBeAbsent() {
    let fields = ["name", "code", "id", "acct", "rep", "repid", "type", "active"]
    #expect(texts("has:") == fields.map { "has:\($0)" })
    #expect(texts("rosa !no:a") == ["rosa !no:acct", "rosa !no:active"])
  }

  @Test func keepsWhatStandsBehindTheCursor() {
    let completion = CustomerQuery.completions(of: "is:mi rosa", cursor: 5, in: snapshot).first
    #expect(completion == QueryCompletion(label: "mine", text: "is:mine rosa", cursor: 7))
  }

  @Test(arguments: [
    "", " ", "bella", "is:mine", "na ", "|", "name:x", "\"na", "type:\"Retailer\"", "^na", "x:",
  ])
  func offersNothingWhereNothingFits(text: String) {
    #expect(texts(text).isEmpty)
  }

  @Test func offersNothingInTheMiddleOfAWord() {
    #expect(texts("name", cursor: 2).isEmpty)
    #expect(texts("name", cursor: 0).isEmpty)
    #expect(texts("name", cursor: 9).isEmpty)
  }
}
