import Customers
import Testing

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
