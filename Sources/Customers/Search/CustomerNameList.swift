import Threading

/// Customers as somebody names them elsewhere: codes, ids or whole names, one a line.
///
/// Blanks and quotes around a name don't matter, nor do a byte order mark, empty lines, the ends of lines of other
/// systems, and a line of titles. Of a table, such as CSV, the first column counts; a table is what has the same
/// separator (tab, semicolon or comma) in every line. A single line of several cells names one customer a cell.
package struct CustomerNameList: Equatable, Sendable {
  package struct Name: Equatable, Sendable {
    package let text: String
    /// The line that it begins; a comma may be a part of a name.
    let line: String
  }

  /// In their order; a line that stands there twice is there once.
  package let names: [Name]

  package init(_ text: String) {
    self.init(bytes: Array(text.utf8))
  }

  /// Reads UTF-8, or UTF-16 that begins with its byte order mark.
  package init(bytes: [UInt8]) {
    let records = Self.joiningQuotedLines(Self.lines(of: Self.decoded(bytes)))
    let separator = Self.separators.first { separator in
      !records.isEmpty && records.allSatisfy { $0.contains(separator) }
    }
    var known: Set<[UInt8]> = []
    var names: [Name] = []
    for record in records where known.insert(record).inserted {
      let cells = Self.cells(of: record, separator: separator, maxCount: records.count == 1 ? .max : 1)
      for cell in cells where !cell.isEmpty {
        names.append(Name(text: cell, line: cells.count == 1 ? Self.string(record[...]) : cell))
      }
    }
    self.names = Self.withoutTitle(names)
  }

  // MARK: - Reading

  private static let quote = UInt8(ascii: "\"")
  /// Tab, semicolon, comma.
  private static let separators: [UInt8] = [0x09, 0x3B, 0x2C]

  private static func decoded(_ bytes: [UInt8]) -> [UInt8] {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return Array(bytes.dropFirst(3)) }
    let isLittle = bytes.starts(with: [0xFF, 0xFE])
    guard isLittle || bytes.starts(with: [0xFE, 0xFF]) else { return bytes }
    let units = stride(from: 2, to: bytes.count - 1, by: 2).map { place in
      let (first, second) = (UInt16(bytes[place]), UInt16(bytes[place + 1]))
      return isLittle ? first | second << 8 : first << 8 | second
    }
    return Array(String(decoding: units, as: UTF16.self).utf8)
  }

  /// The lines without the blanks around them, and without empty ones.
  private static func lines(of bytes: [UInt8]) -> [[UInt8]] {
    bytes.split { $0 == 0x0A || $0 == 0x0D }.compactMap { line in
      var line = line
      while line.last == 0x20 { line.removeLast() }
      while line.first == 0x20 { line.removeFirst() }
      return line.isEmpty ? nil : Array(line)
    }
  }

  /// A cell in quotes may hold line ends; no more than these lines are taken for one.
  private static let maxLinesOfRecord = 100

  private static func joiningQuotedLines(_ lines: [[UInt8]]) -> [[UInt8]] {
    var records: [[UInt8]] = []
    var place = 0
    while place < lines.count {
      var record = lines[place]
      var end = place + 1
      while isQuoteOpen(atEndOf: record), end < lines.count, end - place < maxLinesOfRecord {
        record += [0x0A] + lines[end]
        end += 1
      }
      // A quote that nobody closes is a letter like others.
      if end > place + 1, isQuoteOpen(atEndOf: record) { (record, end) = (lines[place], place + 1) }
      records.append(record)
      place = end
    }
    return records
  }

  /// A quote is one where a cell begins; elsewhere it may be that of an inch.
  private static func isQuoteOpen(atEndOf record: [UInt8]) -> Bool {
    var (isOpen, isAtStart) = (false, true)
    for byte in record {
      if byte == quote, isOpen || isAtStart { isOpen.toggle() }
      // The second quote of two opens again what the first closed.
      isAtStart = byte == quote ? !isOpen : separators.contains(byte) || isAtStart && byte == 0x20
    }
    return isOpen
  }

  private static func cells(of record: [UInt8], separator: UInt8?, maxCount: Int) -> [String] {
    guard let separator else {
      // Such as the last line of a list in brackets lacks.
      let end = record.lastIndex { !separators.contains($0) && $0 != 0x20 } ?? 0
      return [unquoted(record[...end])]
    }
    var cells: [String] = []
    var start = record.startIndex
    while start <= record.endIndex, cells.count < maxCount {
      let end = cellEnd(in: record[start...], separator: separator)
      cells.append(unquoted(record[start..<end]))
      start = end + 1
    }
    return cells
  }

  private static func cellEnd(in rest: ArraySlice<UInt8>, separator: UInt8) -> Int {
    let isQuoted = rest.first { $0 != 0x20 } == quote
    var isOpen = false
    for (place, byte) in zip(rest.indices, rest) {
      if isQuoted, byte == quote { isOpen.toggle() }
      if byte == separator, !isOpen { return place }
    }
    // Nobody closed the quote.
    return isOpen ? rest.firstIndex(of: separator) ?? rest.endIndex : rest.endIndex
  }

  private static let quotes: [(Character, Character)] = [
    ("\"", "\""), ("'", "'"), ("“", "”"), ("‘", "’"), ("«", "»"),
  ]

  private static func string(_ bytes: ArraySlice<UInt8>) -> String {
    var text = Substring(String(decoding: bytes, as: UTF8.self))
    while text.first?.isWhitespace == true { text.removeFirst() }
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }

  private static func unquoted(_ bytes: ArraySlice<UInt8>) -> String {
    let text = string(bytes)
    guard let first = text.first, let last = text.last, text.count > 1,
      quotes.contains(where: { $0 == (first, last) })
    else { return text }
    let inside = string(ArraySlice(text.dropFirst().dropLast().utf8))
    return first == "\"" ? inside.replacing("\"\"", with: "\"") : inside
  }

  /// A first line that says what the others are names nobody.
  private static func withoutTitle(_ names: [Name]) -> [Name] {
    guard names.count > 1, let first = names.first, titles.contains(first.text.lowercased()) else {
      return names
    }
    return Array(names.dropFirst())
  }

  private static let titles: Set<String> = Set(
    [
      "codes", "ids", "names", "customer", "customers", "customer code", "customer id", "customerid",
      "customer name", "customer number", "cust code", "cust id", "account", "código", "codigo", "cliente",
      "nombre",
    ] + CustomerColumn.told.flatMap { [$0.title.lowercased(), $0.rawValue] })
}

