import ArgumentParser
import CustomerBrowser
import Customers
import Files
import Wording

/// `komet export`: rows into a file.
struct ExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write customers to a file, in the format that its ending names.",
    discussion: """
      Examples:
        komet export customers.csv
        komet export mine.xlsx --scope mine --sort -updated
        komet export order.xlsx --from codes.txt
      """)

  @Argument(help: "The file to write: .csv, .tsv, .json, .jsonl or .xlsx.", completion: .file())
  var file: String

  @OptionGroup var rows: RowOptions

  @Flag(help: "Replace the file if there is one.")
  var force = false

  @OptionGroup(title: "Which customers") var view: ViewOptions
  @OptionGroup(title: "Which customers") var saved: SavedViewOption
  @OptionGroup(title: "Account") var connection: ConnectionOptions

  mutating func validate() throws {
    try connection.check(refreshing: rows.refresh)
    if let format = ExportFormat(path: file) { try rows.checkDelimiter(for: format.rawValue) }
  }

  func run() throws {
    guard let format = ExportFormat(path: file) else { throw UserFacingError.noFormat(of: file) }
    let session = try Session(connection, view: view, saved: saved)
    defer { session.close() }
    let found = try FoundCustomers(rows, view, session: session)
    if found.rows.isEmpty, found.hint == nil {
      try session.finishSync()
      StandardError.write(line: "komet: No customer is left, so no file was written.")
      throw ExitStatus.noCustomerMatched
    }
    if let hint = found.hint {
      try session.finishSync()
      StandardError.write(line: hint.message(", so no file was written"))
      throw ExitStatus.noCustomerMatched
    }
    let interrupt = Interrupt()
    do throws(FileError) {
      let path = try ExportFile(path: file).write(
        found.export(as: format, hasByteOrderMark: true), replacing: force, isCancelled: interrupt.hasCome)
      StandardError.write(line: "\(found.countInWords) written to \(path)")
    } catch {
      throw error.failure(writing: file)
    }
    try session.finishSync()
  }
}

extension FileError {
  /// What a command ends with whose file was not written.
  func failure(writing file: String) -> any Error {
    switch self {
    case .exists:
      UserFacingError(
        .file, what: "There is a file \(file) already.", advice: "Name another one, or add --force.")
    case .cancelled: ExitStatus.interrupted
    case .failed(let failure): failure
    }
  }
}

extension UserFacingError {
  static func noFormat(of file: String) -> UserFacingError {
    let what = file.isEmpty ? "No file is named." : "The ending of \(file) does not say how to write it."
    return UserFacingError(
      .usage, what: what,
      advice: "Name a file that ends in \(ExportFormat.endings); for stdout use komet list --format.")
  }
}
