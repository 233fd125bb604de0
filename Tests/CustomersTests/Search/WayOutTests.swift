import Testing

@testable import Customers

/// What an empty answer offers.
@Suite struct WayOutTests {
  private let small = SmallTable([
    Customer(id: 1, name: "Bella Rosa", isActive: true, isMine: true),
    Customer(id: 2, name: "Bella Viola", isActive: false, isMine: true),
    Customer(id: 3, name: "Tulipan", isActive: true, isMine: false),
    Customer(id: 4, name: "Rosa Kuhn", isActive: true, isMine: false),
  ])

  private func wayOut(_ query: String, _ change: (inout SearchRequest) -> Void = { _ in }) throws -> WayOut {
    try #require(try small.result(query, change).wayOut)
  }

  @Test(arguments: ["", "rosa", "!zzzz", "is:", "updated:>so"])
  func `there is none where somebody matches or nothing was asked`(query: String) throws {
    #expect(try small.result(query).wayOut == nil)
  }

  @Test func `tells the words that nobody has, and how many there are without them`() throws {
    let wayOut = try wayOut("bella ZZZZ \"yyyy\" !zzzz code:T1")
    #expect(wayOut.unknownTerms == ["ZZZZ", "yyyy", "code:T1"])
    #expect(wayOut.countWithoutUnknown == 2)
    #expect(try self.wayOut("zzzz").countWithoutUnknown == 0)
    #expect(try self.wayOut("code:xxxx | code:yyyy rosa").unknownTerms == ["code:xxxx | code:yyyy"])
    #expect(try self.wayOut("xxxx | !bella bella").unknownTerms == [])
    #expect(try self.wayOut("tulipan rosa").unknownTerms == [])
    // Those without it are shown.
    #expect(try self.wayOut("xxxx rosa").unknownTerms == [])
  }

  @Test func `counts those whom status and scope hide`() throws {
    let ofStatus = try wayOut("viola") { $0.status = .active }
    #expect(ofStatus == WayOut(countOfOtherStatus: 1, spellings: ofStatus.spellings))
    let ofOthers = try wayOut("tulipan") { $0.scope = .mine }
    #expect(ofOthers == WayOut(countOfOthers: 1, spellings: ofOthers.spellings))
    let marked = try wayOut("rosa") { request in
      request.onlyMarked = true
      request.marked = RowSet(rowCount: 4, rows: [2])
    }
    #expect(marked.unknownTerms == [])
    #expect(marked.countWithoutUnknown == 0)
  }

  @Test func `offers the spellings of similar customers`() throws {
    #expect(try wayOut("tulipna").spellings == ["Tulipan"])
    #expect(try wayOut("belal rsoa").spellings.first == "Bella Rosa")
    #expect(try wayOut("bellarosa").spellings == ["Bella Rosa"])
    #expect(try wayOut("zzzz").spellings == [])
    let names = ["Rota A", "ROTA B", "Rosi", "Rose", "Rosu"]
    let spellings = try #require(try SmallTable(names: names).result("rosa").wayOut).spellings
    #expect(spellings.count == 3)
    #expect(Set(spellings.map { $0.lowercased() }).count == 3)
  }

  @Test func `looks for no more words than a person may mistype`() throws {
    let query = (0..<20).map { "zz\($0)" }.joined(separator: " ")
    #expect(try wayOut(query).unknownTerms.count == 8)
  }
}