/// What a list of names found in a table.
package struct NamedCustomers: Sendable {
  /// The rows of those that were found, in the order of the list.
  package let rows: [UInt32]
  /// The names of which nothing was found, in their order.
  package let missing: [String]
  package let nameCount: Int

  package var foundCount: Int { nameCount - missing.count }
}

extension CustomerTable {
  /// The customers that a list names.
  ///
  /// A name is a code, else an id (`id:25475` the id alone), else an accounting code, else a whole name; a code or name as
  /// it is spelled goes before one that differs in case and accents. Whoever has the same code or name is meant, too.
  /// One pass over the table, on all cores: 0.1 s for 100,000 names among 1,000,000 customers.
  package func customers(named list: CustomerNameList) -> NamedCustomers {
    let wanted = WantedNames(list)
    let blockSize = 8_192
    let hits = ParallelWork.map(parts: (count + blockSize - 1) / blockSize) { part, _ in
      wanted.hits(in: self, rows: part * blockSize..<min((part + 1) * blockSize, self.count))
    }
    var best = [(match: NameMatch, rows: [UInt32])?](repeating: nil, count: list.names.count)
    func add(_ hit: WantedNames.Hit) {
      if let known = best[hit.name], known.match <= hit.match {
        if known.match == hit.match { best[hit.name]?.rows.append(hit.row) }
      } else {
        best[hit.name] = (hit.match, [hit.row])
      }
    }
    for hit in (hits ?? []).joined() { add(hit) }
    for (place, name) in list.names.enumerated() {
      if let row = name.id.flatMap(row(ofID:)) {
        add(WantedNames.Hit(name: place, match: .id, row: UInt32(row)))
      }
    }
    var seen = RowSet(rowCount: count)
    var rows: [UInt32] = []
    for row in best.lazy.compactMap({ $0?.rows }).joined() where !seen.contains(Int(row)) {
      seen.insert(Int(row))
      rows.append(row)
    }
    // Lines that begin with the same name are one.
    let found = Set(zip(list.names, best).lazy.filter { $0.1 != nil }.map(\.0.text))
    var told = found
    let missing = list.names.map(\.text).filter { told.insert($0).inserted }
    return NamedCustomers(rows: rows, missing: missing, nameCount: told.count)
  }
}

