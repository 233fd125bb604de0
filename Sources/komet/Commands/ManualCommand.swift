import ArgumentParser
import Foundation

/// `komet manual`: the manual page, for `make install`.
struct ManualCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "manual", abstract: "Write the manual page to stdout.", shouldDisplay: false)

  func run() throws {
    let dump = Data(Komet._dumpHelp().utf8)
    let document = try JSONDecoder().decode(CommandDescription.Document.self, from: dump)
    try StandardOutput.write(ManualPage(root: document.command, version: Komet.version).text)
  }
}
