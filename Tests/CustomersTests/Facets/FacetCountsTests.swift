import Customers
import Testing

@Suite struct FacetCountsTests {
  private let customers = [
    Customer(
      id: 1, name: "Bella", customerType: "Florist", salesperson: "Ana Tran", isActive: true,
      updatedOn: LocalDateTime("2025-03-01")),
    Customer(
      id: 2, name: "Rosa", customerType: "FLORIST", salesperson: "ana tran", isActive: false,
      updatedOn: LocalDateTime("2025-12-31T23:59:59")),
    Customer(
      id: 3, name: "Viola", customerType: "Part-time florist", salesperson: "O\"Neil $", isActive: true,
      updatedOn: LocalDateTime("2026-01-01")),
    Customer(id: 4, name: "Iris", customerType: "Florist", salesperson: "Ana Tran", isActive: true),
    Customer(id: 5, name: "Unknown"),
  ]

  private var snapshot: CustomerSnapshot {
    var builder = CustomerTableBuilder()
    for customer in customers { builder.append(customer) }
    return CustomerSnapshot(builder.finish().table)
  }

  private func request(_ query: String, _ status: StatusFilter = .all) -> SearchRequest {
    SearchRequest(
      query: CustomerQuery(query, today: LocalDate(daysSinceEpoch: 20_000)), scope: .all, status: status,
      sort: nil, marked: RowSet(rowCount: customers.count), onlyMarked: false)
  }

  private func counts(_ query: String = "", _ status: StatusFilter = .all) throws -> FacetCounts {
    var searcher = CustomerSearcher(snapshot)
    return try #require(searcher.facetCounts(of: request(query, status)) { false })
  }

  private func words(_ values: [FacetCounts.Value]) -> [String] {
    values.map { "\($0.label ?? "-") \($0.count)" }
  }

  @Test func `the largest groups stand first, the unknown ones last`() throws {
    let counts = try counts()
    #expect(words(counts[.salesperson]) == ["Ana Tran 3", "O\"Neil $ 1", "- 1"])
    #expect(words(counts[.type]) == ["Florist 3", "Part-time florist 1", "- 1"])
    #expect(words(counts[.status]) == ["active 3", "inactive 1", "- 1"])
    #expect(words(counts[.year]) == ["2026 1", "2025 2", "- 2"])
  }

  @Test func `what the filter and the status hide is not counted, except by status`() throws {
    let counts = try counts("florist", .active)
    #expect(words(counts[.salesperson]) == ["Ana Tran 2", "O\"Neil $ 1"])
    #expect(words(counts[.status]) == ["active 3", "inactive 1"])
  }

  @Test(arguments: ["", "florist", "!rosa"])
  func `the term of a group finds as many customers as were counted`(query: String) throws {
    let counts = try counts(query)
    for facet in Facet.allCases {
      for value in counts[facet] {
        let text = CustomerQuery.text(query, adding: counts.term(for: value, of: facet))
        var searcher = CustomerSearcher(snapshot)
        let found = try #require(searcher.search(request(text)) { false })
        #expect(found.rows.count == value.count, "\(text)")
      }
    }
  }

  @Test func `where nothing matches the similar rows are counted, and only these`() throws {
    let similar = try counts("flroist")
    #expect(words(similar[.salesperson]) == ["Ana Tran 3", "O\"Neil $ 1"])
    #expect(words(similar[.status]) == ["active 3", "inactive 1"])
    #expect(words(try counts("bellq")[.type]) == ["Florist 1"])
    #expect(words(try counts("bellq", .inactive)[.type]) == [])
    // Bella matches; Belle would be similar.
    var searcher = CustomerSearcher(
      SmallTable([
        Customer(id: 1, name: "Bella", customerType: "Florist"),
        Customer(id: 2, name: "Belle", customerType: "Baker"),
      ])
      .snapshot)
    var asked = request("bella")
    asked.marked = RowSet(rowCount: 2)
    let matching = try #require(searcher.facetCounts(of: asked) { false })
    #expect(words(matching[.type]) == ["Florist 1"])
    asked.query = CustomerQuery("bellq", today: LocalDate(daysSinceEpoch: 20_000))
    let both = try #require(searcher.facetCounts(of: asked) { false })
    #expect(words(both[.type]) == ["Baker 1", "Florist 1"])
    asked.includesSimilar = false
    let none = try #require(searcher.facetCounts(of: asked) { false })
    #expect(words(none[.type]) == [])
  }

  @Test func `matches of another status keep no similar rows from being counted`() throws {
    let small = SmallTable(
      (1...13).map { Customer(id: $0, name: "Rosa", customerType: "Florist", isActive: true) }
        + [Customer(id: 14, name: "Rota", customerType: "Baker", isActive: false)])
    let asked = SearchRequest(
      query: CustomerQuery("rosa", today: LocalDate(daysSinceEpoch: 20_000)), scope: .all, status: .inactive,
      sort: nil, marked: RowSet(rowCount: 14), onlyMarked: false)
    var searcher = CustomerSearcher(small.snapshot)
    let counts = try #require(searcher.facetCounts(of: asked) { false })
    let shown = try #require(searcher.search(asked) { false })
    #expect(shown.rows == [13])
    #expect(words(counts[.type]) == ["Baker 1"])
  }

