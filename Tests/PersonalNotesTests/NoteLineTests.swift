import Customers
import Foundation
import Testing
import Wording

@testable import PersonalNotes

/// Notes as JSON Lines.
@Suite struct NoteLineTests {
  @Test func `what was exported is the same when it is imported elsewhere`() throws {
    let notes = CustomerNotes([
      104: CustomerNote(
        text: "fridge \"broken\"\n\tשלום \u{202E}x\u{1B}[2J", isStarred: true, due: LocalDate("2026-12-05")),
      .max: CustomerNote(text: String(repeating: "花", count: 1_365)), 3: CustomerNote(isStarred: true),
    ])
    let text = try NoteLine.text(of: notes)
    #expect(text.hasPrefix("{\"id\":3,\"star\":true}\n{\"id\":104,\"note\":\"fridge"))
    let lines = try NoteLine.lines(of: Data(text.utf8), source: "stdin")
    let read = lines.map { ($0.id, $0.applied(to: CustomerNote())) }
    #expect(CustomerNotes(Dictionary(uniqueKeysWithValues: read)) == notes)
  }

  @Test func `who is not the same goes along, each pair once`() throws {
    let pairs = try Set([
      #require(CustomerPair(5, 3)), #require(CustomerPair(3, 4)), #require(CustomerPair(9, 8)),
    ])
    let notes = CustomerNotes([3: CustomerNote(isStarred: true)], apart: pairs)
    let text = try NoteLine.text(of: notes)
    #expect(text == "{\"id\":3,\"star\":true,\"notSame\":[4,5]}\n{\"id\":8,\"star\":false,\"notSame\":[9]}\n")
    #expect(try NoteLine.lines(of: Data(text.utf8), source: "stdin").map(\.apart) == [[4, 5], [9]])
    // Two accounts may have customers of one id.
    let both = [(id: UInt64(3), note: CustomerNote(text: "a")), (id: 3, note: CustomerNote(text: "b"))]
    #expect(
      try NoteLine.text(of: both, apart: [#require(CustomerPair(3, 4))]) == """
        {"id":3,"note":"a","star":false,"notSame":[4]}
        {"id":3,"note":"b","star":false}

        """)
    let many = Set((2...2_500).compactMap { CustomerPair(1, 1 << 60 + $0) })
    let long = try NoteLine.lines(of: Data(NoteLine.text(of: CustomerNotes(apart: many)).utf8), source: "a")
    #expect(long.map(\.apart.count) == [1_000, 1_000, 499])
  }

  @Test(arguments: [
    ("{\"note\":\"x\"}", "its `id` is missing"),
    ("{\"id\":\"104\"}", "its `id` is no customer id"),
    ("{\"id\":-1}", "its `id` is no customer id"),
    ("{\"id\":1.5}", "its `id` is no customer id"),
    ("{\"id\":1,\"star\":\"yes\"}", "its `star` is neither true nor false"),
    ("{\"id\":1,\"note\":7}", "its `note` is no text"),
    ("{\"id\":1,\"due\":\"2026-02-30\"}", "`2026-02-30` is no day"),
    ("{\"id\":1,\"due\":\"soon\"}", "`soon` is no day"),
    ("{\"id\":1,\"notes\":\"x\"}", "there is no `notes` in a note"),
    ("{\"id\":1,\"notSame\":2}", "its `notSame` is no list of ids"),
    ("[1]", "it is no JSON object"), ("id,note", "it is no JSON object"),
    ("{\"id\":1", "it is no JSON object"),
  ])
  func `a bad line is named with its number, and nothing of the file counts`(line: String, reason: String) {
    let text = "{\"id\":1,\"star\":true}\n\n\(line)\n"
    let failure = #expect(throws: UserFacingError.self) {
      try NoteLine.lines(of: Data(text.utf8), source: "a.jsonl")
    }
    #expect(failure?.kind == .usage)
    #expect(failure?.why == "Line 3 of a.jsonl: \(reason).")
    #expect(failure?.advice.hasSuffix("and import it again.") == true)
  }

  @Test func `a note of a megabyte, or one byte too many, and what is not UTF-8 are refused`() {
    func reason(_ data: Data) -> String? {
      #expect(throws: UserFacingError.self) { try NoteLine.lines(of: data, source: "a") }?.why
    }
    func line(_ count: Int) -> Data {
      Data("{\"id\":1,\"note\":\"\(String(repeating: "x", count: count))\"}".utf8)
    }
    #expect(reason(line(1 << 20)) == "Line 1 of a: it is longer than any note can be.")
    #expect(reason(line(4_097)) == "Line 1 of a: its note has 4,097 bytes.")
    #expect(reason(Data([0x7B, 0xFF, 0x7D])) == "Line 1 of a: it is not UTF-8.")
  }
}
