import Testing

@testable import Customers

/// What a person keeps about customers, in queries, orders and exports.
@Suite struct NotesSearchTests {
  /// A Saturday.
  private let today = LocalDate(daysSinceEpoch: 20_785)

  private let table = CustomerTable((1...6).map { Customer(id: $0, name: "Customer \($0)") })

  private var notes: CustomerNotes {
    CustomerNotes([
      1: CustomerNote(text: "Fridge broken\nask Mejía", isStarred: true),
      2: CustomerNote(due: today), 3: CustomerNote(text: "10", isStarred: true, due: today.adding(days: -2)),
      4: CustomerNote(text: "9", due: today.adding(days: 2)), 5: CustomerNote(),
      77: CustomerNote(text: "fridge", due: today),
    ])
  }

  private func found(_ text: String, sort: CustomerOrder? = nil, notes: CustomerNotes? = nil) -> [UInt32] {
    var request = SearchRequest.all(CustomerQuery(text, today: today), count: table.count)
    request.notes = notes ?? self.notes
    request.sort = sort
    var searcher = CustomerSearcher(CustomerSnapshot(table))
    return searcher.search(request, isCancelled: { false })?.rows.map { $0 + 1 } ?? []
  }

  @Test(arguments: [
    ("is:starred", [1, 3]), ("!is:starred", [2, 4, 5, 6]), ("note:FRIDGE", [1]), ("note:mejia", [1]),
    ("note:\"broken ask\"", [1]), ("!note:fridge", [2, 3, 4, 5, 6]), ("has:note", [1, 3, 4]),
    ("no:note", [2, 5, 6]), ("has:due", [2, 3, 4]), ("no:due", [1, 5, 6]), ("due:today", [2]),
    ("due:<=today", [2, 3]), ("due:<today", [3]), ("due:>today", [4]), ("due:>=today", [2, 4]),
    ("due:+2d", [4]), ("due:mon", [4]), ("due:monday", [4]), ("due:tomorrow", []),
    ("due:2026-11", [2, 3, 4]),
    ("due:2026-11-26..2026-11-28", [2, 3]), ("due:..today", [2, 3]), ("due:yesterday..", [2, 4]),
    ("due:<=+1w is:starred", [3]), ("fridge", []), ("note:fridge | due:today", [1, 2]),
  ])
  func `notes are found by what is in them`(query: String, ids: [UInt32]) {
    #expect(found(query) == ids)
  }

  @Test(arguments: [
    ("due:", "write a day as tomorrow, mon, +2w or 2026-12-05"),
    ("due:soon", "write a day as tomorrow, mon, +2w or 2026-12-05"),
    ("due:2026-02-30", "2026-02 has no day 30"), ("due:2026-13", "there is no month 13"),
    ("due:+9999d", "+9999d is too far ahead"), ("due:today..yesterday", "it ends before it begins"),
    ("due:^today", "^ and $ are for texts, not for due:"), ("note:", "note: needs something to look for"),
    ("note:\"\"", "there is nothing between the quotes"), ("note:x$", "^ and $ are for texts, not for note:"),
  ])
  func `a term about notes that can't be read says why`(query: String, reason: String) {
    #expect(CustomerQuery(query, today: today).problems.map(\.reason) == [reason])
  }

  @Test(arguments: [
    ("today", "2026-11-28"), ("sat", "2026-12-05"), ("Sunday", "2026-11-29"), ("mon", "2026-11-30"),
    ("+1m", "2026-12-28"), ("3m", "2027-02-28"), ("+1y", "2027-11-28"), ("2028-02-29", "2028-02-29"),
  ])
  func `days are read as people write them`(words: String, day: String) throws {
    #expect(try DueDays.day(words, today: today) == LocalDate(day))
  }

  @Test func `other notes are found at once in the same snapshot`() throws {
    var searcher = CustomerSearcher(CustomerSnapshot(table))
    var request = SearchRequest.all(CustomerQuery("has:due", today: today), count: table.count)
    request.sort = CustomerOrder(.due)
    request.notes = notes
    #expect(searcher.search(request, isCancelled: { false })?.rows == [2, 1, 3])
    request.notes = CustomerNotes([6: CustomerNote(due: today), 1: CustomerNote(due: today.adding(days: 9))])
    #expect(searcher.search(request, isCancelled: { false })?.rows == [5, 0])
  }

  @Test func `notes sort rows, and who has none comes last in both directions`() {
    #expect(found("", sort: CustomerOrder(.due)) == [3, 2, 4, 1, 5, 6])
    #expect(found("", sort: CustomerOrder(.due, descending: true)) == [4, 2, 3, 1, 5, 6])
    #expect(found("", sort: CustomerOrder(.star)) == [1, 3, 2, 4, 5, 6])
    #expect(found("", sort: CustomerOrder(.note)) == [4, 3, 1, 2, 5, 6])
  }

  @Test func `notes are exported where their columns are named, and only there`() throws {
    func text(_ format: ExportFormat, _ columns: [CustomerColumn]) throws -> String {
      var bytes: [UInt8] = []
      try CustomerExport(
        table: table, rows: [0, 1], columns: columns, notes: notes, options: .init(format: format)
      )
      .write { bytes.append(contentsOf: $0) }
      return String(decoding: bytes, as: UTF8.self)
    }
    #expect(
      try text(.csv, [.id, .star, .note, .due])
        == "ID,Star,Note,Due\r\n1,yes,\"Fridge broken\nask Mejía\",\r\n2,no,,2026-11-28\r\n")
    #expect(
      try text(.jsonl, [.id, .star, .note, .due])
        == "{\"id\":1,\"star\":true,\"note\":\"Fridge broken\\u000aask Mejía\",\"due\":null}\n"
        + "{\"id\":2,\"star\":false,\"note\":null,\"due\":\"2026-11-28\"}\n")
    #expect(try !text(.csv, CustomerColumn.told).contains("Fridge"))
  }

  @Test func `a kept text has plain line breaks and nothing that ends it early`() {
    #expect(CustomerNote.tidied("\n \n a\r\nb\rc\u{2028}d\0e \n\n") == " a\nb\nc\nde")
    #expect(CustomerNote.tidied(" \n\t") == "")
  }
}
