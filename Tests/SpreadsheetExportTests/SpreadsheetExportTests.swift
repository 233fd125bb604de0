import Customers
@preconcurrency import Foundation
import SpreadsheetExport
import Testing

/// What another program reads from the file: Python's own zip and XML readers.
@Suite final class SpreadsheetExportTests {
  private let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path

  init() throws {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  deinit {
    try? FileManager.default.removeItem(atPath: folder)
  }

  /// Prints `cell type style value` for each cell, then what is said of the sheet.
  private static let reader = #"""
    import sys, zipfile
    import xml.etree.ElementTree as tree
    book = zipfile.ZipFile(sys.argv[1])
    assert book.testzip() is None
    for name in book.namelist(): tree.fromstring(book.read(name)) if name.endswith(".xml") else None
    sheet = tree.fromstring(book.read("xl/worksheets/sheet1.xml"))
    n = {"m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
    for cell in sheet.iterfind(".//m:c", n):
        assert cell.find("m:f", n) is None
        print(cell.get("r"), cell.get("t", "n"), repr("".join(cell.itertext())))
    print("filter", sheet.find("m:autoFilter", n).get("ref"))
    print("pane", sheet.find(".//m:pane", n).get("topLeftCell"), sheet.find(".//m:pane", n).get("state"))
    """#

  private func export(_ customers: [Customer], _ columns: [CustomerColumn]) -> CustomerExport {
    var builder = CustomerTableBuilder()
    for customer in customers { builder.append(customer) }
    return CustomerExport(
      table: builder.finish().table, rows: customers.indices.map(UInt32.init), columns: columns,
      options: CustomerExport.Options(format: .xlsx))
  }

  private func lines(
    _ customers: [Customer], _ columns: [CustomerColumn], reader: String = reader
  ) throws -> [String] {
    try lines(export(customers, columns), reader: reader)
  }

  private func lines(_ export: CustomerExport, reader: String) throws -> [String] {
    try SpreadsheetExport(export).write(
      path: "\(folder)/a.xlsx", temporaryFolder: folder
    ) { false }
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["a.xlsx"])
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["python3", "-X", "utf8", "-c", reader, "\(folder)/a.xlsx"]
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    return text.split(separator: "\n").map(String.init)
  }

  @Test func `codes keep their zeros, ids are numbers, dates are dates`() throws {
    let customer = Customer(
      id: 25_475, name: "Julian Mejía & “Söhne”", code: "00123", isActive: true,
      updatedOn: LocalDateTime("2017-08-02T12:00:00"))
    #expect(
      try lines([customer], [.name, .code, .id, .updated, .active, .type]) == [
        "A1 inlineStr 'Name'", "B1 inlineStr 'Code'", "C1 inlineStr 'ID'", "D1 inlineStr 'Updated'",
        "E1 inlineStr 'Active'", "F1 inlineStr 'Type'", "A2 inlineStr 'Julian Mejía & “Söhne”'",
        "B2 inlineStr '00123'", "C2 n '25475'", "D2 n '42949.5'", "E2 inlineStr 'yes'",
        "filter A1:F2", "pane A2 frozen",
      ])
  }

  /// Prints how the second row's numbers are shown.
  private static let formatReader = #"""
    import sys, zipfile
    import xml.etree.ElementTree as tree
    book = zipfile.ZipFile(sys.argv[1])
    n = {"m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
    styles = tree.fromstring(book.read("xl/styles.xml"))
    formats = {format.get("numFmtId"): format.get("formatCode") for format in styles.iterfind(".//m:numFmt", n)}
    formats["1"] = "0"
    cells = [formats.get(style.get("numFmtId")) for style in styles.find("m:cellXfs", n)]
    for cell in tree.fromstring(book.read("xl/worksheets/sheet1.xml")).iterfind(".//m:row[@r='2']/m:c", n):
        print(cell.get("r"), cells[int(cell.get("s", "0"))])
    """#

  @Test func `an update is shown with its time, a follow-up as a day, an id as a whole number`() throws {
    var builder = CustomerTableBuilder()
    builder.append(Customer(id: 7, name: "A", updatedOn: LocalDateTime("2017-08-02T12:00:00")))
    let export = CustomerExport(
      table: builder.finish().table, rows: [0], columns: [.id, .updated, .due],
      notes: CustomerNotes([7: CustomerNote(due: LocalDate("2026-12-05"))]),
      options: CustomerExport.Options(format: .xlsx))
    #expect(
      try lines(export, reader: Self.formatReader) == ["A2 0", "B2 yyyy-mm-dd hh:mm:ss", "C2 yyyy-mm-dd"])
  }

  @Test func `what looks like a formula stays a text`() throws {
    let lines = try lines([Customer(id: 1, name: "=HYPERLINK(\"http://x\")")], [.name])
    #expect(lines.contains("A2 inlineStr '=HYPERLINK(\"http://x\")'"))
  }

  @Test func `an id with more digits than a spreadsheet shows is a text`() throws {
    let lines = try lines([Customer(id: 1_234_567_890_123_456_789, name: "A")], [.id])
    #expect(lines.contains("A2 inlineStr '1234567890123456789'"))
  }

  @Test func `control characters, blanks and very long names leave the file whole`() throws {
    let names = ["a\u{0}b", "a\u{1B}[31mb", " b ", String(repeating: "ä", count: 40_000), "🌹"]
    let lines = try lines(
      names.enumerated().map { Customer(id: UInt64($0.offset + 1), name: $0.element) }, [.name])
    #expect(lines.contains("A2 inlineStr 'a\u{FFFD}b'"))
    #expect(lines.contains("A3 inlineStr 'a_x001B_[31mb'"))
    #expect(lines.contains("A4 inlineStr ' b '"))
    #expect(lines.contains("A5 inlineStr '\(String(repeating: "ä", count: 32_767))'"))
    #expect(lines.contains("A6 inlineStr '🌹'"))
  }

  /// Compares the cells with every character that Unicode has, in its order.
  private static let characterReader = #"""
    import re, sys, zipfile
    import xml.etree.ElementTree as tree
    sheet = tree.fromstring(zipfile.ZipFile(sys.argv[1]).read("xl/worksheets/sheet1.xml"))
    main = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
    cells = ["".join(cell.itertext()) for cell in sheet.iter(main + "c")][1:]
    # ECMA-376, ST_Xstring.
    text = "".join(re.sub("_x([0-9A-F]{4})_", lambda match: chr(int(match[1], 16)), cell) for cell in cells)
    expected = [chr(code) for code in range(0x110000) if not 0xD800 <= code <= 0xDFFF]
    expected = "".join(expected).replace("\0", "\uFFFD").replace("\uFFFE", "").replace("\uFFFF", "")
    print("same" if text == expected else [(ascii(a), ascii(b)) for a, b in zip(text, expected) if a != b][:1])
    """#

  @Test func `every character of Unicode leaves the file well-formed, and comes back`() throws {
    let scalars = (0...0x10FFFF).compactMap { Unicode.Scalar(UInt32($0)) }
    let charactersPerCell = 10_000
    let names = stride(from: 0, to: scalars.count, by: charactersPerCell).map { start in
      String(String.UnicodeScalarView(scalars[start..<min(start + charactersPerCell, scalars.count)]))
    }
    let customers = names.enumerated().map { Customer(id: .init($0.offset + 1), name: $0.element) }
    let outcome = try lines(customers, [.name], reader: Self.characterReader)
    #expect(outcome == ["same"])
  }

  @Test func `a text of signs beyond the basic plane is cut where a spreadsheet ends`() throws {
    let lines = try lines([Customer(id: 1, name: String(repeating: "🌹", count: 20_000))], [.name])
    #expect(lines.contains("A2 inlineStr '\(String(repeating: "🌹", count: 16_383))'"))
  }

  @Test func `one that is cancelled leaves no file open`() throws {
    let export = export((1...2_000).map { Customer(id: .init($0), name: "Customer \($0)") }, [.name, .id])
    for limit in 0..<10 {
      var askedCount = 0
      #expect(throws: SpreadsheetError.cancelled) {
        try SpreadsheetExport(export).write(path: "\(self.folder)/a.xlsx", temporaryFolder: self.folder) {
          askedCount += 1
          return askedCount > limit % 5
        }
      }
    }
    let descriptors = try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")
    let open = descriptors.compactMap {
      try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/fd/\($0)")
    }
    #expect(!open.contains { $0.hasPrefix(folder) }, "\(open)")
  }

  /// The library prints through stdio, so that is silenced while it closes a file.
  @Test func `others may print while files are closed`() throws {
    let (export, folder) = (emptyExport, folder)
    DispatchQueue.concurrentPerform(iterations: 50) { number in
      let path = "\(folder)/\(number).xlsx"
      try? SpreadsheetExport(export).write(path: path, temporaryFolder: folder) { false }
      fputs("", stderr)
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder).count == 50)
  }

  private var emptyExport: CustomerExport { export([], [.name]) }

  @Test func `a folder that is not there is a failure`() throws {
    let export = emptyExport
    #expect(throws: SpreadsheetError.self) {
      try SpreadsheetExport(export).write(
        path: "\(folder)/missing/a.xlsx", temporaryFolder: "\(folder)/missing"
      ) { false }
    }
  }
}
