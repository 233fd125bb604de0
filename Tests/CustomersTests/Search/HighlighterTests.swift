import Testing

@testable import Customers

@Suite struct HighlighterTests {
  /// A query, a column, a text of it, and the same with the matched parts in brackets.
  static let examples: [(String, CustomerColumn, String, String)] = [
    ("rosa", .name, "Bella Rosa", "Bella [Rosa]"),
    ("a", .name, "Bella Rosa", "Bell[a] Ros[a]"),
    ("aa", .name, "aaaab", "[aaaa]b"),
    ("mejia", .salesperson, "Julian Mejía", "Julian [Mejía]"),
    ("strasse", .name, "Lange Straße 5", "Lange [Straße] 5"),
    ("s", .name, "Straße", "[S]tra[ß]e"),
    ("bella rosa", .name, "Rosa Bella", "[Rosa] [Bella]"),
    ("\"a b\"", .name, "xa \t bx", "x[a \t b]x"),
    ("fi", .name, "oﬃce", "o[ﬃ]ce"),
    ("花", .name, "花店", "[花]店"),
    ("👧", .name, "a👨‍👩‍👧b", "a[👨‍👩‍👧]b"),
    ("e", .name, "E\u{301}e\u{301}x", "[E\u{301}e\u{301}]x"),
    ("^rosa", .name, " Rosa rosa", " [Rosa] rosa"),
    ("rosa$", .name, "Rosa rosa ", "Rosa [rosa] "),
    ("rosa | cakes", .name, "Rosa Cakes", "[Rosa] [Cakes]"),
    ("rosa !cakes", .name, "Rosa Cakes", "[Rosa] Cakes"),
    ("name:rosa", .code, "ROSA", "ROSA"),
    ("code:ro", .code, "ROSA", "[RO]SA"),
    ("25", .id, "25425", "[25]4[25]"),
    ("repid:18", .salespersonID, "1819", "[18]19"),
    ("18", .salespersonID, "1819", "1819"),
    ("acc", .accountingCode, "ACC10", "[ACC]10"),
    ("retail", .type, "Retailer", "[Retail]er"),
    ("updated:2024", .updated, "2024-01-01", "2024-01-01"),
    ("2024", .updated, "2024-01-01", "2024-01-01"),
    ("x\u{0}", .name, "x\u{0}x", "[x\u{0}]x"),
    // Guesses: no customer holds these as they are written.
    ("blrs", .name, "Bella Rosa", "[B]e[l]la [R]o[s]a"),
    ("blrs", .salesperson, "B l r s", "B l r s"),
    ("rosq", .name, "Bella Rosa", "Bella [Rosa]"),
    ("blela", .name, "Bella Rosa", "[Bella] Rosa"),
    ("mejai", .salesperson, "Julian Mejía", "Julian [Mejía]"),
    ("", .name, "Bella", "Bella"),
    ("updated:>soon", .name, "soon", "soon"),
  ]

  @Test(arguments: examples)
  func highlights(query: String, column: CustomerColumn, text: String, marked: String) throws {
    let customers = ["Bella Rosa", "Rosa Cakes", "strasse", "25 fi 花 👧 18 acc retail 2024 x\0", "a b aa"]
    let table = CustomerTable(
      customers.enumerated().map { place, name in
        Customer(id: Int64(place + 1), name: name, salesperson: "Julian Mejía")
      })
    var searcher = CustomerSearcher(CustomerSnapshot(table))
    let result = searcher.search(.all(query, count: table.count), isCancelled: { false })
    let ranges = try #require(result).highlighter.ranges(in: text, column: column)
    #expect(Self.bracketed(text, ranges) == marked)
  }

  private static func bracketed(_ text: String, _ ranges: [Range<String.Index>]) -> String {
    var result = ""
    var end = text.startIndex
    for range in ranges {
      result += text[end..<range.lowerBound] + "[" + text[range] + "]"
      end = range.upperBound
    }
    return result + text[end...]
  }
}
