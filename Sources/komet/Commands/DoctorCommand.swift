import ArgumentParser
import TerminalUI

/// `komet doctor`: what is set up, what is not, and what to do.
struct DoctorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Check everything, from the config to the clipboard, and say what to do.",
    discussion: """
      Examples:
        komet doctor
        komet doctor --profile north
      """)

  @OptionGroup(title: "Account") var connection: ConnectionOptions

  func run() throws {
    let environment = Environment()
    let doctor = Doctor(options: connection, environment: environment)
    let status = try doctor.run { name, finding in
      let text = finding.text(
        named: name, in: CharacterLocale.current.isUTF8 ? .unicode : .ascii, width: StandardOutput.columns)
      try StandardOutput.write(text)
    }
    if status != .done { throw status }
  }
}
