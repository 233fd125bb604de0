import Customers
import Files
import Foundation
import Wording

/// What browsers keep on the disk: the filters of all profiles, typed and saved ones, and each profile's last view, marks
/// and recently viewed customers.
///
/// The folder has mode 0700, the files 0600; each is replaced at once, so that two browsers never see half of
/// one. All of it waits for the disk.
package struct SessionStore: Sendable {
  private let folder: String
  private let viewFile: String
  private let marksFile: String
  private let recentFile: String
  private let historyFile: String
  private let filtersFile: String

  /// Makes the memory of a profile; `folder` need not be there yet.
  package init(folder: String, profile: String?) {
    self.folder = folder
    marksFile = "\(folder)/marks-\(profile ?? "default")"
    viewFile = "\(folder)/session-\(profile ?? "default").json"
    recentFile = "\(folder)/recent-\(profile ?? "default")"
    historyFile = "\(folder)/history"
    filtersFile = "\(folder)/filters.json"
  }

  /// Everything kept so far; what can't be read is left aside, and said.
  package func recall() -> RestoredSession {
    var recollection = RestoredSession()
    if let history = history() {
      recollection.history = history
    } else {
      recollection.remark = "The filter history can't be read, so there is none"
    }
    do {
      recollection.view = try view() ?? SavedView()
    } catch {
      recollection.remark = "The last session can't be read, so this one starts afresh"
    }
    do {
      recollection.filters = try savedFilters()
    } catch {
      recollection.remark = "The saved filters in \(filtersFile) can't be read, so there are none"
    }
    if let marks = marks() {
      recollection.marks = marks.sorted()
    } else {
      recollection.remark = "The marks in \(marksFile) can't be read, so there are none"
    }
    if let recents = recents() {
      recollection.recents = recents
    } else {
      recollection.remark = "The recently viewed customers in \(recentFile) can't be read, so there are none"
    }
    return recollection
  }

  func keep(_ view: SavedView) throws(UserFacingError) {
    try write(view, to: viewFile)
  }

  /// Marks and unmarks whomever the marks differ in from those before, for another browser may have marked some, too.
  func keepMarks(_ ids: [UInt64], insteadOf before: [UInt64]) throws(UserFacingError) {
    try whileLocked { () throws(UserFacingError) in
      guard var marks = marks() else {
        throw UserFacingError(
          .file, what: "The marks in \(marksFile) can't be read, so they were not changed.",
          advice: "Repair that file, or move it away.")
      }
      let (ids, before) = (Set(ids), Set(before))
      marks.subtract(before.subtracting(ids))
      marks.formUnion(ids.subtracting(before))
      try write(marks.sorted().map { "\($0)\n" }.joined(), to: marksFile)
    }
  }

  /// Puts customers before those of the file, the last of them first, for another browser may have added some, too.
  func remember(looksAt ids: [UInt64]) throws(UserFacingError) {
    try whileLocked { () throws(UserFacingError) in
      let recents = RecentCustomers(ids.reversed() + (recents()?.ids ?? []))
      try write(recents.ids.map { "\($0)\n" }.joined(), to: recentFile)
    }
  }

  /// Adds filters to those that the file has by now, for another browser may have added some, too.
  func remember(_ filters: [String]) throws(UserFacingError) {
    let lines = filters.map { filter in String(filter.map { $0.isNewline ? " " : $0 }) }
    try whileLocked { () throws(UserFacingError) in
      let whole = FilterHistory((history() ?? []) + lines).entries
      try write(whole.joined(separator: "\n") + "\n", to: historyFile)
    }
  }

  /// Keeps a query under a name, in the place of one that has the name already.
  func save(_ filter: NamedFilter) throws(UserFacingError) {
    try changeFilters { $0[filter.name] = StoredFilter(filter) }
  }

  /// Forgets the query of a name; does nothing if there is none.
  func deleteFilter(named name: String) throws(UserFacingError) {
    try changeFilters { $0[name] = nil }
  }

  private func history() -> [String]? {
    guard FileManager.default.fileExists(atPath: historyFile) else { return [] }
    guard let text = try? String(contentsOfFile: historyFile, encoding: .utf8) else { return nil }
    return text.split(separator: "\n").map(String.init)
  }

  private func marks() -> Set<UInt64>? { ids(in: marksFile).map { Set($0) } }

  private func recents() -> RecentCustomers? { ids(in: recentFile).map { RecentCustomers($0) } }

  /// Nil if the file can't be read; lines that are no ids are left out.
  private func ids(in file: String) -> [UInt64]? {
    guard FileManager.default.fileExists(atPath: file) else { return [] }
    guard let text = try? String(contentsOfFile: file, encoding: .utf8) else { return nil }
    return text.utf8.split(separator: UInt8(ascii: "\n")).compactMap { UInt64(Substring($0)) }
  }

  private func view() throws -> SavedView? {
    try decoded(SavedView.self, from: viewFile)
  }

  /// The saved filters; throws if their file can't be read.
  package func savedFilters() throws -> [NamedFilter] {
    try filters().map { NamedFilter(name: $0, query: $1.query, origin: .program, look: $1.look) }
  }

  private func filters() throws -> [String: StoredFilter] {
    try decoded([String: StoredFilter].self, from: filtersFile) ?? [:]
  }

  /// Keeps other browsers from changing a file between what `body` reads of it and what it writes.
  ///
  /// The lock is on the folder itself, so that nothing is left behind. Where it can't be had, as from a browser that
  /// was stopped while it wrote, the work goes on without it.
  private func whileLocked(_ body: () throws(UserFacingError) -> Void) throws(UserFacingError) {
    try? FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    defer { if descriptor >= 0 { close(descriptor) } }
    let deadline = ContinuousClock.now + Self.patience
    while descriptor >= 0, flock(descriptor, LOCK_EX | LOCK_NB) != 0, errno == EWOULDBLOCK || errno == EINTR,
      ContinuousClock.now < deadline
    {
      usleep(Self.pause)
    }
    try body()
  }

  private static let patience = Duration.seconds(2)
  private static let pause: useconds_t = 5_000

  private func changeFilters(_ change: (inout [String: StoredFilter]) -> Void) throws(UserFacingError) {
    try whileLocked { () throws(UserFacingError) in try changeLockedFilters(change) }
  }

  private func changeLockedFilters(_ change: (inout [String: StoredFilter]) -> Void) throws(UserFacingError) {
    var filters: [String: StoredFilter]
    do {
      filters = try self.filters()
    } catch {
      throw UserFacingError(
        .file, what: "The saved filters in \(filtersFile) can't be read, so they were not changed.",
        advice: "Repair that file, or move it away.")
    }
    change(&filters)
    try write(filters, to: filtersFile)
  }

  private func decoded<Value: Decodable>(_ type: Value.Type, from path: String) throws -> Value? {
    guard FileManager.default.fileExists(atPath: path) else { return nil }
    return try JSONDecoder().decode(type, from: Data(contentsOf: URL(filePath: path)))
  }

  private func write(_ value: some Encodable, to path: String) throws(UserFacingError) {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
    let data: Data
    do {
      data = try encoder.encode(value)
    } catch {
      throw UserFacingError(
        .file, what: "\(path) could not be written.", why: "\(error)", advice: "Report it.")
    }
    try write(String(decoding: data, as: UTF8.self) + "\n", to: path)
  }

  private func write(_ text: String, to path: String) throws(UserFacingError) {
    do throws(FileError) {
      try PrivateFile(path: path).write(text, replacing: true)
    } catch {
      guard case .failed(let failure) = error else { return }
      throw failure
    }
  }
}

