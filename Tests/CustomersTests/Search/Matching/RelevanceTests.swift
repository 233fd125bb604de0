import Testing

@testable import Customers

/// In which order the rows stand that match.
@Suite struct RelevanceTests {
  /// A query, and the names that it finds, in order.
  static let orders: [(String, [String])] = [
    // A whole word, the start of one, the inside of one.
    ("rosa", ["Zena Rosa", "Aa Rosalind", "Aa Berosan"]),
    ("o'brien", ["Zoe O'Brien", "Aa O’Briens", "Aa McObrien"]),
    ("brien", ["Zoe O'Brien", "Aa Brienne", "Aa McObrien"]),
    // Side by side, in order before turned round; a short word between is nearly nothing, a long one is.
    ("bella rosa", ["Zoe Bella Rosa", "Aa Rosa Bella", "Bella Casas Rosa", "Bella de Rosas"]),
    ("rosas miami", ["Zoe Rosas Miami", "Rosas of Miami", "The Rosas in the Miami", "Rosas House Miami"]),
    ("bella rosa", ["Zoe Bella-Rosa", "Aa Rosa Bella"]),
    ("bella & rosa", ["Z Bella & Rosa", "A Rosa & Bella"]),
    ("a b c", ["Z A B C", "A B Z C", "A C B Z", "C B A Z"]),
    ("a b c", ["Z A B C", "C B A Zzzzz", "A B Zzzzz C", "A Zzzzz C Zzzzz B"]),
    ("lla rosa", ["Zoe Bella Rosa", "Rosa Abella X"]),
    // Whole words go before what stands together, but not only some of them.
    ("rosa sant", ["Rosas Santiago", "Floral Santa Rosa"]),
    ("bella rosa", ["Rosa Z Bella", "Bella Rosalind"]),
    // Fewer long words, then fewer letters, then the name.
    ("rosa", ["Zoe Rosa", "Aa Bb Rosa", "Aa Bb Cc Rosa"]),
    ("rosa", ["Rosa de los dos Ríos", "Rosa Floral", "Rosa Garden Center"]),
    ("rosa", ["Rosa Zzz", "Rosa Aaaaaaa", "Rosa Aaaaaaaaaaaaa"]),
    ("rosa", ["Rosa 2", "Rosa 10", "Rosa A", "rosa b", "Rosa C"]),
    // A long word that one of several terms starts is no other one.
    ("corp fuji", ["Fujinon Corporation", "Nachi Fujikoshi Corp"]),
    // The best alternative counts, and conditions do not.
    ("rosa | lind", ["Zena Rosa", "Aa Linden", "Aa Rosalia"]),
    ("rosa !zzz active:yes", ["Zena Rosa", "Aa Rosalind"]),
    // Nothing to score: by name.
    ("!zzz", ["Aa Berosan", "Rosa"]),
    ("rosa | !zzz", ["Aa Berosan", "Rosa"]),
  ]

  @Test(arguments: orders)
  func `the better stand first`(query: String, names: [String]) throws {
    #expect(try SmallTable(names: names).matches(query) == names)
    #expect(try SmallTable(names: names.reversed()).matches(query) == names)
  }

  @Test func `name and code count more than other fields`() throws {
    let small = SmallTable([
      Customer(id: 1, name: "Tran", code: "A"), Customer(id: 2, name: "B", code: "TRAN"),
      Customer(id: 3, name: "Betran"), Customer(id: 4, name: "C", accountingCode: "Tran"),
      Customer(id: 5, name: "D", customerType: "Tran"), Customer(id: 6, name: "A", salesperson: "Ana Tran"),
      Customer(id: 7, name: "A", salesperson: "Transom"), Customer(id: 8, name: "A", customerType: "Betran"),
    ])
    // A whole word elsewhere comes before the inside of one here, which is as good as the start of one elsewhere.
    #expect(try small.result("tran").rows == [1, 0, 5, 3, 4, 6, 2, 7])
  }

  @Test func `a query that is not about names leaves these in their order`() throws {
    let names = ["Bella Floral Imports", "Rosa", "Zinnia Events"]
    let small = SmallTable(names.enumerated().map { Customer(id: UInt64($0), name: $1, salesperson: "Ana") })
    #expect(small.names(try small.result("rep:ana").rows) == names)
  }

  @Test func `an order that was chosen overrides all`() throws {
    let names = ["Berosan", "Rosa", "Rosalind"]
    let small = SmallTable(names: names)
    let byName = try small.result("rosa") { $0.sort = CustomerOrder(.name) }
    #expect(small.names(byName.rows) == ["Berosan", "Rosa", "Rosalind"])
    let descending = try small.result("rosa") { $0.sort = CustomerOrder(.id, descending: true) }
    #expect(small.names(descending.rows) == ["Rosalind", "Rosa", "Berosan"])
  }

  /// More words, letters and terms than a score can tell apart.
  @Test func `long names and queries keep their order`() throws {
    let long = Array(repeating: "xxxxx", count: 40).joined(separator: " ")
    let names = ["Rosa", String(repeating: "z", count: 300) + " rosa", "Rosa \(long)", "Rosa \(long) y"]
    #expect(try SmallTable(names: names.reversed()).matches("rosa") == names)
    let letters = (0..<60).map { "w\($0)" }
    let small = SmallTable(names: [
      letters.joined(separator: " "), "A " + letters.joined(separator: "x ") + "x",
    ])
    let query = letters.joined(separator: " ")
    #expect(try small.result(query).rows == [0, 1])
  }

  @Test func `names of more than a step are ranked like short ones`() throws {
    for length in [1, 40, 58, 59, 60, 61, 62, 63, 64, 65, 66, 120, 128, 200] {
      let start = String(repeating: "x", count: length)
      let names = [
        "\(start) Bella Rosa", "\(start) Rosa Bella", "\(start) Bella Rosalind", "\(start) Abella Rosa",
      ]
      #expect(try SmallTable(names: names.reversed()).matches("bella rosa") == names, "\(length)")
      let others = ["\(start) Fujinon Corporation", "\(start) Nachi Fujikoshi Corp"]
      #expect(try SmallTable(names: others.reversed()).matches("corp fuji") == others, "\(length)")
    }
  }
}
