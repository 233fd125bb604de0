import ProofTesting
import Testing

@testable import Customers

@Suite struct SearchFormTests {
  /// A folded text, its joined form, and the split one if it differs.
  static let forms: [(String, String, String)] = [
    ("", "", ""), ("rosa", "rosa", ""), ("bella rosa", "bella rosa", ""),
    // Within a word, at its edge, by themselves.
    ("o'brien", "obrien", "o brien"), ("rose-marie", "rosemarie", "rose marie"),
    ("y-dccq", "ydccq", "y dccq"),
    ("inc.", "inc", ""), ("'n", "n", ""), ("l.l.c.", "llc", "l l c"), ("rock 'n' roll", "rock n roll", ""),
    ("a - b", "a - b", ""), ("a -b", "a b", ""), ("a- b", "a b", ""), ("...", "...", ""), ("-", "-", ""),
    ("a.-'b", "ab", "a b"), ("a--", "a", ""), ("-(a)-", "-(a)-", ""), ("(.a)", "(a)", ""),
    ("花-店", "花店", "花 店"), ("5'6\"", "56\"", "5 6\""), ("j.p. rose-marie", "jp rosemarie", "j p rose marie"),
    // The word and.
    ("&", "and", ""), ("a&b", "a and b", ""), ("a & b", "a and b", ""), ("a &b", "a and b", ""),
    ("a& b", "a and b", ""), ("a&&b", "a and and b", ""), ("&a", "and a", ""), ("a&", "a and", ""),
    ("a-&-b", "a and b", ""), ("-&-", "- and -", ""), ("a&'b", "a and b", ""),
    ("at&t-x", "at and tx", "at and t x"),
    (" & ", " and ", ""), ("'&", "' and", ""), ("a & - b", "a and - b", ""),
  ]

  @Test(arguments: forms)
  func `signs within words are left out, or make a gap`(folded: String, joined: String, split: String) {
    let form = SearchForm(of: Array(folded.utf8))
    #expect(String(decoding: form.joined, as: UTF8.self) == joined)
    #expect(String(decoding: form.split, as: UTF8.self) == split)
    #expect(
      Self.bulk(folded) == Array(joined.utf8)
        + (split.isEmpty ? [] : [FoldedTexts.formSeparator] + split.utf8))
  }

  @Test(arguments: [
    ("", true), (" ", true), ("-", true), ("' - .", true), ("`", true), ("a", false), ("&", false),
    ("-a-", false),
    ("/", false), ("花", false), ("\u{0}", false),
  ])
  func `tells whether there is nothing to look for`(folded: String, isOnlyMarks: Bool) {
    #expect(SearchForm(of: Array(folded.utf8)).isOnlyMarks == isOnlyMarks)
  }

  @Test func `each byte knows where it came from`() {
    let form = SearchForm(of: Array("a&o'b".utf8))
    #expect(String(decoding: form.joined, as: UTF8.self) == "a and ob")
    #expect(form.joinedOrigins == [0, 1, 1, 1, 1, 1, 2, 4])
    #expect(String(decoding: form.split, as: UTF8.self) == "a and o b")
    #expect(form.splitOrigins == [0, 1, 1, 1, 1, 1, 2, 3, 4])
  }

  @Test func `agrees with the plain forms for random texts`() throws {
    var random = RandomSource(seed: 12)
    let pieces = ["a", "b", "1", " ", " ", "-", "'", ".", "&", "é", "花", "(", "`", "’", "–", "…"]
    for _ in 0..<ProofScale.rounds(full: 100_000, few: 3_000) {
      let text = (0..<Int.random(in: 0...12, using: &random)).map { _ in random.pick(pieces) }.joined()
      let isTrimmed = random.chance(2)
      let folded = FoldedText(text, trimming: isTrimmed).bytes
      let form = SearchForm(of: folded)
      let expected = ReferenceText(text, trimming: isTrimmed)
      try #require(String(decoding: form.joined, as: UTF8.self) == Self.string(expected.joined), "\(text)")
      try #require(
        String(decoding: form.split, as: UTF8.self) == expected.split.map(Self.string) ?? "", "\(text)")
      try #require(form.isOnlyMarks == expected.isOnlyMarks, "\(text)")
      let bulk = form.joined + (form.split.isEmpty ? [] : [FoldedTexts.formSeparator] + form.split)
      try #require(Self.bulk(String(decoding: folded, as: UTF8.self)) == bulk, "\(text)")
    }
  }

  private static func string(_ form: ReferenceText.Form) -> String {
    String(String.UnicodeScalarView(form.scalars))
  }

  /// What becomes of a folded text at the end of a buffer.
  private static func bulk(_ folded: String) -> [UInt8] {
    var buffer = ByteBuffer(capacity: 1)
    buffer.append("before")
    for byte in folded.utf8 { buffer.append(byte) }
    SearchForm.replaceFolded(from: 6, of: &buffer, isCode: false)
    return Array(buffer.content.dropFirst(6))
  }
}
