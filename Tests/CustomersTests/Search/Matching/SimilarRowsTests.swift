import Testing

@testable import Customers

/// What is found where few rows match: what is similar, the closest first.
@Suite struct SimilarRowsTests {
  /// A query that nobody matches, and a name that is similar.
  static let kinds: [(String, String)] = [
    // A letter wrong, missing, too many, swapped; two from eight letters on.
    ("mexia", "Julian Mejía"), ("meja", "Julian Mejía"), ("mejjia", "Julian Mejía"),
    ("mejai", "Julian Mejía"),
    ("sunfolwre", "The Sunflower"), ("bosa", "Bella Rosa"),
    // Not finished.
    ("bell rsoa", "Bella Rosa"), ("mejai", "Mejiaville"),
    // Another ending.
    ("bakery", "Two Bakeries"), ("flowering", "Flowery"), ("events", "One Event"),
    ("borabora", "Bora Bora"),
    // As it sounds.
    ("kesada", "Quesada"), ("filip", "Philip"), ("gimenes", "Jiménez"), ("baskes", "Vázquez"),
    ("ana", "Anna"),
    // Run together.
    ("sunflower", "Sun Flower"), ("bellarosa", "Bella Rosa"), ("bellaros", "Bella Rosalind"),
    ("bellarsoa", "Bella Rosa"), ("belalrosa", "Bella Rosa"), ("rosemarie", "Rose Marie"),
    // Split.
    ("sunf olwer", "Sunflower"), ("be llarsoa", "Bellarosa"),
    // In other fields, and other scripts.
    ("μαιρα", "Μαρία"), ("цвети", "Цветы"), ("bella zzzz", "Bella Rosa"), ("(mejai)", "Mejía"),
  ]

  @Test(arguments: kinds)
  func `what is like a query follows`(query: String, name: String) throws {
    let small = SmallTable(names: ["Wyk", name, "Ottmar Kuhn"])
    let result = try small.result(query)
    #expect(result.matchCount == 0)
    #expect(small.names(result.rows) == [name])
    #expect(result.firstSimilarIndex == 0)
    #expect(Array(result.allShown) == result.rows)
  }

  @Test func `salespeople and types are forgiven, too`() throws {
    let small = SmallTable([
      Customer(id: 1, name: "Aa", customerType: "Retailer", salesperson: "Julian Mejía"),
      Customer(id: 2, name: "Bb", customerType: "Event Planner", salesperson: "Ana Tran"),
      Customer(id: 3, name: "Mejía"),
    ])
    #expect(try small.similar("mejai") == ["Mejía", "Aa"])
    #expect(try small.similar("rep:mejai") == ["Aa"])
    #expect(try small.similar("name:mejai") == ["Mejía"])
    #expect(try small.similar("retialer") == ["Aa"])
    #expect(try small.similar("type:retialer") == ["Aa"])
    #expect(try small.similar("type:eventplanner") == ["Bb"])
    #expect(try small.similar("rep:anatran") == ["Bb"])
    #expect(try small.similar("rep:retialer") == [])
    #expect(try small.similar("retialer mejai").first == "Aa")
  }

  @Test func `words run together in a name say nothing of the type`() throws {
    let small = SmallTable([
      Customer(id: 1, name: "Sun Flower", customerType: "Retailer"),
      Customer(id: 2, name: "Sun Flower", customerType: "Sun Flower"),
    ])
    #expect(try small.result("sunflower type:sunflower").rows == [1, 0])
    #expect(try small.result("sunflower type:sunflower").leftOutWords == ["type:sunflower"])
    #expect(try small.result("type:sunflower").rows == [1])
    #expect(try small.result("name:sunflower").rows == [0, 1])
  }

  /// A query, and similar names, the closest first.
  static let orders: [(String, [String])] = [
    // The first letter is dearer.
    ("viola", ["Vixla", "Aiola"]),
    // What sounds alike, doubled, swapped, missing, wrong; then what goes on.
    ("minosa", ["Zz Minossa", "Yy Mimosa", "Ww Minoksa", "Vv Mitosa", "Aa Minoxalind"]),
    // Price, then side by side, then the name's words, then the name.
    ("belal rosa", ["Zz Bella Rosa", "Aa Rosa Bella"]),
    ("mejai", ["Zzzzz Mejía", "Aaaaa Bbbbb Mejía", "Bbbbb Ccccc Mejía"]),
    // Leaving a word out is dearest.
    ("bella rosq", ["Zz Bella Rosa", "Bella"]),
  ]

