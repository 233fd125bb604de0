import Testing

@testable import Customers

/// What was typed before must not change an answer, whatever the searcher remembers of it.
@Suite struct TypingTests {
  private static let table: CustomerTable = {
    var random = RandomCustomers(seed: 99)
    // More than one block of the index.
    return CustomerTable(random.customers(count: SearchIndex.rowsPerBlock + 77))
  }()

  private static let snapshot = CustomerSnapshot(table)

  /// Texts that are typed letter by letter and taken back again.
  static let texts = [
    "abc花a", "name:abc 0", "a2 | c0c !b", "rep:ab type:a", "^ab$", "\"a b\"", "abcabc0a2c", "type:abcab",
  ]

  @Test(arguments: texts)
  func answersDoNotDependOnWhatWasTypedBefore(text: String) throws {
    var typing = CustomerSearcher(Self.snapshot)
    let prefixes = (1...text.count).map { String(text.prefix($0)) }
    for prefix in prefixes + prefixes.reversed() + [text, String(prefixes[0])] {
      var fresh = CustomerSearcher(Self.snapshot)
      let request = SearchRequest.all(prefix, count: Self.table.count)
      let answer = typing.search(request, isCancelled: { false })
      let expected = fresh.search(request, isCancelled: { false })
      try #require(answer?.rows == expected?.rows, "after \(prefix.debugDescription)")
      try #require(answer?.similarCount == expected?.similarCount)
    }
  }

  private static let names: SmallTable = {
    var random = RandomNames(seed: 98)
    return SmallTable(random.customers(count: 3_000))
  }()

  /// Texts with words that nobody has, or not together.
  static let mistypedTexts = [
    "belal rsoa", "sunfolwer zzzzz", "kesada type:retialer", "is:marked rose-marei", "mejai updated:>so",
    "obrein | filip !bella", "rep:mejai brdial caks",
  ]

  @Test(arguments: mistypedTexts)
  func `similar rows do not depend on what was typed before, either`(text: String) throws {
    var typing = CustomerSearcher(Self.names.snapshot)
    let prefixes = (1...text.count).map { String(text.prefix($0)) }
    for (index, prefix) in (prefixes + [prefixes[2], text]).enumerated() {
      var fresh = CustomerSearcher(Self.names.snapshot)
      var request = SearchRequest.all(prefix, count: Self.names.table.count)
      request.marked = RowSet(rowCount: request.marked.rowCount, rows: [3, 70, 500, 2_900])
      request.onlyMarked = index % 5 == 4
      let answer = typing.search(request, isCancelled: { false })
      let expected = fresh.search(request, isCancelled: { false })
      try #require(answer?.rows == expected?.rows, "after \(prefix.debugDescription)")
      try #require(answer?.matchCount == expected?.matchCount)
      try #require(answer?.leftOutWords == expected?.leftOutWords)
      try #require(answer?.wayOut == expected?.wayOut)
      try #require(answer?.hiddenMarks == expected?.hiddenMarks)
    }
  }

  @Test(arguments: [254, 255, 256, 400])
  func longTextsNarrowToo(letters: Int) throws {
    let name = String(
      (0..<letters).map { $0 % 7 == 0 ? "ä" : Character(Unicode.Scalar(97 + UInt8($0 % 25))) })
    let customers = (0..<100).map {
      Customer(id: UInt64($0), name: $0 == 70 ? "Ö \(name)x" : name.dropLast() + "-")
    }
    let table = CustomerTable(customers)
    var searcher = CustomerSearcher(CustomerSnapshot(table))
    for text in [name.dropLast() + "", name, name + "x"] {
      let found = searcher.search(.all(text, count: table.count), isCancelled: { false })
      #expect(found?.rows.contains(70) == true)
      #expect(found?.count == (text.count < letters ? 100 : 1))
    }
  }

