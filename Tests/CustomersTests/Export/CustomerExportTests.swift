import Customers
import ProofTesting
import Testing

@Suite struct CustomerExportTests {
  private static let customers = [
    Customer(
      id: 25_475, name: "2-14 BRIDAL CAKES", code: "T3526", accountingCode: "ACC10",
      customerType: "PART-TIME FLORIST", salesperson: "Julian Mejía", salespersonID: 1_819,
      isActive: true, updatedOn: LocalDateTime("2017-08-02T12:15:17")),
    Customer(id: 29_671, name: "a TRIO JEWELRY & DESIGN LLC"),
  ]

  private static func text(
    of customers: [Customer], columns: [CustomerColumn], _ options: CustomerExport.Options,
    mine: [Int]? = nil
  ) throws -> String {
    var builder = CustomerTableBuilder()
    for customer in customers { builder.append(customer) }
    var table = builder.finish().table
    if let mine {
      var rows = RowSet(rowCount: table.count)
      for row in mine { rows.insert(row) }
      table = table.withMine(rows)
    }
    let export = CustomerExport(
      table: table, rows: (0..<UInt32(table.count)).map { $0 }, columns: columns, options: options)
    var bytes: [UInt8] = []
    try export.write { bytes.append(contentsOf: $0) }
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test func `CSV has a header, CRLF, yes and no, and nothing where the API said nothing`() throws {
    let text = try Self.text(
      of: Self.customers, columns: CustomerColumn.told, CustomerExport.Options(format: .csv),
      mine: [0])
    #expect(
      text == """
        Name,Code,Type,Salesperson,Updated,ID,Accounting code,Salesperson ID,Active,Mine\r
        2-14 BRIDAL CAKES,T3526,PART-TIME FLORIST,Julian Mejía,2017-08-02T12:15:17,25475,ACC10,1819,yes,yes\r
        a TRIO JEWELRY & DESIGN LLC,,,,,29671,,,,no\r

        """)
  }

  @Test func `CSV files begin with a byte order mark when asked`() throws {
    let options = CustomerExport.Options(format: .csv, hasByteOrderMark: true)
    let text = try Self.text(of: [], columns: [.name], options)
    #expect(Array(text.utf8) == [0xEF, 0xBB, 0xBF] + Array("Name\r\n".utf8))
  }

  @Test(arguments: [
    ("plain", "plain"),
    ("a,b", "\"a,b\""),
    ("say \"hi\"", "\"say \"\"hi\"\"\""),
    ("two\nlines", "\"two\nlines\""),
    ("return\rhere", "\"return\rhere\""),
    (" leading", "\" leading\""),
    ("trailing ", "\"trailing \""),
    ("0042", "0042"),
    ("=1+1", "'=1+1"),
    ("=HYPERLINK(\"x\",1)", "\"'=HYPERLINK(\"\"x\"\",1)\""),
    ("@sum", "'@sum"),
    ("+cmd", "'+cmd"),
    ("-cmd", "'-cmd"),
    ("-12.5", "-12.5"),
    ("+1", "+1"),
    ("-1.2.3", "'-1.2.3"),
    ("-", "'-"),
    ("\tx", "\"'\tx\""),
    ("\rx", "\"'\rx\""),
    ("日本, 花", "\"日本, 花\""),
    (" =1+1", "\"' =1+1\""),
    ("\u{A0}=1+1", "'\u{A0}=1+1"),
    ("\u{200B}=1+1", "'\u{200B}=1+1"),
    ("\u{FEFF}@sum", "'\u{FEFF}@sum"),
    ("\u{3000}\u{2060}+cmd", "'\u{3000}\u{2060}+cmd"),
    ("\u{202E}-cmd", "'\u{202E}-cmd"),
    ("\u{1}=1+1", "'\u{1}=1+1"),
    ("\u{E0020}=1+1", "'\u{E0020}=1+1"),
    ("＝1+1", "'＝1+1"), ("＋1", "'＋1"), ("－1", "'－1"), ("＠sum", "'＠sum"),
    ("\n=1+1", "\"'\n=1+1\""),
    ("\nplain", "\"'\nplain\""),
    (" -12.5", "\" -12.5\""),
    ("a;=1+1", "\"a;=1+1\""),
    ("a\t=1+1", "\"a\t=1+1\""),
    ("é=1+1", "é=1+1"), ("花", "花"), ("🌷 -1", "🌷 -1"), ("\u{A0}", "\u{A0}"), ("·=1", "·=1"),
  ])
  func `CSV quotes and guards a cell`(value: String, cell: String) throws {
    let text = try Self.text(
      of: [Customer(id: 1, name: value)], columns: [.name], CustomerExport.Options(format: .csv))
    #expect(text == "Name\r\n\(cell)\r\n")
  }