  @Test(arguments: orders)
  func `the closest stand first`(query: String, names: [String]) throws {
    #expect(try SmallTable(names: names + ["Kuhn"]).similar(query) == names)
    #expect(try SmallTable(names: ["Kuhn"] + names.reversed()).similar(query) == names)
  }

  @Test func `matches stand first and stay as they are`() throws {
    let small = SmallTable(names: ["Rosa", "Rosalind", "Rota", "Viola"])
    let result = try small.result("rosa")
    #expect(small.names(result.rows) == ["Rosa", "Rosalind", "Rota"])
    #expect(result.matchCount == 2)
    #expect(result.similarCount == 1)
    #expect(result.firstSimilarIndex == 2)
    #expect(small.names(result.allShown) == ["Rosa", "Rosalind"])
    let precise = try small.result("rosa") { $0.includesSimilar = false }
    #expect(precise.rows == Array(result.rows.prefix(2)))
    #expect(precise.similarCount == 0)
  }

  @Test(arguments: [0, 1, 11, 12, 13])
  func `only fewer than a dozen matches are followed`(count: Int) throws {
    let names = (0..<count).map { "Rosa \($0)" } + (0..<130).map { "Rota \($0)" }
    let result = try SmallTable(names: names).result("rosa")
    #expect(result.matchCount == count)
    #expect(result.similarCount == (count < 12 ? 100 : 0))
  }

  @Test func `a column that was chosen orders the closest`() throws {
    let names = (0..<60).flatMap { ["Rosq \($0)", "Rotq \($0)"] }
    let small = SmallTable(names: names)
    let result = try small.result("rosa") { $0.sort = CustomerOrder(.id, descending: true) }
    #expect(result.similarCount == 60)
    #expect(small.names(result.rows) == names.filter { $0.hasPrefix("Rosq") }.reversed())
  }

  @Test func `the first of many similar rows are the closest, in whatever order`() throws {
    let names = (0..<150).map { $0 < 50 ? "Rossa \($0)" : "Rota \($0)" }
    let result = try SmallTable(names: names).result("rosa") { $0.sort = CustomerOrder(.id) }
    #expect(result.rows == Array(0..<100))
  }

  @Test func `of thousands of similar rows the closest are the same before and after the order is there`()
    throws
  {
    let names = (0..<5_000).map { $0 % 500 == 7 ? "Rossa \($0)" : "Rota \($0 % 1_000)" }
    let (early, late) = (SmallTable(names: names), SmallTable(names: names))
    late.snapshot.prepareOrder()
    let rows = try early.result("rosa").rows
    #expect(early.names(rows.prefix(10)) == (0..<10).map { "Rossa \($0 * 500 + 7)" })
    #expect(
      early.names(rows.dropFirst(10).prefix(6)) == [
        "Rota 0", "Rota 0", "Rota 0", "Rota 0", "Rota 0", "Rota 1",
      ])
    #expect(rows.count == 100)
    #expect(try late.result("rosa").rows == rows)
  }

  @Test func `nobody follows the very code or id`() throws {
    let small = SmallTable([
      Customer(id: 25, name: "Aa", code: "ROSA"), Customer(id: 26, name: "Rota"),
      Customer(id: 27, name: "Bb", code: "R-OTAS"), Customer(id: 28, name: "Viola 25"),
    ])
    #expect(try small.similar("rosa") == [])
    #expect(try small.similar("r-osa") == [])
    #expect(try small.similar("name:rosa") == ["Rota"])
    #expect(try small.result("rotas").rows == [2])
    #expect(try small.similar("25 voila") == ["Viola 25"])
    // The row counts only if it is in view.
    let result = try small.result("rosa") { request in
      request.onlyMarked = true
      request.marked = RowSet(rowCount: 4, rows: [1])
    }
    #expect(small.names(result.rows) == ["Rota"])
  }

  @Test func `marks on similar rows are not hidden`() throws {
    let small = SmallTable(names: ["Rosa", "Rota", "Viola"])
    let result = try small.result("rosa") { $0.marked = RowSet(allOf: 3) }
    #expect(Array(result.hiddenMarks) == [2])
  }
}