  @Test func `terms are quoted as far as needed`() throws {
    let counts = try counts()
    #expect(
      counts[.salesperson].map { counts.term(for: $0, of: .salesperson) } == [
        "rep:\"Ana Tran\"", "rep:\"O\"\"Neil $\"", "no:rep",
      ])
    #expect(counts.term(for: counts[.type][0], of: .type) == "type:^Florist$")
    #expect(counts.term(for: counts[.status][1], of: .status) == "active:no")
    #expect(counts.term(for: counts[.year][1], of: .year) == "updated:2025")
  }

  @Test func `what the filter asks of a facet leaves that facet's own counts as they are`() throws {
    let counts = try counts("type:^Florist$ | no:type !rep:^\"Ana Tran\"$")
    #expect(words(counts[.type]) == ["Part-time florist 1", "- 1"])
    #expect(counts[.type].map(\.isChosen) == [false, true])
    #expect(words(counts[.salesperson]) == ["Ana Tran 3", "- 1"])
    #expect(counts[.salesperson].map(\.isExcluded) == [true, false])
    #expect(counts.total == 1)
    #expect(words(counts.found(.type)) == ["- 1"])
    #expect(words(counts[.status]) == ["- 1"])
  }

  @Test(arguments: [
    ("", "rep", 0, "choose", "rep:\"Ana Tran\""), ("rosa", "type", 0, "exclude", "rosa !type:^Florist$"),
    ("type:^Florist$", "type", 1, "choose", "type:^Florist$ | type:\"Part-time florist\""),
    ("type:^Florist$ | no:type", "type", 0, "choose", "no:type"), ("type:^Florist$", "type", 0, "choose", ""),
    ("type:^florist$ x", "type", 0, "choose", "x"), ("!no:type", "type", 2, "exclude", ""),
    ("type:^Florist$", "type", 0, "exclude", "!type:^Florist$"),
    ("!type:^Florist$ rosa", "type", 0, "choose", "rosa"),
    ("type:flo", "type", 0, "choose", "type:flo !type:^Florist$"),
    ("!type:flo", "type", 0, "choose", "-"), ("!type:flo", "type", 0, "exclude", "-"),
    ("active:yes", "status", 1, "choose", "active:yes | active:no"),
    ("status:inactive", "status", 1, "choose", ""),
    ("updated:2025", "year", 0, "choose", "updated:2025 | updated:2026"),
    ("rosa |", "year", 0, "choose", "rosa updated:2026"),
    ("\"rosa ", "year", 2, "exclude", "\"rosa \" !no:updated"),
    ("type:\"Part-time florist", "type", 0, "choose", "type:\"Part-time florist\" | type:^Florist$"),
    ("type:flo | rep:ana", "type", 0, "exclude", "type:flo | rep:ana !type:^Florist$"),
  ])
  func `choosing and leaving out changes the filter as a person would`(
    text: String, facet: String, place: Int, wish: String, after: String
  ) throws {
    let facet = try #require(
      ["rep": Facet.salesperson, "type": .type, "status": .status, "year": .year][facet])
    // What else is asked for changes which groups there are.
    let isAlone = !text.contains("rosa") && !text.contains("rep:")
    let own = try counts(
      isAlone || text.hasPrefix("!") ? text.replacing(" rosa", with: "").replacing(" x", with: "") : "")
    let value = own[facet][place]
    #expect(
      (own.text(text, after: wish == "choose" ? .choose : .exclude, about: value, of: facet) ?? "-") == after)
  }

  @Test func `whatever is chosen, those are found who were counted`() throws {
    for facet in Facet.allCases {
      let none = try counts()
      var text = ""
      for value in none[facet].prefix(2) {
        let now = try counts(text)
        let same = try #require(now[facet].first { $0.label == value.label })
        text = try #require(now.text(text, after: .choose, about: same, of: facet))
      }
      let chosen = try counts(text)
      #expect(chosen[facet].map(\.count) == none[facet].map(\.count), "\(text)")
      var searcher = CustomerSearcher(snapshot)
      let found = try #require(searcher.search(request(text)) { false })
      #expect(chosen.found(facet).reduce(0) { $0 + $1.count } == found.matchCount, "\(text)")
      #expect(chosen.total == found.matchCount, "\(text)")
      let first = try #require(none[facet].first)
      let without = try #require(none.text("", after: .exclude, about: first, of: facet))
      let left = try counts(without)
      // Who is not known to be inactive counts as active.
      let gone = none[facet].filter { $0 == first || facet == .status && $0.label == nil }
      #expect(left.total == 5 - gone.reduce(0) { $0 + $1.count }, "\(without)")
    }
  }

  @Test(arguments: [
    ("", "type:x"), ("  ", "type:x"), ("rosa", "rosa type:x"), ("rosa ", "rosa type:x"),
    ("\"rosa ", "\"rosa \" type:x"), ("a | b", "a | b type:x"), ("rosa type:x", "rosa type:x"),
    ("rosa |", "rosa type:x"), ("rosa | ", "rosa type:x"), ("a | b |  ", "a | b type:x"), ("|", "type:x"),
    ("“rosa ", "“rosa \" type:x"), ("rosa | \"b c", "rosa | \"b c\" type:x"), ("rosa| ", "rosa| type:x"),
  ])
  func `a term is added to what is typed`(text: String, whole: String) {
    #expect(CustomerQuery.text(text, adding: "type:x") == whole)
  }
}