  @Test func `CSV of counts and changes is guarded as that of customers is`() throws {
    let records = RecordExport(
      columns: [
        ExportColumn(title: "Type", key: "type"), ExportColumn(title: "Customers", key: "customers"),
      ],
      rows: [[.text("=1+1"), .number(2)], [.text(nil), .number(1)]])
    var bytes: [UInt8] = []
    try records.write(with: CustomerExport.Options(format: .csv)) { bytes.append(contentsOf: $0) }
    #expect(String(decoding: bytes, as: UTF8.self) == "Type,Customers\r\n'=1+1,2\r\n,1\r\n")
  }

  @Test func `raw CSV leaves formulas as they are`() throws {
    let options = CustomerExport.Options(format: .csv, isRaw: true)
    let text = try Self.text(of: [Customer(id: 1, name: "=1+1")], columns: [.name], options)
    #expect(text == "Name\r\n=1+1\r\n")
  }

  @Test(arguments: [Unicode.Scalar(";"), "|", "§"])
  func `whatever the delimiter, each sign is quoted that a spreadsheet may split at`(
    delimiter: Unicode.Scalar
  ) throws {
    let options = CustomerExport.Options(format: .csv, delimiter: delimiter)
    let text = try Self.text(
      of: [Customer(id: 1, name: "a,b", code: "c;d", customerType: "e\(delimiter)f", salesperson: "g\th")],
      columns: [.name, .code, .type, .salesperson], options)
    let cells = ["\"a,b\"", "\"c;d\"", "\"e\(delimiter)f\"", "\"g\th\""]
    #expect(text.split(separator: "\r\n").last == cells.joined(separator: String(delimiter))[...])
  }

  @Test(arguments: [
    ("Bob \"The Florist\"", "Bob \"The Florist\""), ("a\tb", "a\\tb"), ("two\nlines", "two\\nlines"),
    ("both\r\nends", "both\\r\\nends"), ("C:\\new", "C:\\\\new"), ("\\N", "\\\\N"), ("@HOME", "@HOME"),
    ("=1+1", "=1+1"), (" c ", " c "), ("a,b;c", "a,b;c"), ("花\t🌷", "花\\t🌷"),
  ])
  func `TSV has a row a line, escapes what would break it, and neither quotes nor guards`(
    value: String, cell: String
  ) throws {
    let text = try Self.text(
      of: [Customer(id: 1, name: value, code: "x")], columns: [.name, .code],
      CustomerExport.Options(format: .tsv))
    #expect(text == "Name\tCode\n\(cell)\tx\n")
  }

