import CustomerBrowser
import Customers
import Foundation
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

  private static let export: CustomerExport = {
    var builder = CustomerTableBuilder()
    builder.append(Customer(id: 1, name: "Ana"))
    return CustomerExport(
      table: builder.finish().table, rows: [0], columns: [.name],
      options: CustomerExport.Options(format: .csv))
  }()

  private func write(_ path: String, replacing: Bool = false, cancelled: Bool = false) throws(ExportError) {
    _ = try ExportFile(path: path).write(Self.export, replacing: replacing) { cancelled }
  }

  private func content(_ path: String) -> String? {
    try? String(contentsOfFile: path, encoding: .utf8)
  }

  private func files() -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()
  }

  @Test func `a new file is only for its owner`() throws {
    try write("\(folder)/a.csv")
    #expect(content("\(folder)/a.csv") == "Name\r\nAna\r\n")
    var status = stat()
    #expect(stat("\(folder)/a.csv", &status) == 0)
    #expect(status.st_mode & 0o777 == 0o600)
    #expect(files() == ["a.csv"])
  }

  @Test func `an existing file is left alone unless it may be replaced`() throws {
    try "old".write(toFile: "\(folder)/a.csv", atomically: false, encoding: .utf8)
    #expect(throws: ExportError.exists) { try self.write("\(folder)/a.csv") }
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
    #expect(throws: ExportError.cancelled) {
      try self.write("\(folder)/a.csv", replacing: true, cancelled: true)
    }
    #expect(content("\(folder)/a.csv") == "old")
    #expect(files() == ["a.csv"])
  }

  @Test func `a spreadsheet comes whole or not at all, too`() throws {
    let export = CustomerExport(
      table: Self.export.table, rows: [0], columns: [.name], options: CustomerExport.Options(format: .xlsx))
    let file = ExportFile(path: "\(folder)/a.xlsx")
    try "old".write(toFile: "\(folder)/a.xlsx", atomically: false, encoding: .utf8)
    #expect(throws: ExportError.cancelled) { try file.write(export, replacing: true) { true } }
    #expect(content("\(folder)/a.xlsx") == "old")
    _ = try file.write(export, replacing: true)
    let bytes = try Data(contentsOf: URL(filePath: "\(folder)/a.xlsx"))
    #expect(bytes.starts(with: Data("PK".utf8)))
    var status = stat()
    #expect(stat("\(folder)/a.xlsx", &status) == 0)
    #expect(status.st_mode & 0o777 == 0o600)
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
    do throws(ExportError) {
      try write(target, replacing: true)
      Issue.record("it was written")
    } catch {
      guard case .failed(let failure) = error else { throw error }
      #expect(failure.why == why)
      #expect(!failure.advice.isEmpty)
    }
  }
}
