import ProofTesting
import Synchronization
import Testing

@testable import Customers

@Suite struct CustomerSearcherTests {
  private static let customers = [
    Customer(
      id: 11, name: "Bella Rosa Floral", code: "T3526", customerType: "Wholesaler",
      salesperson: "Julian Mejía",
      salespersonID: 1_819, isActive: true, isMine: true, updatedOn: LocalDateTime("2024-05-01")),
    Customer(
      id: 12, name: "ROSA", code: "BELLA", accountingCode: "ACC10", customerType: "Retailer",
      salesperson: "Ana Tran", isActive: true, updatedOn: LocalDateTime("2023-12-31T23:59:59")),
    Customer(
      id: 13, name: "2-14 Bridal Cakes", code: "X9", customerType: "Wholesaler", salesperson: "Ana Tran"),
    Customer(id: 25_475, name: "O’Brien & Söhne", code: "XY", isActive: false, isMine: true),
    Customer(id: 30_000, name: "Arabella", code: "11", customerType: "Bella type"),
    Customer(id: 30_001, name: "10 Downing St", code: "Z"),
  ]

  private let table = CustomerTable(customers)

  private func found(
    _ text: String, scope: CustomerScope = .all, status: StatusFilter = .all, sort: CustomerOrder? = nil
  ) -> [UInt64] {
    var searcher = CustomerSearcher(CustomerSnapshot(table))
    var request = SearchRequest.all(text, count: table.count)
    request.scope = scope
    request.status = status
    request.sort = sort
    request.marked = table.rows(ofIDs: [12, 13])
    request.changed = table.rows(ofIDs: [30_000])
    request.includesSimilar = false
    let result = searcher.search(request, isCancelled: { false })
    return result?.rows.map { table.ids[Int($0)] } ?? [.max]
  }

  /// A query and the ids that it finds, in their order.
  static let answers: [(String, [UInt64])] = [
    ("", [13, 30_001, 30_000, 11, 25_475, 12]),
    // A whole word, with fewer others in the name; the inside of one.
    ("bella", [12, 11, 30_000]),
    ("BELLA rosa", [11, 12]),
    ("mejia", [11]), ("ana", [12, 13]), ("sohne", [25_475]), ("o'brien", [25_475]), ("ｒｏｓａ", [12, 11]),
    ("11", [30_000, 11]), ("acc1", [12]), ("25475", [25_475]),
    ("rosa | cakes", [12, 13, 11]), ("rosa !floral", [12]), ("!bella", [13, 30_001, 25_475]),
    ("\"rosa floral\"", [11]), ("\"rosa  floral", [11]), ("^rosa", [12]), ("rosa$", [12]), ("^rosa$", [12]),
    ("name:bella", [11, 30_000]), ("code:^x", [13, 25_475]), ("code:^x$", []), ("rep:tran type:whole", [13]),
    ("type:bella", [30_000]), ("acct:acc", [12]), ("id:30", [30_001, 30_000]), ("repid:1819", [11]),
    ("updated:2024", [11]), ("updated:<2024", [12]), ("updated:>=2024", [11]),
    ("updated:2023-12..", [11, 12]),
    ("active:yes", [13, 30_001, 30_000, 11, 12]), ("active:no", [25_475]), ("has:active", [11, 25_475, 12]),
    ("is:marked", [13, 12]), ("is:mine", [11, 25_475]), ("is:new", [30_000]),
    ("!is:mine", [13, 30_001, 30_000, 12]),
    ("no:rep", [30_001, 30_000, 25_475]), ("has:acct", [12]), ("no:updated type:whole", [13]),
    ("unknown:x", []), ("zzz", []), ("updated:>soon", []), ("|", []), ("\u{301}", []), ("\"&\"", [25_475]),
    ("status:inactive", [25_475]), ("bella updated:>so", [12, 11, 30_000]), ("T-3526", [11]),
    ("obrien", [25_475]),
    // Nothing similar unless it is asked for.
    ("blrs", []), ("mejai", []), ("briadl", []),
    ("!briadl", [13, 30_001, 30_000, 11, 25_475, 12]),
  ]

  @Test(arguments: answers)
  func finds(text: String, ids: [UInt64]) {
    #expect(found(text) == ids)
  }

  @Test func scopeAndStatusNarrowTheAnswer() {
    #expect(found("", scope: .mine) == [11, 25_475])
    #expect(found("", status: .inactive) == [25_475])
    #expect(found("", scope: .mine, status: .active) == [11])
    #expect(found("söhne", status: .active) == [])
  }

