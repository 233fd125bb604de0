import ArgumentParser
import CustomerBrowser
import Foundation
import KometAPI
import TerminalText
import TerminalUI
import Wording

/// `komet doctor`: what is set up, what is not, and what to do.
struct DoctorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Check everything, from the config to the clipboard, and say what to do.",
    discussion: """
      Examples:
        komet doctor
        komet doctor --profile north
        komet doctor --json | jq -r '.[] | select(.state == "bad") | .words'
      """)

  @Flag(help: "Write the findings as JSON: check, state (good, absent, warning, bad), words, advice.")
  var json = false

  @OptionGroup(title: "Account") var connection: ConnectionOptions

  func run() throws {
    let environment = Environment()
    let doctor = Doctor(options: connection, environment: environment)
    var report: [Finding.Report] = []
    let status = try doctor.run { name, finding in
      guard !json else { return report.append(finding.report(named: name)) }
      let text = finding.text(
        named: name, in: CharacterLocale.current.isUTF8 ? .unicode : .ascii, width: StandardOutput.columns)
      try StandardOutput.write(text)
    }
    if json {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
      try StandardOutput.write(String(decoding: try encoder.encode(report), as: UTF8.self) + "\n")
    }
    if status != .done { throw status }
  }
}

/// Checks everything that komet works with, and says what to do where something is wrong.
struct Doctor {
  typealias Teller = (_ name: String, _ finding: Finding) throws -> Void

  let options: ConnectionOptions
  let environment: Environment

  /// Calls `tell` with each finding as it comes; returns what the program should end with.
  ///
  /// That is what the first failure asks for; a warning is none.
  func run(tell: Teller) throws -> ExitStatus {
    var status = ExitStatus.done
    func note(_ name: String, _ finding: Finding) throws {
      try tell(name, finding)
      if case .bad(let failure) = finding, status == .done { status = ExitStatus(failure.kind) }
    }
    if let settings = try readSettings(tell: note) {
      try note("theme", theme(settings))
      try note("themes folder", themesFolder(settings))
      try note("notes", NotesCheck(path: settings.notesPath).finding)
      try checkAccount(settings, tell: note)
    }
    try note("session folder", SessionFolderCheck(folder: environment.stateFolder).finding)
    try checkTerminal(tell: note)
    return status
  }
}

/// What one check of `komet doctor` came to.
enum Finding: Equatable, Sendable {
  case good(String)
  /// Something that is not there, and need not be.
  case absent(String)
  /// Something that works less well than it could: told like a failure, but none.
  case warning(String, advice: String)
  case bad(UserFacingError)

  /// The finding as lines for a person, under the check's name.
  ///
  /// The lines stay within `width` columns, if that is told, and can be had in ASCII.
  func text(named name: String, in charset: Charset = .unicode, width: Int? = nil) -> String {
    let isUnicode = charset == .unicode
    let (sign, words, advice) =
      switch self {
      case .good(let words): (isUnicode ? "✓" : "+", words, "")
      case .absent(let words): (isUnicode ? "–" : "-", words, "")
      case .warning(let words, let advice): (isUnicode ? "✗" : "x", words, advice)
      case .bad(let failure):
        (
          isUnicode ? "✗" : "x",
          [failure.what, failure.why].filter { !$0.isEmpty }.joined(separator: " "), failure.advice
        )
      }
    let arrow = isUnicode ? "→ " : "-> "
    var lines = Self.lines(visibleText(words, in: charset), width: width)
    if !advice.isEmpty { lines += Self.lines(arrow + visibleText(advice, in: charset), width: width) }
    let label = "\(sign) \(padded(name, toWidth: Self.indent - 2))"
    return label + lines.joined(separator: "\n" + String(repeating: " ", count: Self.indent)) + "\n"
  }

  /// The same for programs.
  struct Report: Encodable, Equatable {
    let check: String
    let state: String
    let words: String
    let advice: String
  }

  func report(named check: String) -> Report {
    switch self {
    case .good(let words): Report(check: check, state: "good", words: words, advice: "")
    case .absent(let words): Report(check: check, state: "absent", words: words, advice: "")
    case .warning(let words, let advice): Report(check: check, state: "warning", words: words, advice: advice)
    case .bad(let failure):
      Report(
        check: check, state: "bad",
        words: [failure.what, failure.why].filter { !$0.isEmpty }.joined(separator: " "),
        advice: failure.advice)
    }
  }

  /// Room for the sign and the longest name of a check.
  private static let indent = 18

  private static func lines(_ words: String, width: Int?) -> [String] {
    width.map { WrappedText(words, width: max(1, $0 - indent)).lines } ?? [words]
  }
}