  @Test(arguments: ["", "a", "abc", "is:mine", "zzz"], [1, 300, 4_000])
  func theFirstRowsAreTheSameWhetherTheOrderIsThereOrNot(text: String, firstRows: Int) throws {
    var request = SearchRequest.all(text, count: Self.table.count)
    var late = CustomerSearcher(Self.snapshot)
    let complete = late.search(request, isCancelled: { false })
    let expected = try #require(complete)
    #expect(expected.isWhole)
    request.firstRows = firstRows
    for var searcher in [late, CustomerSearcher(CustomerSnapshot(Self.table))] {
      let found = searcher.search(request, isCancelled: { false })
      let answer = try #require(found)
      #expect(answer.count == expected.count)
      #expect(answer.rows.count >= min(firstRows, expected.count))
      #expect(answer.rows == Array(expected.rows.prefix(answer.rows.count)))
    }
  }

  @Test(arguments: [CustomerOrder(.code), CustomerOrder(.updated, descending: true)])
  func theFirstRowsOfAnyOrderAreThoseOfAll(sort: CustomerOrder) throws {
    var request = SearchRequest.all("a", count: Self.table.count)
    request.sort = sort
    var searcher = CustomerSearcher(Self.snapshot)
    let all = searcher.search(request, isCancelled: { false })
    request.firstRows = 40
    let first = searcher.search(request, isCancelled: { false })
    let rows = try #require(first).rows
    #expect(rows == all.map { Array($0.rows.prefix(rows.count)) })
    #expect(rows.count < all?.count ?? 0)
  }

  @Test func severalThreadsShareASnapshot() async {
    let snapshot = CustomerSnapshot(Self.table)
    let rows = await withTaskGroup(of: [UInt32]?.self) { group in
      group.addTask {
        snapshot.prepareIndex()
        snapshot.prepareOrder()
        return nil
      }
      for _ in 0..<4 {
        group.addTask {
          var searcher = CustomerSearcher(snapshot)
          return searcher.search(.all("ab", count: Self.table.count), isCancelled: { false })?.rows
        }
      }
      return await group.reduce(into: []) { $0.append($1) }
    }
    let found = Set(rows.compactMap(\.self))
    #expect(found.count == 1)
    #expect(found.first?.isEmpty == false)
  }
}

/// What a searcher remembers of other questions must not show in what it tells besides rows.
@Suite struct TypingMemoryTests {
  /// Many Rosas, of whom three are marked, and a few others.
  private static let customers =
    (1...200).map { Customer(id: UInt64($0), name: "Rosa \($0)") }
    + [
      Customer(id: 301, name: "Rosa alone"), Customer(id: 302, name: "Tulipan alone"),
      Customer(id: 303, name: "Viola"),
    ]
  private static let table = CustomerTable(customers)

  private func request(_ text: String, onlyMarked: Bool = false) -> SearchRequest {
    var request = SearchRequest.all(text, count: Self.table.count)
    request.marked = Self.table.rows(ofIDs: [301, 302])
    request.onlyMarked = onlyMarked
    return request
  }

  private func answer(_ asked: SearchRequest, after before: [SearchRequest] = []) throws -> SearchResult {
    var searcher = CustomerSearcher(CustomerSnapshot(Self.table))
    for request in before { _ = searcher.search(request, isCancelled: { false }) }
    let answer = searcher.search(asked, isCancelled: { false })
    return try #require(answer)
  }

  @Test func `what a left out word costs does not depend on what was asked before`() throws {
    let asked = request("is:marked rosa tulipan")
    for before in [[], [request("rosa")], [request("tulipan")], [request("rosa"), request("tulipan")]] {
      let found = try answer(asked, after: before)
      #expect(found.rows == (try answer(asked)).rows)
      #expect(found.similarCount == 2)
      #expect(found.leftOutWords == ["rosa", "tulipan"])
    }
  }

  @Test func `a word is unknown whether or not somebody else with it was seen before`() throws {
    let asked = request("viola", onlyMarked: true)
    for before in [[], [request("viola")]] {
      let wayOut = try answer(asked, after: before).wayOut
      #expect(wayOut == (try answer(asked)).wayOut)
    }
  }
}
