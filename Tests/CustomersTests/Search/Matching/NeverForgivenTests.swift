import Testing

@testable import Customers

/// What has to stand as it is typed.
@Suite struct NeverForgivenTests {
  private let small = SmallTable([
    Customer(
      id: 3_526, name: "Julian Mejía", code: "T3526", accountingCode: "ROSA", customerType: "Retailer",
      salesperson: "Ana Tran", isActive: true, updatedOn: LocalDateTime("2026-01-01")),
    Customer(id: 3_700, name: "Bella Rosa 2026", code: "MEJIA", isActive: false),
  ])

  @Test(arguments: [
    // Digits, and words with digits.
    "T3527", "t3527", "3527", "T-3527", "mejia1", "2027", "id:3527", "code:T3527",
    // Quoted, anchored.
    "\"mejai\"", "“mejai”", "^mejai", "mejai$", "^mejai$", "name:^mejai", "rep:\"trna\"", "\"mejai",
    // Fields of codes and numbers.
    "code:mejai", "acct:rsoa", "id:3527", "repid:9",
    // Dates, flags and states.
    "updated:2027", "is:marked", "no:name", "has:acct !rosa !mejia",
    // Short words, several words in one, other scripts.
    "mja", "rsa", "mej/ai", "花店", "سلام", "😀", "мария", "",
    // Too different.
    "xxxx", "aijem", "rosabcdefgh",
  ])
  func `nothing similar is found`(query: String) throws {
    let result = try small.result(query)
    #expect(result.similarCount == 0)
    if !query.isEmpty { #expect(result.rows == []) }
  }

  @Test func `such a term has to match where others are forgiven`() throws {
    #expect(try small.similar("mejai T3526") == ["Julian Mejía"])
    #expect(try small.similar("mejai T3527") == [])
    #expect(try small.similar("mejai active:yes updated:2026") == ["Julian Mejía"])
    #expect(try small.similar("mejai status:inactive") == [])
    #expect(try small.similar("mejai \"ana tran\"") == ["Julian Mejía"])
    #expect(try small.similar("mejai !tran") == [])
    #expect(try small.similar("mejai !kuhn") == ["Julian Mejía"])
    #expect(try small.similar("rsoa !mejai") == ["Bella Rosa 2026"])
    #expect(try small.similar("mejai code:^t") == ["Julian Mejía"])
    #expect(try small.similar("mejai rep:trna") == ["Julian Mejía"])
  }

  @Test func `a negation is taken at its word`() throws {
    #expect(try small.result("!mejai").matchCount == 2)
    #expect(try small.result("!mejia").rows == [])
  }

  @Test func `a term that can't be read does not make others forgive more`() throws {
    #expect(try small.similar("mejai updated:>so") == ["Julian Mejía"])
    #expect(try small.result("updated:>so").rows == [])
    #expect(try small.result("rosa updated:>so").matchCount == 2)
  }
}