  @Test func `JSON is an array with numbers, booleans and null`() throws {
    let text = try Self.text(
      of: Self.customers, columns: CustomerColumn.told, CustomerExport.Options(format: .json))
    #expect(
      text == """
        [
        {"name":"2-14 BRIDAL CAKES","code":"T3526","customerType":"PART-TIME FLORIST","salesPerson":"Julian Mejía",\
        "updatedOn":"2017-08-02T12:15:17","id":25475,"accountingCode":"ACC10","salesPersonId":1819,"active":true,\
        "mine":null},
        {"name":"a TRIO JEWELRY & DESIGN LLC","code":null,"customerType":null,"salesPerson":null,"updatedOn":null,\
        "id":29671,"accountingCode":null,"salesPersonId":null,"active":null,"mine":null}
        ]

        """)
  }

  @Test func `no rows make an empty JSON array`() throws {
    #expect(try Self.text(of: [], columns: [.name], CustomerExport.Options(format: .json)) == "[]\n")
  }

  @Test func `JSON Lines escapes what JSON must escape`() throws {
    let text = try Self.text(
      of: [Customer(id: 1, name: "\"\\\u{1B}\n")], columns: [.name, .id],
      CustomerExport.Options(format: .jsonl))
    #expect(text == "{\"name\":\"\\\"\\\\\\u001b\\u000a\",\"id\":1}\n")
  }

  @Test func `a sink that fails ends the export`() {
    struct Full: Error {}
    var builder = CustomerTableBuilder()
    builder.append(Customer(id: 1, name: "x"))
    let export = CustomerExport(
      table: builder.finish().table, rows: [0], columns: [.name],
      options: CustomerExport.Options(format: .csv))
    #expect(throws: Full.self) { try export.write { _ in throw Full() } }
  }

  @Test(arguments: [ExportFormat.csv, .tsv, .json, .jsonl])
  func `a cell is written the same whatever stands behind it in memory`(format: ExportFormat) throws {
    let filler = Customer(id: 2, name: String(repeating: "x", count: 1_000))
    for length in [1, 2, 31, 62, 63, 64, 65, 66, 127, 128, 129, 200] {
      for special in ["", "\"", ",", "\t", "\n", "\r", " ", "\\", "\u{7F}", "\u{1}", "=", "é", "花"] {
        for place in Set([0, 1, 30, 62, 63, 64, 65, length - 1]) where place <= length {
          var name = String(repeating: "a", count: length)
          name.insert(contentsOf: special, at: name.index(name.startIndex, offsetBy: place))
          let customer = Customer(id: 1, name: name)
          let options = CustomerExport.Options(format: format)
          let alone = try Self.text(of: [customer], columns: [.name], options)
          let first = try Self.text(of: [customer, filler], columns: [.name], options)
          let (start, end) = format == .json ? (alone.dropLast(3), ",") : (alone[...], "")
          #expect(first.utf8.starts(with: (start + end).utf8))
        }
      }
    }
  }

  /// More than are made at a time.
  private static let manyCustomers = (1...40_000).map { Customer(id: $0, name: "Customer, \($0)") }

  private static func export(of rows: [UInt32], format: ExportFormat) -> CustomerExport {
    var builder = CustomerTableBuilder()
    for customer in manyCustomers { builder.append(customer) }
    return CustomerExport(
      table: builder.finish().table, rows: rows, columns: [.name, .id],
      options: CustomerExport.Options(format: format))
  }

  @Test func `very many rows are all there, in their order`() throws {
    var random = RandomSource(seed: 3)
    let rows = (0..<UInt32(Self.manyCustomers.count)).shuffled(using: &random)
    var bytes: [UInt8] = []
    try Self.export(of: rows, format: .csv).write { bytes.append(contentsOf: $0) }
    let lines = rows.map { "\"Customer, \($0 + 1)\",\($0 + 1)\r\n" }
    #expect(String(decoding: bytes, as: UTF8.self) == "Name,ID\r\n" + lines.joined())
    bytes = []
    try Self.export(of: rows, format: .json).write { bytes.append(contentsOf: $0) }
    let objects = rows.map { "{\"name\":\"Customer, \($0 + 1)\",\"id\":\($0 + 1)}" }
    #expect(String(decoding: bytes, as: UTF8.self) == "[\n" + objects.joined(separator: ",\n") + "\n]\n")
  }

  @Test(arguments: [1, 2, 20, 39])
  func `nothing is written after the piece that failed`(failing: Int) {
    struct Full: Error {}
    var pieces = 0
    let export = Self.export(of: (0..<UInt32(Self.manyCustomers.count)).map { $0 }, format: .csv)
    #expect(throws: Full.self) {
      try export.write { _ in
        pieces += 1
        if pieces == failing { throw Full() }
      }
    }
    #expect(pieces == failing)
  }
}

@Suite struct ExportFormatTests {
  @Test(arguments: [
    ("a.csv", ExportFormat.csv), ("/tmp/x.y/a.TSV", .tsv), ("a.b.json", .json), ("~/a.jsonl", .jsonl),
    ("a.XLSX", .xlsx),
  ])
  func `the ending names the format`(path: String, format: ExportFormat) {
    #expect(ExportFormat(path: path) == format)
  }

  @Test(arguments: ["", "csv", "a.xls", "a.csv/b", "a."])
  func `any other ending names none`(path: String) {
    #expect(ExportFormat(path: path) == nil)
  }
}
