import Customers
import Testing

@testable import Customers

@Suite struct HighlighterTests {
  /// A query, a column, a text of it, and the same with the matched parts in brackets.
  static let examples: [(String, CustomerColumn, String, String)] = [
    ("rosa", .name, "Bella Rosa", "Bella [Rosa]"),
    ("a", .name, "Bella Rosa", "Bell[a] Rosa"),
    ("r", .name, "Flor Rosa Romero", "Flor [R]osa [R]omero"),
    ("aa", .name, "aaaab", "[aa]aab"),
    ("mejia", .salesperson, "Julian Mejía", "Julian [Mejía]"),
    ("strasse", .name, "Lange Straße 5", "Lange [Straße] 5"),
    ("s", .name, "Straße", "[S]traße"),
    ("bella rosa", .name, "Rosa Bella", "[Rosa] [Bella]"),
    ("\"a b\"", .name, "xa \t bx", "x[a \t b]x"),
    ("fi", .name, "oﬃce", "o[ﬃ]ce"),
    ("花", .name, "花店", "[花]店"),
    ("👧", .name, "a👨‍👩‍👧b", "a[👨‍👩‍👧]b"),
    ("e", .name, "E\u{301}e\u{301}x", "[E\u{301}]e\u{301}x"),
    ("^rosa", .name, " Rosa rosa", " [Rosa] rosa"),
    ("rosa$", .name, "Rosa rosa ", "Rosa [rosa] "),
    ("rosa | cakes", .name, "Rosa Cakes", "[Rosa] [Cakes]"),
    ("rosa !cakes", .name, "Rosa Cakes", "[Rosa] Cakes"),
    ("name:rosa", .code, "ROSA", "ROSA"),
    ("code:ro", .code, "ROSA", "[RO]SA"),
    ("25", .id, "25425", "[25]425"),
    ("repid:18", .salespersonID, "1819", "[18]19"),
    ("18", .salespersonID, "1819", "1819"),
    ("acc", .accountingCode, "ACC10", "[ACC]10"),
    ("retail", .type, "Retailer", "[Retail]er"),
    ("updated:2024", .updated, "2024-01-01", "2024-01-01"),
    ("2024", .updated, "2024-01-01", "2024-01-01"),
    ("x\u{0}", .name, "x\u{0}x", "[x\u{0}]x"),
    // Small signs.
    ("obrien", .name, "The O'Brien Inn", "The [O'Brien] Inn"),
    ("o'brien", .name, "OBrien O’Briens", "[OBrien] [O’Brien]s"),
    ("brien", .name, "O'Brien", "O'[Brien]"),
    ("llc", .name, "Rosa L.L.C.", "Rosa [L.L.C]."),
    ("\"rose marie\"", .name, "Rose-Marie Rose Marie", "[Rose-Marie] [Rose Marie]"),
    ("t3526", .code, "T-3526", "[T-3526]"),
    ("&", .name, "A & B and C Anders", "A [&] B [and] C Anders"),
    ("a&b", .name, "A & B a and b A&B", "[A & B] [a and b] [A&B]"),
    // Not for a row that matches.
    ("rosq", .name, "Bella Rosa", "Bella Rosa"),
    ("rosa updated:>so", .name, "Bella Rosa", "Bella [Rosa]"),
    ("", .name, "Bella", "Bella"),
    ("updated:>soon", .name, "soon", "soon"),
  ]

  @Test(arguments: examples)
  func highlights(query: String, column: CustomerColumn, text: String, marked: String) {
    #expect(Self.marked(query, column, text, isSimilar: false) == marked)
  }

