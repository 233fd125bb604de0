import Foundation
import ProofTesting
import Testing

@testable import Customers

@Suite struct ScalarFoldingTests {
  static let texts: [(String, String)] = [
    ("Mejía", "mejia"), ("STRASSE", "strasse"), ("Straße", "strasse"), ("STRAẞE", "strasse"),
    ("Ærøskøbing", "aeroskobing"), ("Đorđe Łuk", "dorde luk"), ("Þór Óðinn", "thor odinn"),
    ("Œuvre", "oeuvre"),
    ("ħ ŧ ɓ ƒ ĸ", "h t b f ĸ"), ("ＢＥＬＬＡ　ｒｏｓａ", "bella rosa"), ("ﬁne ﬀ", "fine ff"), ("①②½", "121/2"),
    ("İstanbul ısı", "istanbul isi"), ("ΟΔΥΣΣΕΥΣ", "οδυσσευσ"), ("Ὀδυσσεύς ᾳ", "οδυσσευσ α"),
    ("Йод Ё", "иод е"), ("花店", "花店"), ("ガ", "カ"), ("ｶﾞ", "カ"), ("한", "한"),
    ("O’Brien O‘Brien O´Brien Oʼ", "o'brien o'brien o'brien o'"), ("“a” – b—c", "\"a\" - b-c"),
    ("  a \t\n b  ", "a b"), ("a\u{A0}\u{2003}b", "a b"), ("a\u{200B}\u{AD}\u{200D}b\u{FE0F}", "ab"),
    ("e\u{301}\u{301}\u{301}x", "ex"), ("\u{301}", ""), ("👨‍👩‍👧", "👨👩👧"), ("A\0\u{1B}Z", "a\0\u{1B}z"), ("", ""),
    ("¨a", "a"), ("ŉ", "'n"), ("ǆ Ǆ ǅ", "dz dz dz"), ("\u{FFFD}", "\u{FFFD}"), ("K Å", "k a"),
  ]

  @Test(arguments: texts)
  func folds(text: String, folded: String) {
    #expect(
      String(decoding: FoldedText(text).bytes, as: UTF8.self)
        == folded.decomposedStringWithCompatibilityMapping)
    #expect(bulkFolded(Array(text.utf8)) == FoldedText(text).bytes)
  }

  @Test(arguments: [1, 62, 63, 64, 65, 127, 128])
  func `blanks side by side are one, wherever in a long text they stand`(place: Int) {
    let (start, end) = (String(repeating: "a", count: place), String(repeating: "b", count: 80))
    #expect(bulkFolded(Array("\(start)  \(end)".utf8)) == Array("\(start) \(end)".utf8))
  }

  @Test func invalidBytesBecomeReplacementCharacters() {
    let bytes: [UInt8] = [0x41, 0xFF, 0xFE, 0xC3, 0x20, 0xED, 0xA0, 0x80, 0x42]
    let repaired = String(decoding: bytes, as: UTF8.self)
    #expect(bulkFolded(bytes) == FoldedText(repaired).bytes)
    #expect(!bulkFolded(bytes).contains(FoldedTexts.separator))
  }

  /// All of Unicode, against Foundation's decomposition and folding of case, without marks.
  @Test func agreesWithFoundationOverAllOfUnicode() {
    var differences: [String] = []
    for scalar in Self.allScalars where !scalar.properties.isWhitespace {
      let ours = String(String.UnicodeScalarView(ScalarFolding.fold(scalar)))
      let theirs = FoundationFolding.fold(scalar)
      if ours != theirs {
        differences.append("U+\(String(scalar.value, radix: 16)) \(scalar): \(ours), Foundation \(theirs)")
      }
    }
    #expect(differences == [])
  }

  @Test func foldingTwiceChangesNothing() {
    for scalar in Self.allScalars {
      let once = ScalarFolding.fold(scalar)
      if once.flatMap(ScalarFolding.fold) != once {
        Issue.record("U+\(String(scalar.value, radix: 16)) \(scalar)")
      }
    }
  }

  @Test func bulkFoldingIsTheSameForRandomTexts() {
    var random = RandomSource(seed: 7)
    for _ in 0..<ProofScale.rounds(full: 100_000, few: 2_000) {
      let scalars = (0..<Int.random(in: 0...12, using: &random)).map { _ in
        random.chance(2)
          ? Unicode.Scalar(UInt8.random(in: 0...127, using: &random)) : random.pick(Self.sample)
      }
      let text = String(String.UnicodeScalarView(scalars))
      if bulkFolded(Array(text.utf8)) != FoldedText(text).bytes { Issue.record("\(text.debugDescription)") }
    }
  }

  private func bulkFolded(_ bytes: [UInt8]) -> [UInt8] {
    let folded = folded(bytes, before: 0)
    // Then it is looked at many bytes at a time, as in a table.
    #expect(self.folded(bytes, before: 128) == folded)
    return folded
  }

  /// A text folded where so many blanks stand behind it in memory.
  private func folded(_ bytes: [UInt8], before blankCount: Int) -> [UInt8] {
    var scratch = ByteBuffer(capacity: 1)
    (bytes + [UInt8](repeating: 0x20, count: blankCount)).withUnsafeBufferPointer { memory in
      let text = UnsafeBufferPointer(rebasing: memory[..<bytes.count])
      TextFolder().fold(text, readable: memory.count, to: &scratch)
    }
    return Array(UnsafeBufferPointer(start: scratch.start, count: scratch.count))
  }

  /// Every scalar that is assigned; in a short run every ninth beyond the most usual scripts.
  private static let allScalars = (UInt32(0)...0x10FFFF)
    .filter { ProofScale.isFull || $0 < 0x2100 || $0 % 9 == 0 }
    .compactMap(Unicode.Scalar.init)
    .filter { $0.properties.generalCategory != .unassigned && $0.properties.generalCategory != .privateUse }

  private static let sample = allScalars.filter { $0.value % 5 == 0 }
}