  @Test func aColumnsOrderOverridesRelevance() {
    #expect(found("bella", sort: CustomerOrder(.id, descending: true)) == [30_000, 12, 11])
    #expect(found("", sort: CustomerOrder(.updated)) == [12, 11, 13, 30_001, 30_000, 25_475])
    #expect(
      found("", sort: CustomerOrder(.updated, descending: true)) == [11, 12, 13, 30_001, 30_000, 25_475])
    #expect(
      found("", sort: CustomerOrder(.salesperson, descending: true)) == [11, 13, 12, 30_001, 30_000, 25_475])
  }

  @Test func tellsCounts() throws {
    var searcher = CustomerSearcher(CustomerSnapshot(table))
    var request = SearchRequest.all("rsoa", count: table.count)
    request.status = .active
    let firstAnswer = searcher.search(request, isCancelled: { false })
    let similar = try #require(firstAnswer)
    #expect(similar.matchCount == 0)
    #expect(similar.similarCount == 2)
    #expect(similar.count == 2)
    #expect(similar.candidateCount == 5)
    request.query = CustomerQuery("rosa", today: LocalDate(daysSinceEpoch: 0))
    request.onlyMarked = true
    request.marked = table.rows(ofIDs: [11])
    let secondAnswer = searcher.search(request, isCancelled: { false })
    let written = try #require(secondAnswer)
    #expect(written.similarCount == 0)
    #expect(written.rows == [0])
    #expect(written.candidateCount == 5)
  }

  @Test func severalConditionsAgreeWithAPlainFilter() {
    var random = RandomSource(seed: 8)
    let customers = (1...500).map { id in
      Customer(
        id: id, name: "Customer \(id)", code: random.pick(["X1", "A2", "xA", "AX", nil]),
        customerType: random.pick(["Wholesaler", "Retailer", nil]),
        salesperson: random.pick(["Ana Tran", "Juliana Mejía", "Bob", nil]),
        updatedOn: random.pick([nil, "2023-12-31T23:59:59", "2024-01-01", "2025-05-05"])
          .flatMap { LocalDateTime($0) })
    }
    let table = CustomerTable(customers)
    var searcher = CustomerSearcher(CustomerSnapshot(table))
    let query = "rep:ana type:wholesale !code:^X updated:>=2024"
    let result = searcher.search(.all(query, count: table.count), isCancelled: { false })
    let expected = customers.filter { customer in
      (customer.salesperson ?? "").lowercased().contains("ana") && customer.customerType == "Wholesaler"
        && !(customer.code ?? "").lowercased().hasPrefix("x")
        && customer.updatedOn.map { "\($0)" >= "2024" } ?? false
    }
    #expect(!expected.isEmpty)
    #expect(result?.rows.map { table.ids[Int($0)] }.sorted() == expected.map(\.id))
  }

  @Test func anEmptyTableHasNobody() {
    let empty = CustomerTable([])
    var searcher = CustomerSearcher(CustomerSnapshot(empty))
    for text in ["", "a", "bella rosa", "!a", "no:rep", "is:mine"] {
      for sort in [nil, CustomerOrder(.name, descending: true), CustomerOrder(.updated)] {
        var request = SearchRequest.all(text, count: 0)
        request.sort = sort
        let result = searcher.search(request, isCancelled: { false })
        #expect(result?.rows == [])
      }
    }
  }

  @Test func hostileNamesAreFoundLikeOthers() {
    let names = [
      "a\u{0}b", "line\nfeed", "\u{1B}[31mred", String(repeating: "x", count: 10_000) + "needle",
      "\u{202E}evil",
      "z" + String(repeating: "\u{301}", count: 200) + "z", "\u{F8FF}ÿþ", "", "   ", "\"quoted\"", "a|b",
      "\u{FFFD}\u{FFFD}", "ﷺ", "\u{10FFFF}",
    ]
    let table = CustomerTable(
      names.enumerated().map { Customer(id: UInt64($0.offset + 1), name: $0.element) })
    let snapshot = CustomerSnapshot(table)
    func rows(_ text: String) -> [UInt32]? {
      var searcher = CustomerSearcher(snapshot)
      let result = searcher.search(.all(text, count: table.count), isCancelled: { false })
      return result?.rows.sorted()
    }
    #expect(rows("name:a\0b") == [0])
    #expect(rows("\"line feed\"") == [1])
    #expect(rows("[31m") == [2])
    #expect(rows("needle$") == [3])
    #expect(rows("evil") == [4])
    #expect(rows("name:^zz$") == [5])
    #expect(rows("ÿ") == [6])
    #expect(rows("no:name") == [7, 8])
    #expect(rows("\"\"\"quoted\"\"\"") == [9])
    #expect(rows("a|b") == [10])
    #expect(rows("\u{FFFD}") == [11])
    #expect(rows("ﷺ") == [12])
    #expect(rows("\u{10FFFF}") == [13])
    #expect(rows("xneedel") == [])
  }

  @Test func givesUpAsSoonAsItIsCancelled() throws {
    var random = RandomCustomers(seed: 1)
    let table = CustomerTable(random.customers(count: 20_000))
    let snapshot = CustomerSnapshot(table)
    var searcher = CustomerSearcher(snapshot)
    let request = SearchRequest.all("ab | !c a1", count: table.count)
    let complete = searcher.search(request, isCancelled: { false })
    let expected = try #require(complete).rows
    // Cancelled at each of its questions in turn, until it asks no more.
    for limit in 0..<1_000 {
      var searcher = CustomerSearcher(snapshot)
      let questions = Atomic(0)
      let result = searcher.search(request) { questions.add(1, ordering: .relaxed).oldValue >= limit }
      guard result == nil else {
        #expect(result?.rows == expected)
        return
      }
      let again = searcher.search(request, isCancelled: { false })
      try #require(again?.rows == expected)
    }
    Issue.record("it never came to an end")
  }

  @Test func cancelledBeforeTheIndexIsThere() {
    let snapshot = CustomerSnapshot(table)
    var searcher = CustomerSearcher(snapshot)
    #expect(searcher.search(.all("bella", count: table.count), isCancelled: { true }) == nil)
    let result = searcher.search(.all("bella", count: table.count), isCancelled: { false })
    #expect(result?.rows.count == 3)
  }
}
