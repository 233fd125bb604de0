import ArgumentParser
import CustomerBrowser
import Files
import Foundation
import PersonalNotes
import Wording

/// `komet notes`: what the person keeps about customers, to take elsewhere and back.
struct NotesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "notes",
    abstract: "Export and import your own stars, notes, follow-ups, and who is not the same.",
    discussion: """
      They are yours, one file a profile, and no refresh or logout touches them. A line is one customer:
        {"id":104,"note":"call Ana","star":true,"due":"2026-12-05","notSame":[205]}
      Examples:
        komet notes export notes.jsonl
        komet notes export - | ssh desk komet notes import -
      """,
    subcommands: [NotesExportCommand.self, NotesImportCommand.self])
}

/// `komet notes export`.
struct NotesExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write all of them as JSON Lines, also those about customers who are gone.",
    discussion: """
      Examples:
        komet notes export notes.jsonl
        komet notes export - | wc -l
      """)

  @Argument(help: "The file to write; - is stdout.", completion: .file(extensions: ["jsonl"]))
  var file: String

  @Flag(help: "Replace the file if there is one.")
  var force = false

  @Flag(help: "Write what is kept about the customers of other accounts, too.")
  var all = false

  @OptionGroup(title: "Account") var connection: ConnectionOptions

  func run() throws {
    let (text, customerCount) = try lines(PersonalNotes(connection))
    guard file != "-" else { return try StandardOutput.write(text) }
    do throws(FileError) {
      let path = try ExportFile(path: file, contents: "notes").write(text, replacing: force)
      let count = "\(customerCount.grouped) customer\(customerCount == 1 ? "" : "s")"
      StandardError.write(line: "What you keep about \(count) is written to \(path)")
    } catch {
      throw error.failure(writing: file)
    }
  }

  private func lines(_ personal: PersonalNotes) throws -> (text: String, count: Int) {
    if all {
      let (notes, apart, remarks) = try personal.allNotes()
      tell(remarks)
      let others = Set(apart.flatMap { [$0.one, $0.other] }).subtracting(notes.map(\.id))
      return (try NoteLine.text(of: notes, apart: apart), notes.count + others.count)
    }
    let (notes, remarks) = try personal.notes()
    tell(remarks)
    return (try NoteLine.text(of: notes), notes.customerCount)
  }

  private func tell(_ remarks: [String]) {
    for remark in remarks { StandardError.write(line: "komet: \(remark)") }
  }
}

/// `komet notes import`.
struct NotesImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Add and replace notes by the lines of a file; removes none, and takes all lines or none.",
    discussion: """
      Examples:
        komet notes import notes.jsonl
        komet notes import - --profile north < notes.jsonl
      """)

  @Argument(help: "The file to read; - is stdin.", completion: .file(extensions: ["jsonl"]))
  var file: String

  @OptionGroup(title: "Account") var connection: ConnectionOptions

  func run() throws {
    let notes = try PersonalNotes(connection)
    let input = InputFile(path: file)
    let lines = try NoteLine.lines(of: try input.read(), source: input.name)
    let (added, replaced) = try notes.take(lines)
    notes.close()
    for remark in try notes.notes().remarks { StandardError.write(line: "komet: \(remark)") }
    let same = lines.count - added - replaced
    StandardError.write(
      line: "\(added.grouped) added, \(replaced.grouped) replaced, \(same.grouped) as they were")
  }
}

extension PersonalNotes {
  /// Those of the profile that the options name.
  fileprivate convenience init(_ connection: ConnectionOptions) throws(UserFacingError) {
    guard connection.demo == nil else {
      throw UserFacingError(
        .usage, what: "Notes about sample customers are not kept.", advice: "Leave --demo out.")
    }
    let settings = try Settings(connection, environment: Environment())
    // Without tokens nobody knows whose they are; they can be taken elsewhere all the same.
    let owner = (try? settings.apiConfiguration()).map { NotesOwner($0) }
    self.init(path: settings.notesPath, owner: owner)
  }
}
