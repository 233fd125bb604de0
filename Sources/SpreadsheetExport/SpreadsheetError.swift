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
