import ArgumentParser

/// `komet doctor`: what is set up, what is not, and what to do.
struct DoctorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Check the config, the tokens, the server and the terminal.")

  @OptionGroup(title: "Account") var connection: ConnectionOptions

  func run() throws {
    let doctor = Doctor(options: connection, environment: Environment())
    let status = try doctor.run { name, finding in try StandardOutput.write(finding.text(named: name)) }
    if status != .done { throw status }
  }
}
