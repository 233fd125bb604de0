import ArgumentParser
import Foundation

/// `komet manual`: the manual pages, for `make install`.
struct ManualCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "manual", abstract: "Write a manual page to stdout.", shouldDisplay: false)

  enum Page: String, CaseIterable, ExpressibleByArgument {
    case komet
    case config = "komet-config"
  }

  @Argument(help: "Which one.")
  var page = Page.komet

  func run() throws {
    guard page == .komet else {
      return try StandardOutput.write(ConfigManualPage(version: Komet.version).text)
    }
    let dump = Data(Komet._dumpHelp().utf8)
    let document = try JSONDecoder().decode(CommandDescription.Document.self, from: dump)
    try StandardOutput.write(ManualPage(root: document.command, version: Komet.version).text)
  }
}

/// The manual page of the program, made from its commands.
///
/// Source: man(7), man-pages(7).
struct ManualPage {
  let root: CommandDescription
  let version: String

  var text: String {
    var page = RoffText()
    page.macro("TH", root.commandName.uppercased(), "1", "", "komet \(version)", "User Commands")
    page.macro("SH", "NAME")
    page.line("\(root.commandName) - \(Self.phrase(root.abstract))")
    page.macro("SH", "SYNOPSIS")
    page.bold(root.commandName, plain: "[command] [options] [arguments]")
    page.macro("SH", "DESCRIPTION")
    page.paragraphs(root.discussion ?? "")
    Self.add(ManualSections.usage, to: &page)
    page.macro("SH", "COMMANDS")
    for command in root.shownSubcommands { add(command, path: "", to: &page) }
    addSharedOptions(to: &page)
    Self.add(ManualSections.closing, to: &page)
    page.macro("SH", "SEE ALSO")
    page.line("komet-config(5)")
    return page.text
  }

  private static func add(_ sections: [ManualSections.Section], to page: inout RoffText) {
    for (title, prose, entries) in sections {
      page.macro("SH", title)
      page.prose(prose)
      for (name, words) in entries { page.entry([name], words) }
    }
  }

  private func add(_ command: CommandDescription, path: String, to page: inout RoffText) {
    let name = path + command.commandName
    let arguments = command.ownArguments
    page.macro(
      "SS", ([name] + arguments.filter { $0.kind == .positional }.map(\.spelling)).joined(separator: " "))
    page.line(command.abstract ?? "")
    for argument in arguments where argument.sectionTitle == nil {
      page.entry([argument.spelling], argument.abstract ?? "")
    }
    if let discussion = command.discussion {
      page.macro("PP")
      page.paragraphs(discussion)
    }
    for subcommand in command.shownSubcommands { add(subcommand, path: name + " ", to: &page) }
  }

  /// The options that several commands have, once each.
  private func addSharedOptions(to page: inout RoffText) {
    var titles: [String] = []
    var arguments: [String: [CommandDescription.Argument]] = [:]
    for argument in Self.allArguments(of: root) {
      guard let title = argument.sectionTitle, arguments[title]?.contains(argument) != true else { continue }
      if arguments[title] == nil { titles.append(title) }
      arguments[title, default: []].append(argument)
    }
    page.macro("SH", "OPTIONS")
    page.line("Most commands take these as well; --help after a command lists exactly what it takes.")
    for title in titles {
      page.macro("SS", title)
      for argument in arguments[title] ?? [] { page.entry([argument.spelling], argument.abstract ?? "") }
    }
  }

  private static func allArguments(of command: CommandDescription) -> [CommandDescription.Argument] {
    command.ownArguments + command.shownSubcommands.flatMap(allArguments)
  }

  /// A sentence as a phrase: without the capital and the full stop.
  private static func phrase(_ sentence: String?) -> String {
    let sentence = sentence ?? ""
    let end = sentence.hasSuffix(".") ? sentence.dropLast() : sentence[...]
    return end.prefix(1).lowercased() + end.dropFirst()
  }
}

