import Customers
import Files
import Foundation
import GRDB
import Synchronization
import Wording

/// What one person keeps about customers, in a file of their own: stars, notes, follow-ups, and who is not the same.
///
/// This room is the only one besides `CustomerStore` that imports GRDB: the cache may be thrown away at any time, this file
/// never is, so nothing that makes, repairs or removes a cache can reach it. In reading order:
/// - `PersonalNotes`: reading, changing, and what is done about a file that is damaged, missing or from the future;
/// - `NotesOwner`, below: whose customers they are about;
/// - `NotesFile`: the tables, and one such file opened and checked;
/// - `NotesCopies`: the daily copies beside it, and where damaged files go;
/// - `NoteLine`: the same as JSON Lines, for another machine.
///
/// Everything here waits for the disk; call it off the main thread. Each change is one transaction that is synced before
/// the call returns: what was told as kept is there after a `kill -9`. Any number of threads and processes may use one file;
/// a text is changed only if it still is the one that the person saw. The file is made with the first change.
package final class PersonalNotes: Sendable {
  package let path: String
  private let owner: NotesOwner?
  private let copies: NotesCopies
  private let state = Mutex(State())
  private let now: @Sendable () -> Date

  private struct State {
    /// Whether this process has looked through the whole file.
    var isChecked = false
    /// Whether the copy of today lacks something.
    var hasChanged = false
    /// What is to be told with the next answer.
    var remarks: [String] = []
  }

  /// Makes those of an account, for a file that need not be there yet; `now` tells the time.
  ///
  /// Without an owner all accounts' are read, and what is written becomes the next account's that uses the file.
  package init(
    path: String, owner: NotesOwner? = nil, now: @escaping @Sendable () -> Date = { Date() }
  ) {
    self.path = path
    self.owner = owner
    self.now = now
    copies = NotesCopies(of: path)
  }

  /// All of them, and what a person should know about the file, each as a sentence; none if there is no file.
  package func notes() throws(UserFacingError) -> (notes: CustomerNotes, remarks: [String]) {
    try state.withLock { (state) throws(UserFacingError) in
      let read = try use("The notes could not be read.", &state, isChange: false) { file in
        if let owner = self.owner {
          do {
            try file.claim(for: owner)
          } catch let error as DatabaseError where error.resultCode != .SQLITE_CORRUPT {
            // A file that can't be written to can be read all the same.
          }
        }
        return try file.notes(of: self.owner)
      }
      defer { state.remarks = [] }
      let (notes, otherCount) = read ?? (CustomerNotes(), 0)
      if notes.count == 0, otherCount > 0 {
        state.remarks.append(
          """
          What was kept about \(otherCount.grouped) customer\(otherCount == 1 ? "" : "s") belongs to another account or \
          token; komet notes export --all writes it.
          """
        )
      }
      return (notes, state.remarks)
    }
  }

  /// Each note of each account, who is not the same, and what a person should know about the file.
  package func allNotes() throws(UserFacingError) -> (
    notes: [(id: UInt64, note: CustomerNote)], apart: Set<CustomerPair>, remarks: [String]
  ) {
    try state.withLock { (state) throws(UserFacingError) in
      let all = try use("The notes could not be read.", &state, isChange: false) { try $0.allNotes() }
      defer { state.remarks = [] }
      return (all?.notes ?? [], all?.apart ?? [], state.remarks)
    }
  }

  /// Puts a change on the disk, or throws with nothing changed.
  package func keep(_ change: NoteChange) throws(UserFacingError) -> NoteOutcome {
    try state.withLock { (state) throws(UserFacingError) in
      let outcome = try use("It could not be kept.", &state, isChange: true) { file in
        try file.change(of: self.owner) { database throws in
          if case .apart(let others, let isApart) = change.kind {
            try NotesFile.setApart(others, from: change.customerID, isApart, at: self.now(), database)
            return NoteOutcome.kept
          }
          let note = try NotesFile.note(ofCustomer: change.customerID, of: self.owner, database)
          guard let changed = change.applied(to: note) else { return NoteOutcome.changedElsewhere }
          try NotesFile.write(
            changed, ofCustomer: change.customerID, of: self.owner, at: self.now(), database)
          return NoteOutcome.kept
        }
      }
      return outcome ?? .kept(CustomerNotes())
    }
  }

  /// Adds what the lines tell, all or nothing: stars, days and pairs, and texts in the place of others; removes nothing.
  ///
  /// Before it, today's copy is made anew.
  package func take(_ lines: [NoteLine]) throws(UserFacingError) -> (added: Int, replaced: Int) {
    try state.withLock { (state) throws(UserFacingError) in
      state.hasChanged = true
      let counts = try use("Nothing was imported.", &state, isChange: true) { file in
        self.copies.renew(from: file, on: self.today)
        return try file.transaction { database in
          var (added, replaced) = (0, 0)
          for line in lines {
            let before = try NotesFile.note(ofCustomer: line.id, of: self.owner, database)
            let after = line.applied(to: before)
            let pairCount = try NotesFile.setApart(line.apart, from: line.id, true, at: self.now(), database)
            guard after != before else {
              if pairCount > 0 { added += 1 }
              continue
            }
            if before.isEmpty { added += 1 } else { replaced += 1 }
            try NotesFile.write(after, ofCustomer: line.id, of: self.owner, at: self.now(), database)
          }
          return (added, replaced)
        }
      }
      return counts ?? (0, 0)
    }
  }

  /// Lets today's copy have what was changed.
  package func close() {
    state.withLock { state in
      guard state.hasChanged else { return }
      // Without it the file is there all the same.
      try? use("", &state, isChange: false) { self.copies.renew(from: $0, on: self.today) }
    }
  }

  private var today: LocalDate { LocalDate(now()) }

  /// Runs `body` on the file while no other process makes, moves or changes it; nil if there is none to be read.
  ///
  /// A damaged file is quarantined, and the newest copy takes its place.
  private func use<Value>(
    _ what: String, _ state: inout State, isChange: Bool, _ body: (NotesFile) throws -> Value
  ) throws(UserFacingError) -> Value? {
    do {
      if isChange { try Self.makeFolder(copies.folder, what: what) }
      guard access(copies.folder, F_OK) == 0 else { return nil }
      let lock = try lock(what)
      defer { extendLifetime(lock) }
      do {
        return try useLocked(what, &state, isChange: isChange, body)
      } catch let error where NotesFile.isDamage(error) {
        let quarantine = try copies.quarantine(what: what)
        state.remarks.append("The notes were damaged and were set aside as \(quarantine).")
        state.isChecked = false
        return try useLocked(what, &state, isChange: isChange, body)
      }
    } catch let error as UserFacingError {
      throw error
    } catch {
      throw UserFacingError(error, what: what, path: path)
    }
  }

  private func useLocked<Value>(
    _ what: String, _ state: inout State, isChange: Bool, _ body: (NotesFile) throws -> Value
  ) throws -> Value? {
    if NotesFile.isMissing(path) {
      if let day = try copies.restoreNewest(what: what) {
        state.remarks.append("The notes are those of the copy of \(day).")
      } else if !isChange {
        return nil
      }
    }
    let file = try NotesFile(path: path, what: what, makes: isChange, isChecked: state.isChecked)
    state.isChecked = true
    // So that the copy of a day is what was there when the day began, until the program ends.
    if isChange { copies.makeIfMissing(from: file, on: today) }
    let value = try body(file)
    if isChange { state.hasChanged = true }
    return value
  }

  private func lock(_ what: String) throws(UserFacingError) -> FolderLock {
    do throws(FolderLock.Failure) {
      return try FolderLock(folder: copies.folder)
    } catch {
      switch error {
      case .notOpened(let code): throw UserFacingError(.file, what: what, code: code)
      case .busy:
        throw UserFacingError(
          .file, what: what, why: "Another process has been using \(path) for too long.",
          advice: "Wait for it, or end it, and try again.")
      }
    }
  }

  private static func makeFolder(_ folder: String, what: String) throws(UserFacingError) {
    do {
      try FileManager.default.createDirectory(
        atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    } catch {
      throw UserFacingError(
        .file, what: what, why: "The folder \(folder) could not be made: \(systemReason(for: error)).",
        advice: "See that you may write there, or name another folder in XDG_DATA_HOME.")
    }
  }
}

extension NotesFile {
  /// Runs a change in one transaction, and tells all notes as they then are.
  fileprivate func change(
    of owner: NotesOwner?, _ body: (Database) throws -> (CustomerNotes) -> NoteOutcome
  ) throws -> NoteOutcome {
    try transaction { database in
      let outcome = try body(database)
      return outcome(try Self.notes(of: owner, database))
    }
  }
}

/// Whose customers notes are about: hashes by which an account is known again, whichever token asks.
///
/// A note is shown where one of the two is the same as when it was written, so that it stays when one token is replaced,
/// added or given up, and never shows at another company's customer who has the same id.
package struct NotesOwner: Equatable, Sendable {
  /// Of the server and the account that a user token is for.
  package let account: Data?
  /// Of the server and the company's token.
  package let company: Data?

  package init(account: [UInt8]? = nil, company: [UInt8]? = nil) {
    self.account = account.map { Data($0) }
    self.company = company.map { Data($0) }
  }

  var hashes: StatementArguments { [account, company] }
}