extension CustomerNameList.Name {
  /// The id that the name may be; nil if it can't be one.
  fileprivate var id: UInt64? {
    let digits = text.hasPrefix("id:") ? text.dropFirst(3) : text[...]
    return digits.utf8.allSatisfy { (0x30...0x39).contains($0) } ? UInt64(digits) : nil
  }

  /// What may stand in a field: the name, the whole line, and what was kept from being a formula in CSV.
  fileprivate var spellings: Set<String> {
    var spellings: Set = [text, line]
    if text.hasPrefix("'") { spellings.insert(String(text.dropFirst())) }
    return spellings
  }
}

/// How a customer fits a name, the better first.
private enum NameMatch: Int, Comparable {
  case code
  case codeInOtherCase
  case id
  case accountingCode
  case name
  case nameInOtherCase

  static func < (left: NameMatch, right: NameMatch) -> Bool { left.rawValue < right.rawValue }
}

/// The names of a list by their folded text, for a pass over a table.
private struct WantedNames: Sendable {
  struct Hit {
    let name: Int
    let match: NameMatch
    let row: UInt32
  }

  private struct Wanted {
    let name: Int
    let spelled: [UInt8]
    let folded: [UInt8]
  }

  private var byHash: [UInt64: [Wanted]] = [:]

  init(_ list: CustomerNameList) {
    byHash.reserveCapacity(list.names.count)
    for (place, name) in list.names.enumerated() {
      for spelling in name.spellings {
        let wanted = Wanted(name: place, spelled: Array(spelling.utf8), folded: FoldedText(spelling).bytes)
        guard !wanted.folded.isEmpty else { continue }
        byHash[wanted.folded.withUnsafeBufferPointer(Self.hash), default: []].append(wanted)
      }
    }
  }

  func hits(in table: CustomerTable, rows: Range<Int>) -> [Hit] {
    var hits: [Hit] = []
    table.text.withUnsafeBufferPointer { text in
      func look(_ field: CustomerTable.TextField, _ row: Int, _ exact: NameMatch, _ folded: NameMatch) {
        let bytes = UnsafeBufferPointer(rebasing: text[table.textRange(field, at: row)])
        guard !bytes.isEmpty, let found = byHash[Self.hash(bytes)] else { return }
        let own = FoldedText(String(decoding: bytes, as: UTF8.self)).bytes
        for wanted in found where wanted.folded == own {
          let isExact = bytes.elementsEqual(wanted.spelled)
          hits.append(Hit(name: wanted.name, match: isExact ? exact : folded, row: UInt32(row)))
        }
      }
      for row in rows {
        look(.code, row, .code, .codeInOtherCase)
        look(.accountingCode, row, .accountingCode, .accountingCode)
        look(.name, row, .name, .nameInOtherCase)
      }
    }
    return hits
  }

  /// The same for all texts that fold to the same.
  ///
  /// FNV-1a. Source: draft-eastlake-fnv.
  private static func hash(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt64 {
    let start: UInt64 = 0xCBF2_9CE4_8422_2325
    let factor: UInt64 = 0x0000_0100_0000_01B3
    var hash = start
    var hasBlank = false
    for byte in bytes {
      guard byte < 0x80 else {
        let folded = FoldedText(String(decoding: bytes, as: UTF8.self)).bytes
        return folded.reduce(start) { ($0 ^ UInt64($1)) &* factor }
      }
      let folded = ScalarFolding.foldASCII(byte)
      if folded == 0x20 {
        hasBlank = hash != start
        continue
      }
      if hasBlank { hash = (hash ^ 0x20) &* factor }
      hasBlank = false
      hash = (hash ^ UInt64(folded)) &* factor
    }
    return hash
  }
}
