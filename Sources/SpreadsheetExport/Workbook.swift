import CXLSXWriter
import Foundation

/// A workbook of one sheet that is written row by row, in memory that does not grow with the rows.
///
/// Cells hold texts and numbers only, so nothing in them can run as a formula.
struct Workbook: ~Copyable {
  /// The rows of a sheet, that of the titles included.
  static let maxRows = 1_048_576
  /// A number with more digits would be rounded.
  static let maxDigits = 15
  /// The characters of a cell, in UTF-16.
  private static let maxTextLength = 32_767
  /// U+FFFE and U+FFFF in UTF-8 begin with it, as some others do.
  private static let firstByteOfNoncharacters: UInt8 = 0xEF

  enum NumberFormat {
    case whole
    case dateTime
    case date
  }

  private let path: String
  private let workbook: UnsafeMutablePointer<lxw_workbook>
  private let sheet: UnsafeMutablePointer<lxw_worksheet>
  private let bold: UnsafeMutablePointer<lxw_format>?
  private let whole: UnsafeMutablePointer<lxw_format>?
  private let dateTime: UnsafeMutablePointer<lxw_format>?
  private let date: UnsafeMutablePointer<lxw_format>?
  private var isClosed = false

  /// Why the library could not be loaded; nil if it was, which happens when this is first asked for.
  private static let loadingProblem = xlsxwriter_library_load().map { String(cString: $0) }

  /// Begins one that `close` writes to the file at `path`; until then it grows in nameless files in `folder`.
  init(path: String, temporaryFolder folder: String, sheetName: String) throws(SpreadsheetError) {
    if let problem = Self.loadingProblem { throw .noLibrary(reason: problem) }
    let made = folder.withCString { folder in
      var options = lxw_workbook_options(
        constant_memory: 1, tmpdir: UnsafeMutablePointer(mutating: folder), use_zip64: 0)
      guard let workbook = workbook_new_opt(path, &options) else {
        return nil as (UnsafeMutablePointer<lxw_workbook>, UnsafeMutablePointer<lxw_worksheet>)?
      }
      // The sheet opens its file here, so the name of the folder is needed no longer.
      guard let sheet = workbook_add_worksheet(workbook, sheetName) else {
        lxw_workbook_free(workbook)
        return nil
      }
      return (workbook, sheet)
    }
    guard let made else { throw .failed(reason: "A temporary file could not be made in \(folder).") }
    self.path = path
    (workbook, sheet) = made
    bold = workbook_add_format(workbook)
    format_set_bold(bold)
    whole = workbook_add_format(workbook)
    format_set_num_format(whole, "0")
    dateTime = workbook_add_format(workbook)
    format_set_num_format(dateTime, "yyyy-mm-dd hh:mm:ss")
    date = workbook_add_format(workbook)
    format_set_num_format(date, "yyyy-mm-dd")
  }

  deinit {
    if !isClosed { komet_workbook_discard(workbook, sheet) }
  }

  /// Sets a column's width in characters; before the first cell.
  func setWidth(_ width: Int, ofColumn column: Int) {
    worksheet_set_column(sheet, lxw_col_t(column), lxw_col_t(column), Double(width), nil)
  }

  /// Keeps the first row in sight and gives each of the columns a filter over so many rows.
  func setUpHeader(columns: Int, rows: Int) {
    worksheet_freeze_panes(sheet, 1, 0)
    worksheet_autofilter(sheet, 0, 0, lxw_row_t(rows - 1), lxw_col_t(columns - 1))
  }

  /// Writes a text, of which what a cell can't hold is cut off; rows have to come in ascending order.
  func write(_ text: String, row: Int, column: Int, isTitle: Bool = false) {
    guard !text.isEmpty else { return }
    var text = text
    // A C string ends at the first NUL.
    if text.utf8.contains(0) { text = text.replacing("\0", with: "\u{FFFD}") }
    // Of all characters the library leaves these two to XML, which knows no such (XML 1.0, 2.2).
    if text.utf8.contains(Self.firstByteOfNoncharacters) {
      text.unicodeScalars.removeAll { $0 == "\u{FFFE}" || $0 == "\u{FFFF}" }
    }
    // What looks like an escaped character is read as that character (ECMA-376, ST_Xstring).
    if text.utf8.contains(UInt8(ascii: "_")) {
      text = text.replacing(
        /_(?=x[0-9A-Fa-f]{4}_)/.matchingSemantics(.unicodeScalar), with: "_x005F_")
    }
    if text.utf8.count > Self.maxTextLength { text = Self.shortened(text) }
    worksheet_write_string(sheet, lxw_row_t(row), lxw_col_t(column), text, isTitle ? bold : nil)
  }

  /// As much of the text as a cell can hold, counted as spreadsheets do.
  private static func shortened(_ text: String) -> String {
    var length = 0
    let scalars = text.unicodeScalars.prefix { scalar in
      length += UTF16.width(scalar)
      return length <= maxTextLength
    }
    return String(String.UnicodeScalarView(scalars))
  }

  func write(_ number: Double, as format: NumberFormat, row: Int, column: Int) {
    let format =
      switch format {
      case .whole: whole
      case .dateTime: dateTime
      case .date: date
      }
    worksheet_write_number(sheet, lxw_row_t(row), lxw_col_t(column), number, format)
  }

  /// Writes the file.
  consuming func close() throws(SpreadsheetError) {
    isClosed = true
    let code = komet_workbook_close(workbook, sheet)
    let systemError = errno
    guard code == LXW_NO_ERROR else {
      komet_workbook_let_go(path)
      guard systemError == 0 else { throw .failed(reason: String(cString: strerror(systemError)) + ".") }
      throw .failed(reason: lxw_strerror(code).map { String(cString: $0) } ?? "error \(code.rawValue)")
    }
  }
}

/// Why a spreadsheet was not written.
package enum SpreadsheetError: Error, Equatable, Sendable {
  case cancelled
  /// There are more customers than a sheet has rows.
  case tooManyRows(limit: Int)
  /// There is no libxlsxwriter, for this reason.
  case noLibrary(reason: String)
  /// With the library's reason, as a sentence.
  case failed(reason: String)
}
