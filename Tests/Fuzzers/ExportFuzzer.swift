import Customers
import Foundation

/// Exports: another reader of CSV, TSV and JSON finds what was written.
enum ExportFuzzer {
  private static let columns: [CustomerColumn] = [.name, .code, .type, .salesperson, .accountingCode]
  private static let delimiters: [Unicode.Scalar] = [",", ";", "|", "\t", "§"]

  @Sendable static func run(_ bytes: [UInt8]) {
    let rows = bytes.split(separator: 0xFF).prefix(20).map { row in
      let cells = row.split(separator: 0xFE, omittingEmptySubsequences: false)
      return (0..<columns.count).map { $0 < cells.count ? String(decoding: cells[$0], as: UTF8.self) : "" }
    }
    var builder = CustomerTableBuilder()
    for (number, cells) in rows.enumerated() {
      builder.append(
        Customer(
          id: UInt64(number) + 1, name: cells[0], code: cells[1], accountingCode: cells[4],
          customerType: cells[2],
          salesperson: cells[3]))
    }
    let table = builder.finish().table
    func written(_ options: CustomerExport.Options) -> [UInt8] {
      let export = CustomerExport(
        table: table, rows: (0..<UInt32(table.count)).map(\.self), columns: columns, options: options)
      var bytes: [UInt8] = []
      try? export.write { bytes.append(contentsOf: $0) }
      return bytes
    }
    let delimiter = delimiters[Int(bytes.last ?? 0) % delimiters.count]
    checkCSV(written(.init(format: .csv, delimiter: delimiter)), rows, delimiter, isRaw: false)
    checkCSV(written(.init(format: .csv, delimiter: delimiter, isRaw: true)), rows, delimiter, isRaw: true)
    checkTSV(written(.init(format: .tsv)), rows)
    checkJSON(written(.init(format: .json)), rows)
    let lines = written(.init(format: .jsonl)).split(separator: UInt8(ascii: "\n"))
    require(lines.count == rows.count, "\(lines.count) lines of \(rows.count) rows")
    for (line, row) in zip(lines, rows) { checkJSON([UInt8(ascii: "[")] + line + [UInt8(ascii: "]")], [row]) }
  }

  // MARK: - Other readers

  private static func checkCSV(
    _ bytes: [UInt8], _ rows: [[String]], _ delimiter: Unicode.Scalar, isRaw: Bool
  ) {
    let read = rowsOfCSV(String(decoding: bytes, as: UTF8.self), delimiter).dropFirst()
    require(read.count == rows.count, "\(read.count) rows of CSV of \(rows.count)")
    for (found, row) in zip(read, rows) {
      require(found.count == row.count, "\(found) of \(row)")
      for (cell, text) in zip(found, row) {
        let expected = !isRaw && runsAsFormula(text) ? "'" + text : text
        require(isSame(cell, expected), "\(cell) was written for \(text)")
      }
    }
  }

  /// RFC 4180, with CRLF at the end of each row.
  private static func rowsOfCSV(_ text: String, _ delimiter: Unicode.Scalar) -> [[String]] {
    var rows: [[String]] = []
    var row: [String] = []
    var cell = String.UnicodeScalarView()
    var isQuoted = false
    let scalars = Array(text.unicodeScalars)
    var index = 0
    while index < scalars.count {
      let scalar = scalars[index]
      index += 1
      if isQuoted {
        guard scalar == "\"" else {
          cell.append(scalar)
          continue
        }
        if index < scalars.count, scalars[index] == "\"" {
          cell.append(scalar)
          index += 1
        } else {
          isQuoted = false
        }
      } else if scalar == "\"", cell.isEmpty {
        isQuoted = true
      } else if scalar == delimiter {
        row.append(String(cell))
        cell = String.UnicodeScalarView()
      } else if scalar == "\r", index < scalars.count, scalars[index] == "\n" {
        index += 1
        rows.append(row + [String(cell)])
        (row, cell) = ([], String.UnicodeScalarView())
      } else {
        require(scalar != "\r" && scalar != "\n", "a line end without quotes")
        cell.append(scalar)
      }
    }
    require(row.isEmpty && cell.isEmpty && !isQuoted, "no line end after the last row")
    return rows
  }

  private static func runsAsFormula(_ text: String) -> Bool {
    guard let first = text.unicodeScalars.first else { return false }
    if ["\t", "\r", "\n"].contains(first) { return true }
    let visible = text.unicodeScalars.drop {
      switch $0.properties.generalCategory {
      case .control, .format, .spaceSeparator, .lineSeparator, .paragraphSeparator: true
      default: $0.properties.isDefaultIgnorableCodePoint || $0 == "\u{2800}"
      }
    }
    guard let sign = visible.first else { return false }
    if ["=", "@", "＝", "＠", "＋", "－"].contains(sign) { return true }
    return (sign == "+" || sign == "-")
      && String(visible.dropFirst()).wholeMatch(of: /[0-9]+(\.[0-9]+)?/) == nil
  }

  private static func checkTSV(_ bytes: [UInt8], _ rows: [[String]]) {
    let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    require(lines.count == rows.count + 2 && lines.last?.isEmpty == true, "\(lines.count) lines of TSV")
    for (line, row) in zip(lines.dropFirst(), rows) {
      let cells = line.split(separator: UInt8(ascii: "\t"), omittingEmptySubsequences: false)
      require(cells.count == row.count, "\(cells.count) cells of TSV")
      for (cell, text) in zip(cells, row) {
        var plain: [UInt8] = []
        var bytes = cell.makeIterator()
        while let byte = bytes.next() {
          guard byte == UInt8(ascii: "\\") else {
            plain.append(byte)
            continue
          }
          switch bytes.next() {
          case UInt8(ascii: "t"): plain.append(0x09)
          case UInt8(ascii: "n"): plain.append(0x0A)
          case UInt8(ascii: "r"): plain.append(0x0D)
          case UInt8(ascii: "\\"): plain.append(UInt8(ascii: "\\"))
          default: require(false, "an escape that nobody knows")
          }
        }
        require(plain == Array(text.utf8), "\(plain) was written for \(text)")
      }
    }
  }

  private static func checkJSON(_ bytes: [UInt8], _ rows: [[String]]) {
    let objects = (try? JSONSerialization.jsonObject(with: Data(bytes))) as? [[String: Any]]
    require(objects?.count == rows.count, "no JSON of \(rows.count) rows")
    for (object, row) in zip(objects ?? [], rows) {
      for (column, text) in zip(columns, row) {
        // A name is never unknown.
        let found = object[column.jsonKey] as? String ?? ""
        require(isSame(found, text), "\(found) was written for \(text)")
      }
    }
  }

  /// Byte for byte: to Swift, letters are the same however they are composed.
  private static func isSame(_ one: String, _ other: String) -> Bool { one.utf8.elementsEqual(other.utf8) }

  static var seeds: [[UInt8]] {
    let cells = [
      "plain", "a,b", "say \"hi\"", "two\nlines", "return\rhere", " leading", "trailing ", "=1+1", "@sum",
      "-12.5", "-cmd",
      "\tx", "\u{A0}=1+1", "\u{202E}-cmd", "＝1+1", "a;=1+1", "花\t🌷", "C:\\new", "\\N", "\u{1b}[2J", "\0",
      "'x", "\"",
    ]
    return cells.map { Array($0.utf8) } + [Array(cells.map { Array($0.utf8) }.joined(separator: [0xFE]))]
      + [Array(cells.map { Array($0.utf8) }.joined(separator: [0xFF]))]
  }
}