extension CommandDescription.Argument {
  /// `--limit <count>`, `[<query> ...]`.
  fileprivate var spelling: String {
    let value = "<\(valueName)>\(isRepeating ? " ..." : "")"
    switch kind {
    case .positional: return isOptional ? "[\(value)]" : value
    case .flag: return (names ?? []).map(\.spelling).joined(separator: ", ")
    case .option:
      return ConnectionOptions.showingOptionalDemoCount(
        in: (names ?? []).map(\.spelling).joined(separator: ", ") + " " + value)
    }
  }
}

/// What the argument parser tells of a command (`--experimental-dump-help`).
struct CommandDescription: Decodable {
  let commandName: String
  let abstract: String?
  let discussion: String?
  let shouldDisplay: Bool
  let subcommands: [CommandDescription]?
  let arguments: [Argument]?

  struct Argument: Decodable, Equatable {
    let kind: Kind
    let names: [Name]?
    let valueName: String
    let abstract: String?
    /// The title of the group that several commands share.
    let sectionTitle: String?
    let isOptional: Bool
    let isRepeating: Bool
    let shouldDisplay: Bool
  }

  enum Kind: String, Decodable {
    case positional
    case option
    case flag
  }

  struct Name: Decodable, Equatable {
    let kind: String
    let name: String

    var spelling: String { kind == "long" ? "--\(name)" : "-\(name)" }
  }

  /// The whole of it, as the parser wraps it up.
  struct Document: Decodable {
    let command: CommandDescription
  }

  var shownSubcommands: [CommandDescription] {
    (subcommands ?? []).filter { $0.shouldDisplay && $0.commandName != "help" }
  }

  /// The arguments but for those that every command has.
  var ownArguments: [Argument] {
    (arguments ?? []).filter { argument in
      argument.shouldDisplay && argument.names?.contains { ["help", "version"].contains($0.name) } != true
    }
  }
}

/// Text for `man`, built up line by line.
///
/// Source: groff_man(7).
struct RoffText {
  private(set) var text = ""

  mutating func macro(_ name: String, _ arguments: String...) {
    let quoted = arguments.map { " \"\(Self.escaped($0))\"" }.joined()
    text += ".\(name)\(quoted)\n"
  }

  mutating func line(_ words: String) {
    text += Self.escaped(words) + "\n"
  }

  mutating func bold(_ words: String, plain: String) {
    text += "\\fB\(Self.escaped(words))\\fR \(Self.escaped(plain))\n"
  }

  /// Names with their common explanation indented below.
  mutating func entry(_ names: [String], _ words: String) {
    for (index, name) in names.enumerated() {
      text += "\(index == 0 ? ".TP" : ".TQ")\n\\fB\(Self.escaped(name))\\fR\n"
    }
    line(words)
  }

  /// Paragraphs, each of which flows.
  mutating func prose(_ paragraphs: [String]) {
    for paragraph in paragraphs {
      macro("PP")
      line(paragraph)
    }
  }

  /// Text with indented lines in it, which stay lines.
  mutating func paragraphs(_ paragraphs: String) {
    var isExample = false
    for line in paragraphs.split(separator: "\n") {
      if line.hasPrefix(" ") != isExample {
        isExample.toggle()
        text += isExample ? ".RS\n.nf\n" : ".fi\n.RE\n"
      }
      self.line(line.trimmingPrefix { $0 == " " }.description)
    }
    if isExample { text += ".fi\n.RE\n" }
  }

  /// What stands for a character beyond ASCII: `\[u0065_0301]`.
  private static func named(_ character: Character) -> String {
    let scalars = String(character).decomposedStringWithCanonicalMapping.unicodeScalars
    let codes = scalars.map { scalar in
      let code = String(scalar.value, radix: 16, uppercase: true)
      return String(repeating: "0", count: max(4 - code.count, 0)) + code
    }
    return "\\[u\(codes.joined(separator: "_"))]"
  }

  private static func escaped(_ words: String) -> String {
    let ascii = words.replacing("\\", with: "\\e").replacing("-", with: "\\-").replacing("\"", with: "\\(dq")
    let escaped = ascii.map { $0.isASCII ? String($0) : named($0) }.joined()
    // At the beginning of a line, these would be a macro.
    return escaped.hasPrefix(".") || escaped.hasPrefix("'") ? "\\&" + escaped : escaped
  }
}
