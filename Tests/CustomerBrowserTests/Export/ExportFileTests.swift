import CustomerBrowser
import Customers
import Files
import Foundation
import ProofTesting
import Testing

@Suite final class ExportFileTests {
  private let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path

  init() throws {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  deinit {
    chmod(folder, 0o700)
    try? FileManager.default.removeItem(atPath: folder)
  }

  private static func export(as format: ExportFormat) -> CustomerExport {
    var builder = CustomerTableBuilder()
    builder.append(Customer(id: 1, name: "Ana"))
    return CustomerExport(
      table: builder.finish().table, rows: [0], columns: [.name],
      options: CustomerExport.Options(format: format))
  }

  private func write(_ path: String, replacing: Bool = false, cancelled: Bool = false) throws(FileError) {
    _ = try ExportFile(path: path).write(Self.export(as: .csv), replacing: replacing) { cancelled }
  }

  private func content(_ path: String) -> String? {
    try? String(contentsOfFile: path, encoding: .utf8)
  }

  private func files() -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()
  }

  private func mode(_ name: String) throws -> mode_t {
    var status = stat()
    #expect(stat("\(folder)/\(name)", &status) == 0)
    return status.st_mode & 0o777
  }

  @Test(arguments: [ExportFormat.csv, .xlsx])
  func `a new file may be read by whom the umask allows`(format: ExportFormat) throws {
    let plain = open("\(folder)/plain", O_WRONLY | O_CREAT, 0o666)
    close(plain)
    _ = try ExportFile(path: "\(folder)/a").write(Self.export(as: format), replacing: false)
    #expect(try mode("a") == mode("plain"))
    #expect(files() == ["a", "plain"])
  }

  @Test(arguments: [ExportFormat.csv, .xlsx], [mode_t(0o664), 0o600, 0o640])
  func `a file that is replaced keeps its mode`(format: ExportFormat, mode: mode_t) throws {
    try "old".write(toFile: "\(folder)/a", atomically: false, encoding: .utf8)
    chmod("\(folder)/a", mode)
    _ = try ExportFile(path: "\(folder)/a").write(Self.export(as: format), replacing: true)
    #expect(content("\(folder)/a") != "old")
    #expect(try self.mode("a") == mode)
  }

  @Test(arguments: ExportFormat.allCases, [true, false])
  func `an export is on the disk before it takes its name, and its name before it counts as written`(
    format: ExportFormat, replacing: Bool
  ) throws {
    _ = try ExportFile(path: "\(folder)/a").write(Self.export(as: format), replacing: replacing)
    let paths = DiskSyncs.paths(in: folder)
    #expect(paths.count == 2)
    #expect(paths.first?.hasPrefix("\(folder)/.komet-") == true)
    #expect(paths.last == folder)
  }

  @Test func `what a killed export left goes with the next one, what another is writing stays`() throws {
    for name in [".komet-aB3xYz", ".komet-Zz9Zz9", ".komet-other", ".komet-abc-def", "komet-aB3xYz"] {
      try "half".write(toFile: "\(folder)/\(name)", atomically: false, encoding: .utf8)
    }
    let other = open("\(folder)/.komet-Zz9Zz9", O_RDWR)
    defer { close(other) }
    #expect(flock(other, LOCK_EX) == 0)
    try write("\(folder)/a.csv")
    #expect(files() == [".komet-Zz9Zz9", ".komet-abc-def", ".komet-other", "a.csv", "komet-aB3xYz"])
  }

  @Test func `a folder that is missing is told, and made when asked for`() throws {
    let file = ExportFile(path: "\(folder)/new/2026/a.csv")
    #expect(file.missingFolder == "\(folder)/new/2026")
    try file.makeFolder()
    #expect(file.missingFolder == nil)
    #expect(ExportFile(path: "\(folder)/a.csv").missingFolder == nil)
    #expect(ExportFile(path: "a.csv").missingFolder == nil)
    try "x".write(toFile: "\(folder)/plain", atomically: false, encoding: .utf8)
    #expect(throws: FileError.self) { try ExportFile(path: "\(self.folder)/plain/sub/a.csv").makeFolder() }
  }

  @Test func `an existing file is left alone unless it may be replaced`() throws {
    try "old".write(toFile: "\(folder)/a.csv", atomically: false, encoding: .utf8)
    #expect(throws: FileError.exists) { try self.write("\(folder)/a.csv") }
    #expect(content("\(folder)/a.csv") == "old")
    try write("\(folder)/a.csv", replacing: true)
    #expect(content("\(folder)/a.csv") == "Name\r\nAna\r\n")
  }

  @Test func `through a symbolic link its target is replaced`() throws {
    try "old".write(toFile: "\(folder)/a.csv", atomically: false, encoding: .utf8)
    try FileManager.default.createSymbolicLink(
      atPath: "\(folder)/link.csv", withDestinationPath: "\(folder)/a.csv")
    try write("\(folder)/link.csv", replacing: true)
    #expect(content("\(folder)/a.csv") == "Name\r\nAna\r\n")
    #expect(
      try FileManager.default.destinationOfSymbolicLink(atPath: "\(folder)/link.csv").hasSuffix("a.csv"))
  }

  @Test func `cancelled, the old file stays and nothing is left behind`() throws {
    try "old".write(toFile: "\(folder)/a.csv", atomically: false, encoding: .utf8)
    #expect(throws: FileError.cancelled) {
      try self.write("\(folder)/a.csv", replacing: true, cancelled: true)
    }
    #expect(content("\(folder)/a.csv") == "old")
    #expect(files() == ["a.csv"])
  }

  @Test func `a spreadsheet comes whole or not at all, too`() throws {
    let export = Self.export(as: .xlsx)
    let file = ExportFile(path: "\(folder)/a.xlsx")
    try "old".write(toFile: "\(folder)/a.xlsx", atomically: false, encoding: .utf8)
    #expect(throws: FileError.cancelled) { try file.write(export, replacing: true) { true } }
    #expect(content("\(folder)/a.xlsx") == "old")
    _ = try file.write(export, replacing: true)
    let bytes = try Data(contentsOf: URL(filePath: "\(folder)/a.xlsx"))
    #expect(bytes.starts(with: Data("PK".utf8)))
    #expect(files() == ["a.xlsx"])
  }

  @Test(arguments: [
    ("", "No file is named."), ("/", "That is a folder."), ("/dev/null", "That is not a regular file."),
    ("dangling.csv", "It is a symbolic link to nothing."), ("missing/a.csv", "No such file or directory."),
  ])
  func `what can't be written to is refused`(path: String, why: String) throws {
    try FileManager.default.createSymbolicLink(
      atPath: "\(folder)/dangling.csv", withDestinationPath: "\(folder)/nothing")
    let target = path.isEmpty || path.hasPrefix("/") ? path : "\(folder)/\(path)"
    do throws(FileError) {
      try write(target, replacing: true)
      Issue.record("it was written")
    } catch {
      guard case .failed(let failure) = error else { throw error }
      #expect(failure.why == why)
      #expect(!failure.advice.isEmpty)
    }
  }
}
