import CustomerBrowser
import Customers
import Foundation
import TerminalText
import Wording

/// A file that a command reads whole; `-` is stdin.
struct InputFile {
  let path: String

  /// What it is called in messages.
  var name: String { path == "-" ? "stdin" : path }

  /// Far more than all notes of a person, or the names of all customers, take.
  private static let maxBytes = 256 << 20

  func read() throws(UserFacingError) -> Data {
    let what = "\(name) could not be read."
    do {
      let handle =
        path == "-" ? FileHandle.standardInput : try FileHandle(forReadingFrom: URL(filePath: path))
      var data = Data()
      while data.count <= Self.maxBytes, let piece = try handle.read(upToCount: 1 << 20), !piece.isEmpty {
        data += piece
      }
      guard data.count <= Self.maxBytes else {
        throw UserFacingError(
          .usage, what: what, why: "It has more than \(Self.maxBytes >> 20) MB.",
          advice: "Split it, and take one part after the other.")
      }
      return data
    } catch let error as UserFacingError {
      throw error
    } catch {
      throw UserFacingError(
        .file, what: what, why: systemReason(for: error) + ".", advice: "Name another file.")
    }
  }
}

/// A file that names customers, for `--from`.
struct CustomerNameFile {
  fileprivate let source: String
  fileprivate let list: CustomerNameList

  init(_ file: InputFile) throws(UserFacingError) {
    source = file.name
    let data = try file.read()
    guard !data.starts(with: Self.zipSignature), !data.prefix(Self.sampleSize).contains(0) || data.isUTF16
    else {
      throw UserFacingError(
        .usage, what: "\(file.name) is no text, but perhaps a spreadsheet.",
        advice: "Save its first column as CSV or text, and name that file.")
    }
    list = CustomerNameList(bytes: Array(data))
    guard !list.names.isEmpty else {
      throw UserFacingError(
        .usage, what: "\(file.name) names no customer.",
        advice: "Write codes, ids or names into it, one a line.")
    }
  }

  /// With which .xlsx and .ods begin.
  private static let zipSignature: [UInt8] = [0x50, 0x4B, 0x03, 0x04]
  private static let sampleSize = 4_096
}

/// The customers that a file names.
struct ListedCustomers {
  private let source: String
  private let found: NamedCustomers

  /// Their rows, in the order of the file.
  var rows: [UInt32] { found.rows }

  init(_ file: CustomerNameFile, in table: CustomerTable) {
    source = file.source
    found = table.customers(named: file.list)
  }

  /// Those of some rows that are in the file, in its order, and then the others.
  func order(of rows: [UInt32], in table: CustomerTable) -> [UInt32] {
    var left = RowSet(rowCount: table.count, rows: rows)
    let own = self.rows.filter { row in
      defer { left.remove(Int(row)) }
      return left.contains(Int(row))
    }
    return own + rows.filter { left.contains(Int($0)) }
  }

  /// Says on stderr how many were found, which were not, and how many found ones are not among `shownRows`.
  func tell(shownRows: [UInt32], asks: String) {
    let missing = found.missing
    let left = rows.count - Set(shownRows).intersection(rows).count
    guard !missing.isEmpty || left > 0 else { return }
    var words = "\(found.foundCount.grouped) of \(found.nameCount.grouped) in \(source) found"
    if left > 0 {
      words += ", \(left.grouped) of them left out, as \(left == 1 ? "it is" : "they are") not \(asks)"
    }
    guard !missing.isEmpty else { return StandardError.write(line: "komet: \(words).") }
    StandardError.write(line: "komet: \(words); not found:")
    // A screenful; a file gets all of them.
    let shown = StandardError.isTerminal ? missing.prefix(Self.maxShown) : missing[...]
    for name in shown { StandardError.write(line: "  \(name)") }
    let rest = missing.count - shown.count
    guard rest > 0 else { return }
    StandardError.write(line: "  and \(rest.grouped) more; 2> FILE gets all of them")
  }

  private static let maxShown = 20
}

extension Data {
  fileprivate var isUTF16: Bool { starts(with: [0xFF, 0xFE]) || starts(with: [0xFE, 0xFF]) }
}
