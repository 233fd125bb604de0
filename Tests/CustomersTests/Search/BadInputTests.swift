import Testing

@testable import Customers

/// Whatever is typed or stored: an answer comes, and it is never everybody by mistake.
@Suite struct BadInputTests {
  private static let small = SmallTable(
    ["Bella Rosa", "花店 東京", "متجر الزهور", "חנות פרחים", "ร้านดอกไม้", "Tulip 🌷", "é", "O'Brien & Söhne", ""]
      .enumerated().map { Customer(id: UInt64($0.offset + 1), name: $0.element, code: "C\($0.offset)") })

  /// A query, and how many match it.
  static let queries: [(String, Int)] = [
    (String(repeating: "rosa", count: 250), 0), (String(repeating: "x", count: 1_000), 0),
    ("\"" + String(repeating: "a b ", count: 250), 0), ("^" + String(repeating: "r", count: 1_000), 0),
    (Array(repeating: "rosa", count: 1_000).joined(separator: " "), 1),
    (Array(repeating: "rosa", count: 1_000).joined(separator: " | "), 1),
    ((0..<1_000).map { "w\($0)" }.joined(separator: " "), 0),
    ((0..<1_000).map { "w\($0)" }.joined(separator: " | "), 0),
    ((0..<1_000).map { "!w\($0)" }.joined(separator: " "), 9),
    // Nothing but signs: they can't be read, and match nobody.
    ("-", 0), ("'", 0), (". . .", 0), ("- ' . `", 0), ("!", 0), ("^", 0), ("\"", 0), ("“", 0), ("\"'\"", 0),
    ("¿", 0), ("…", 0), ("///", 0), ("()", 0), ("?!", 0), ("***", 0), ("$", 0), ("&", 1), ("& &", 1),
    ("&&", 0),
    // One letter, one digit.
    ("r", 2), ("z", 0), ("8", 2), ("é", 3), ("ß", 0),
    // Scripts.
    ("花", 1), ("花店", 1), ("店花", 0), ("東京", 1), ("الزهور", 1), ("פרחים", 1), ("ร้าน", 1), ("🌷", 1), ("🌹", 0),
    ("花 京", 1), ("👨‍👩‍👧", 0),
    // Marks alone, and what is ignored.
    ("\u{301}", 0), ("\u{301}\u{308}", 0), ("\u{200D}", 0), ("\u{FEFF}", 0), ("\u{202E}", 0),
    ("ro\u{301}sa", 1),
    ("\u{202E}rosa", 1), ("ro\u{AD}sa", 1), ("\0", 0), ("\u{FFFD}", 0), ("\u{10FFFF}", 0),
    // Bars and exclamation marks in odd places.
    ("|", 0), ("||", 0), ("| |", 0), ("| rosa |", 1), ("rosa||bella", 0), ("rosa | | bella", 1),
    ("! rosa", 1),
    ("!!", 0), ("!!rosa", 1), ("!!!rosa", 8), ("rosa !", 1), ("rosa!", 0), ("!|", 9), ("| !", 0),
    ("!| !|", 9),
    ("^^", 0), ("^$", 0), ("$$", 0), ("rosa$$", 0), ("^!rosa", 0), ("!^rosa", 9), ("name:", 0), (":", 0),
    ("::", 0),
    ("name::", 0), ("name:name:rosa", 0), ("!name:", 0), ("rosa name:", 1), ("name: rosa", 1),
  ]

  @Test(arguments: queries)
  func `a query finds those whom it means`(query: String, count: Int) throws {
    let result = try Self.small.result(query)
    #expect(result.matchCount == count)
    #expect(result.similarCount <= 2, "\(Self.small.names(result.rows))")
    for row in result.rows.prefix(3) {
      let name = Self.small.table.string(.name, at: Int(row))
      _ = result.highlighter.ranges(in: [(name, .name)], isSimilar: true)
    }
  }

  @Test func `thousands of letters in a similar term are no trouble`() throws {
    for count in [63, 64, 65, 66, 128, 1_000] {
      let name = String((0..<count).map { Character(UnicodeScalar(UInt8(97 + $0 % 26))) })
      var typed = Array(name)
      typed.swapAt(10, 11)
      let small = SmallTable(names: [name, "Kuhn"])
      #expect(try small.matches(name) == [name])
      #expect(try small.similar(String(typed)) == (count <= 64 ? [name] : []), "\(count)")
      let halves = String(typed.prefix(count / 2)) + " " + String(typed.suffix(count - count / 2))
      #expect(try small.similar(halves) == (count <= 128 ? [name] : []), "\(count)")
    }
  }

  @Test func `names of 200 letters and of a megabyte are searched like others`() throws {
    let words = (0..<30).map { "word\($0)x" }.joined(separator: " ")
    let megabyte = String(repeating: "Lorem ipsum ", count: 1 << 17 / 12 * 8) + "Needle O'Brien"
    let small = SmallTable(names: [String(repeating: "a", count: 200), words + " Rosa", megabyte, "Kuhn", ""])
    #expect(try small.result("needle obrien").rows == [2])
    #expect(try small.result("brien$").rows == [2])
    #expect(try small.result("^lorem").rows == [2])
    #expect(try small.result("aaaa").rows == [0])
    #expect(try small.result("rsoa").rows == [1])
    #expect(try small.result("loerm").rows == [2])
    #expect(try small.result("kuhn").matchCount == 1)
    #expect(try small.result("lorem ipsum needle").rows == [2])
  }

  @Test func `tens of thousands of distinct words are compared`() throws {
    let letters = Array("bcdfghklmnprstvwz")
    let names = (0..<20_000).map { number in
      var rest = number
      return (0..<4).map { _ in
        let letter = letters[rest % letters.count]
        rest /= letters.count
        return "\(letter)a"
      }
      .joined() + "x"
    }
    let small = SmallTable(names: names)
    #expect(Set(names).count == 20_000)
    #expect(try small.result("zzzz").rows == [])
    let typed = names[12_345].replacing("x", with: "q")
    let result = try small.result(typed)
    #expect(result.matchCount == 0)
    #expect(small.names(result.rows).first == names[12_345])
    #expect((2...100).contains(result.similarCount))
  }

  @Test func `a table without names is searched`() throws {
    let small = SmallTable((1...50).map { Customer(id: $0, name: $0 % 2 == 0 ? "" : " ", code: "T\($0)") })
    #expect(try small.result("t7").rows == [6])
    #expect(try small.result("rosa").rows == [])
    #expect(try small.result("rosa bella").rows == [])
    #expect(try small.result("").matchCount == 50)
    #expect(try small.result("no:name").matchCount == 50)
    #expect(try SmallTable([]).result("rosa").rows == [])
  }

  @Test(arguments: ["e", "n", "ab", "an", "rosa", "rosa bella", "zzzz zzzz", "zzzzzzzz", "the and"])
  func `similar rows are never everybody`(query: String) throws {
    let names = (0..<400).map { "\(["Anna", "Bella", "Carl", "Rosa"][$0 % 4]) \($0)" }
    let result = try SmallTable(names: names).result(query)
    #expect(result.count < names.count)
    #expect(result.similarCount <= 100)
  }
}