/// A named filter in the file: its query alone, as it was before there was more to save, or an object.
///
/// What another version of the program wrote there, and this one does not know, counts as not saved.
private struct StoredFilter: Codable {
  let query: String
  let look: FilterLook

  private enum Key: String, CodingKey {
    case query, scope, status, sort, columns
  }

  init(_ filter: NamedFilter) {
    query = filter.query
    look = filter.look
  }

  init(from decoder: any Decoder) throws {
    if let query = try? decoder.singleValueContainer().decode(String.self) {
      self.query = query
      look = FilterLook()
      return
    }
    let values = try decoder.container(keyedBy: Key.self)
    func word(_ key: Key) -> String? { try? values.decode(String.self, forKey: key) }
    query = try values.decode(String.self, forKey: .query)
    let order = word(.sort)
    let columns = (try? values.decode([String].self, forKey: .columns))?.compactMap(CustomerColumn.init)
    look = FilterLook(
      scope: word(.scope).flatMap(CustomerScope.init), status: word(.status).flatMap(StatusFilter.init),
      sort: order.flatMap { $0.isEmpty || CustomerOrder(spelling: $0) != nil ? $0 : nil },
      columns: columns.flatMap { $0.isEmpty ? nil : $0 })
  }

  func encode(to encoder: any Encoder) throws {
    guard look != FilterLook() else {
      var value = encoder.singleValueContainer()
      return try value.encode(query)
    }
    var values = encoder.container(keyedBy: Key.self)
    try values.encode(query, forKey: .query)
    try values.encodeIfPresent(look.scope?.rawValue, forKey: .scope)
    try values.encodeIfPresent(look.status?.rawValue, forKey: .status)
    try values.encodeIfPresent(look.sort, forKey: .sort)
    try values.encodeIfPresent(look.columns?.map(\.rawValue), forKey: .columns)
  }
}