  /// The same for rows that are only similar.
  static let similar: [(String, CustomerColumn, String, String)] = [
    ("rosq", .name, "Bella Rosa", "Bella [Rosa]"),
    ("blela", .name, "Bella Rosa", "[Bella] Rosa"),
    ("mejai", .salesperson, "Julian Mejía", "Julian [Mejía]"),
    ("mejai", .code, "MEJIA", "MEJIA"),
    ("retialer", .type, "Retailer", "[Retailer]"),
    ("rep:mejai", .name, "Mejía", "Mejía"),
    // The term itself, where it is; only the most similar word; each of several.
    ("rosa", .name, "Rosalind Rota", "[Rosa]lind Rota"),
    ("rosa", .name, "Roka Rossa", "Roka [Rossa]"),
    ("rosa", .name, "Rota Roma", "[Rota] [Roma]"),
    ("obrien", .name, "O'Brain Inn", "[O'Brain] Inn"),
    ("brein", .name, "O'Brien", "O'[Brien]"),
    // Words run together, and split.
    ("sunflower", .name, "The Sun Flower Inn", "The [Sun] [Flower] Inn"),
    ("rosemarei", .name, "Rose-Marie", "[Rose-Marie]"),
    ("bellaros", .name, "Bella X Rosalind", "[Bella] X [Rosalind]"),
    ("sunf olwer", .name, "Sunflower", "[Sunflower]"),
    // What is left out, and what is never forgiven.
    ("bella zzzz", .name, "Bella Rosa", "[Bella] Rosa"),
    ("bella \"rsoa\"", .name, "Bella Rosa", "[Bella] Rosa"),
    ("bella !rosa", .name, "Bella Rosq", "[Bella] Rosq"),
    ("T3527", .name, "T3526", "T3526"),
    ("rosq is:marked", .name, "Rosa", "[Rosa]"),
    ("rosq | blela", .name, "Bella Rosa", "[Bella] [Rosa]"),
  ]

  @Test(arguments: similar)
  func `similar words are highlighted`(query: String, column: CustomerColumn, text: String, marked: String) {
    #expect(Self.marked(query, column, text, isSimilar: true) == marked)
  }

  private static func marked(_ query: String, _ column: CustomerColumn, _ text: String, isSimilar: Bool)
    -> String
  {
    let highlighter = Highlighter(CustomerQuery(query, today: LocalDate(daysSinceEpoch: 20_000)))
    return bracketed(text, highlighter.ranges(in: [(text, column)], isSimilar: isSimilar)[0])
  }

  @Test func nothingIsHighlightedWithoutAQuery() {
    #expect(Highlighter().ranges(in: [("Bella", .name)], isSimilar: true) == [[]])
  }

  /// Queries, and what they mark in the name, code, type and salesperson of one customer.
  @Test(arguments: [
    ("m", "Ana [M]ejía Import", "[M]1-EM", "Importer", "Fatima Smith"),
    ("p", "Ana Mejía Im[p]ort", "M1-EM", "Im[p]orter", "Fatima Smith"),
    ("em", "Ana Mejía Import", "M1-[EM]", "Importer", "Fatima Smith"),
    ("smith imp", "Ana Mejía [Imp]ort", "M1-EM", "[Imp]orter", "Fatima [Smith]"),
    ("type:port", "Ana Mejía Import", "M1-EM", "Im[port]er", "Fatima Smith"),
  ])
  func `what starts a word anywhere isn't marked inside others`(
    query: String, name: String, code: String, type: String, salesperson: String
  ) {
    let marked = [name, code, type, salesperson]
    let texts = marked.map { $0.filter { !"[]".contains($0) } }
    let columns: [CustomerColumn] = [.name, .code, .type, .salesperson]
    let highlighter = Highlighter(CustomerQuery(query, today: LocalDate(daysSinceEpoch: 20_000)))
    let ranges = highlighter.ranges(in: Array(zip(texts, columns)), isSimilar: false)
    #expect(zip(texts, ranges).map(Self.bracketed) == marked)
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

@Suite struct TextFinderTests {
  @Test(arguments: [
    ("mejia", "Julian Mejía", ["Mejía"]), ("STRASSE", "Lange Straße 1", ["Straße"]),
    (" ana ", "Ana Tran", ["Ana"]), ("an", "Ana Tran", ["An", "an"]), ("aa", "aaa", ["aaa"]),
    ("x", "Ana", []), ("", "Ana", []), ("  ", "Ana", []), ("long", "lo", []), ("花", "花の店", ["花"]),
  ])
  func `a text is found whatever its case and accents`(typed: String, text: String, found: [String]) {
    let finder = TextFinder(typed)
    #expect(finder.ranges(in: text).map { String(text[$0]) } == found)
    #expect(finder.isFound(in: text) == !found.isEmpty)
  }
}
