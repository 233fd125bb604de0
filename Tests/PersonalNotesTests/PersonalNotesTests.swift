import Customers
import Foundation
import GRDB
import ProofTesting
import Synchronization
import Testing
import Wording

@testable import PersonalNotes

/// What a person keeps about customers, in its file.
@Suite struct PersonalNotesTests {
  private let folder: TemporaryFolder
  private let clock = Clock()

  /// A clock that a test sets: the noon of a day.
  private final class Clock: Sendable {
    private let day = Mutex(20_785)

    var now: Date { Date(timeIntervalSince1970: (Double(day.withLock { $0 }) + 0.5) * 86_400) }

    func advance(days: Int) { day.withLock { $0 += days } }
  }

  init() throws {
    folder = try TemporaryFolder()
  }

  private var path: String { "\(folder.path)/notes/default.sqlite" }

  private func open() -> PersonalNotes { PersonalNotes(path: path, now: { [clock] in clock.now }) }

  private var files: [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: "\(folder.path)/notes")) ?? []).sorted()
  }

  private func mode(_ path: String) -> Int? {
    try? FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
  }

  private static func execute(at path: String, _ sql: String) throws -> Bool {
    try DatabaseQueue(path: path).inDatabase { try $0.execute(sql: sql) }
    return true
  }

  @discardableResult
  private func write(_ text: String, about id: UInt64, in notes: PersonalNotes) throws -> NoteOutcome {
    try notes.keep(NoteChange(.text(text, insteadOf: nil), ofCustomer: id))
  }

  @Test func `a star, a note and a day are there for the next program, and for nobody else to read`() throws {
    let notes = open()
    #expect(try notes.notes().notes.count == 0)
    #expect(files.isEmpty)
    let day = try #require(LocalDate("2026-12-05"))
    #expect(try notes.keep(NoteChange(.star(true), ofCustomer: .max)) != .kept(CustomerNotes()))
    _ = try notes.keep(NoteChange(.due(day), ofCustomer: .max))
    let outcome = try write("fridge broken\nشكرا", about: .max, in: notes)
    let expected = CustomerNotes([.max: CustomerNote(text: "fridge broken\nشكرا", isStarred: true, due: day)])
    #expect(outcome == .kept(expected))
    let (read, remarks) = try open().notes()
    #expect(read == expected)
    #expect(remarks.isEmpty)
    #expect(mode("\(folder.path)/notes") == 0o700)
    #expect(mode(path) == 0o600)
    _ = try notes.keep(NoteChange(.star(false), ofCustomer: .max))
    _ = try notes.keep(NoteChange(.due(nil), ofCustomer: .max))
    #expect(try write("", about: .max, in: notes) == .kept(CustomerNotes()))
  }

  private func open(account: UInt8?, company: UInt8? = nil) -> PersonalNotes {
    let owner = NotesOwner(account: account.map { [$0] }, company: company.map { [$0] })
    return PersonalNotes(path: path, owner: owner, now: { [clock] in clock.now })
  }

  @Test func `nothing about one account's customers shows at another's, and both keep theirs`() throws {
    let (ana, bo) = (open(account: 1, company: 11), open(account: 2, company: 22))
    try write("Ana's", about: 7, in: ana)
    #expect(try bo.notes().notes.count == 0)
    #expect(
      try bo.notes().remarks == [
        "What was kept about 1 customer belongs to another account or token; komet notes export --all writes it."
      ])
    // What the other sees there is nothing, and so is what it replaces.
    #expect(
      try bo.keep(NoteChange(.text("Bo's", insteadOf: ""), ofCustomer: 7))
        == .kept(CustomerNotes([7: CustomerNote(text: "Bo's")])))
    #expect(try bo.notes().remarks == [])
    #expect(try ana.notes().notes == CustomerNotes([7: CustomerNote(text: "Ana's")]))
    try write("", about: 7, in: bo)
    #expect(try ana.notes().notes[7].text == "Ana's")
    #expect(try open().allNotes().notes.map(\.note.text) == ["Ana's"])
  }

  @Test func `notes stay when a token is replaced, added or given up`() throws {
    try write("by company's token", about: 1, in: open(account: nil, company: 11))
    try write("by both", about: 2, in: open(account: 1, company: 11))
    let both = CustomerNotes([1: CustomerNote(text: "by company's token"), 2: CustomerNote(text: "by both")])
    #expect(try open(account: nil, company: 11).notes().notes == both)
    #expect(try open(account: 1, company: 11).notes().notes == both)
    #expect(
      try open(account: 1, company: 12).notes().notes == CustomerNotes([2: CustomerNote(text: "by both")]))
    // Written by the new token, it is found by the account and by that.
    try write("again", about: 2, in: open(account: 1, company: 12))
    #expect(try open(account: nil, company: 12).notes().notes[2].text == "again")
    #expect(try open(account: nil, company: 11).notes().notes[2].isEmpty)
    #expect(try open(account: 1).notes().notes[2].text == "again")
  }

  @Test func `a file from before accounts and pairs becomes that of the first account that opens it`() throws
  {
    try FileManager.default.createDirectory(atPath: "\(folder.path)/notes", withIntermediateDirectories: true)
    let made = try Self.execute(
      at: path,
      """
      CREATE TABLE note (customer_id INTEGER PRIMARY KEY, text TEXT NOT NULL, is_starred INTEGER NOT NULL, due TEXT,
        changed_at INTEGER NOT NULL) STRICT;
      INSERT INTO note VALUES (7, 'old', 1, '2026-12-05', 0);
      PRAGMA application_id = \(0x4b6f_6d4e); PRAGMA user_version = 1;
      """)
    #expect(made)
    #expect(try open().notes().notes[7].text == "old")
    #expect(try open(account: 1).notes().notes[7].isStarred)
    #expect(try open(account: 2).notes().notes.count == 0)
    #expect(try open(account: 1).notes().notes[7].due == LocalDate("2026-12-05"))
    _ = try open(account: 1).keep(NoteChange(.apart([8], true), ofCustomer: 7))
    #expect(try open(account: 1).notes().notes.apart.count == 1)
  }

  @Test func `a note that another browser changed meanwhile is not overwritten unseen`() throws {
    let (one, other) = (open(), open())
    try write("first", about: 7, in: one)
    #expect(
      try other.keep(NoteChange(.text("second", insteadOf: "first"), ofCustomer: 7))
        == .kept(CustomerNotes([7: CustomerNote(text: "second")])))
    #expect(
      try one.keep(NoteChange(.text("third", insteadOf: "first"), ofCustomer: 7))
        == .changedElsewhere(CustomerNotes([7: CustomerNote(text: "second")])))
    #expect(try open().notes().notes[7].text == "second")
    try write("third", about: 7, in: one)
    #expect(try other.notes().notes[7].text == "third")
  }

  @Test func `two programs that write at once lose nothing of each other`() async throws {
    let count = 40
    try await withThrowingTaskGroup(of: Void.self) { group in
      for writer in 0..<4 {
        group.addTask {
          let notes = open()
          for number in 0..<count {
            try write("note \(number)", about: UInt64(writer * count + number), in: notes)
          }
        }
      }
      try await group.waitForAll()
    }
    #expect(try open().notes().notes.count == 4 * count)
  }

  @Test func `a copy of each day is kept for a week, and the newest one for ever`() throws {
    let notes = open()
    for day in 0..<10 {
      try write("day \(day)", about: UInt64(day), in: notes)
      notes.close()
      clock.advance(days: 1)
    }
    let copies = files.filter { $0.hasPrefix("default.sqlite.") }
    #expect(copies.count == 7)
    #expect(copies.allSatisfy { mode("\(folder.path)/notes/\($0)") == 0o600 })
    clock.advance(days: 30)
    #expect(try open().notes().notes.count == 10)
    #expect(files.filter { $0.hasPrefix("default.sqlite.") }.last == copies.last)
  }

  @Test(arguments: [0, 1, 2])
  func `damaged notes are set aside, told, and those of the newest copy are there`(kind: Int) throws {
    let notes = open()
    try write("kept", about: 1, in: notes)
    notes.close()
    clock.advance(days: 1)
    try write("of today", about: 2, in: notes)
    var content = try Data(contentsOf: URL(filePath: path))
    switch kind {
    case 0: content = Data("this is no database, whatever its name says".utf8)
    case 1: content = content.prefix(content.count / 2)
    default: for place in 4_096..<4_196 { content[place] = 0xFF }
    }
    try content.write(to: URL(filePath: path))
    let (read, remarks) = try open().notes()
    #expect(read[1].text == "kept")
    #expect(remarks.first?.contains("set aside as \(path).damaged") == true)
    #expect(remarks.last?.contains("the copy of") == true)
    #expect(try Data(contentsOf: URL(filePath: "\(path).damaged")) == content)
    let again = open()
    try write("new", about: 3, in: again)
    #expect(try open().notes().remarks.isEmpty)
  }

  @Test func `damaged while the program runs, the notes go on from the copy`() throws {
    let notes = open()
    try write("kept", about: 1, in: notes)
    notes.close()
    try Data("nothing".utf8).write(to: URL(filePath: path))
    try write("new", about: 2, in: notes)
    let (read, remarks) = try notes.notes()
    #expect(read.byID.keys.sorted() == [1, 2])
    #expect(remarks.count == 2)
  }

  @Test(arguments: [true, false])
  func `notes that are gone or empty come from the copy, and that is told`(isGone: Bool) throws {
    let notes = open()
    try write("kept", about: 1, in: notes)
    notes.close()
    if isGone {
      try FileManager.default.removeItem(atPath: path)
    } else {
      try Data().write(to: URL(filePath: path))
    }
    let (read, remarks) = try open().notes()
    #expect(read[1].text == "kept")
    #expect(remarks == ["The notes are those of the copy of 2026-11-28."])
  }

  @Test func `a journal that was left beside notes which are gone undoes nothing in their copy`() throws {
    let notes = open()
    try write("old", about: 1, in: notes)
    // As a program leaves it that is killed in the middle of a change.
    let journal = try DatabaseQueue(path: path).inDatabase { database in
      try database.execute(sql: "PRAGMA synchronous = OFF; BEGIN IMMEDIATE; UPDATE note SET text = 'half'")
      defer { try? database.execute(sql: "ROLLBACK") }
      return try Data(contentsOf: URL(filePath: "\(path)-journal"))
    }
    try write("new", about: 1, in: notes)
    notes.close()
    try FileManager.default.removeItem(atPath: path)
    try journal.write(to: URL(filePath: "\(path)-journal"))
    #expect(try open().notes().notes[1].text == "new")
    #expect(!files.contains("default.sqlite-journal"))
  }

  @Test func `damaged without any copy, they begin anew, and the file stays`() throws {
    try FileManager.default.createDirectory(
      atPath: "\(folder.path)/notes", withIntermediateDirectories: true)
    try folder.write("junk", to: "notes/default.sqlite")
    let (read, remarks) = try open().notes()
    #expect(read.count == 0)
    #expect(remarks == ["The notes were damaged and were set aside as \(path).damaged."])
    #expect(folder.content("notes/default.sqlite.damaged") == "junk")
  }

  @Test func `notes of a newer version are refused with a sentence, and left as they are`() throws {
    try write("kept", about: 1, in: open())
    try setVersion(99)
    let before = try Data(contentsOf: URL(filePath: path))
    let failure = #expect(throws: UserFacingError.self) { try open().notes() }
    #expect(failure?.why.contains("A newer version of komet wrote the notes") == true)
    #expect(throws: UserFacingError.self) { try write("x", about: 2, in: open()) }
    #expect(try Data(contentsOf: URL(filePath: path)) == before)
    try setVersion(2)
    #expect(try open().notes().notes[1].text == "kept")
  }

  /// Writes the number where SQLite has it: the four bytes from the 60th on (SQLite's "Database File Format", 1.3).
  private func setVersion(_ version: UInt8) throws {
    var content = try Data(contentsOf: URL(filePath: path))
    content[63] = version
    try content.write(to: URL(filePath: path))
  }

  @Test func `another program's database is refused, and left as it is`() throws {
    try write("kept", about: 1, in: open())
    var content = try Data(contentsOf: URL(filePath: path))
    content[71] ^= 0xFF
    try content.write(to: URL(filePath: path))
    let failure = #expect(throws: UserFacingError.self) { try open().notes() }
    #expect(failure?.why.contains("some other program") == true)
    #expect(try Data(contentsOf: URL(filePath: path)) == content)
  }

  @Test func `where nothing can be written, notes are read, and a change is refused with what to do`() throws
  {
    let notes = open()
    try write("kept", about: 1, in: notes)
    // What a change writes first can't be made, as in a folder that is read-only.
    try FileManager.default.createDirectory(atPath: "\(path)-journal", withIntermediateDirectories: false)
    let failure = #expect(throws: UserFacingError.self) { try write("lost?", about: 1, in: notes) }
    #expect(failure?.kind == .file)
    #expect(failure?.advice.isEmpty == false)
    try FileManager.default.removeItem(atPath: "\(path)-journal")
    #expect(try notes.notes().notes[1].text == "kept")
    try write("again", about: 1, in: notes)
    #expect(try open().notes().notes[1].text == "again")
  }

  @Test func `who is not the same stays so for the next program, until that is taken back`() throws {
    let notes = open()
    _ = try notes.keep(NoteChange(.apart([7, .max], true), ofCustomer: 9))
    let pairs = try Set([#require(CustomerPair(7, 9)), #require(CustomerPair(9, .max))])
    #expect(try open().notes().notes == CustomerNotes(apart: pairs))
    _ = try notes.keep(NoteChange(.apart([9], false), ofCustomer: 7))
    #expect(try open().notes().notes.apart == pairs.filter { $0.one == 9 })
  }

  @Test func `an import adds and replaces, removes nothing, and says how much`() throws {
    let notes = open()
    try write("mine", about: 1, in: notes)
    _ = try notes.keep(NoteChange(.star(true), ofCustomer: 1))
    try write("untouched", about: 2, in: notes)
    let text = """
      {"id":1,"star":false,"due":"2026-12-05"}

      {"id":3,"note":"new"}\r
      {"id":2,"note":"untouched"}
      """
    let counts = try notes.take(try NoteLine.lines(of: Data(text.utf8), source: "a.jsonl"))
    #expect(counts == (1, 1))
    let all = try notes.notes().notes
    #expect(all[1] == CustomerNote(text: "mine", isStarred: true, due: LocalDate("2026-12-05")))
    #expect(all.byID.keys.sorted() == [1, 2, 3])
  }
}
