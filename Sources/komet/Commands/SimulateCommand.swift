import ArgumentParser
import CustomerBrowser
import Foundation
import KometSimulator
import Wording

/// `komet simulate`: the sample server, for trying things out.
struct SimulateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "simulate",
    abstract: "Run a sample server that speaks the Komet Sales API about made-up customers.",
    discussion: """
      It listens on 127.0.0.1 only. Examples:
        komet simulate --port 8787 --customers 100000
        komet simulate --fault http-500:2 --latency 300
      """)

  @Option(parsing: .unconditional, help: "The port to listen on; 0 for any that is free.")
  var port = 8787

  @Option(parsing: .unconditional, help: "How many customers there are, up to 1,000,000.")
  var customers = 5_000

  @Option(help: "The same seed makes the same customers.")
  var seed: UInt64 = 1

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Milliseconds before each answer.", valueName: "milliseconds"))
  var latency = 0

  @Option(
    help: ArgumentHelp(
      "What goes wrong, with all requests or the first few: "
        + SimulatorFault.Kind.allCases.map(\.rawValue).joined(separator: ", ") + ".",
      valueName: "kind[:count]"))
  var fault: SimulatorFault?

  @Flag(help: "Let customers change as time goes by.")
  var churn = false

  @Flag(help: "Let some names try to drive a terminal or a spreadsheet.")
  var hostile = false

  mutating func validate() throws {
    guard latency >= 0 else { throw ValidationError("--latency must not be negative.") }
  }

  func run() throws {
    let configuration = SimulatorConfiguration(
      seed: seed, customerCount: customers, latency: .milliseconds(latency), fault: fault,
      churn: churn ? SimulatorConfiguration.usualChurn : nil, hostileNames: hostile)
    let simulator: KometSimulator
    do {
      simulator = try KometSimulator.start(configuration, port: port)
    } catch {
      throw UserFacingError(.usage, what: "\(error)", advice: "")
    }
    try StandardOutput.write(
      """
      # \(customers.grouped) made-up customers at \(simulator.baseURL); ^C ends it. In another shell:
      export KOMET_BASE_URL=\(simulator.baseURL)
      export KOMET_TOKEN=\(SampleCredentials.userToken)
      export KOMET_COMPANY_TOKEN=\(SampleCredentials.companyToken)
      export KOMET_ACCOUNT=\(SampleCredentials.account)
      komet
      # Or try komet setup there, with user name \(SampleCredentials.userName), password \(SampleCredentials.password), \
      company id \(SampleCredentials.account).

      """)
    Interrupt().wait()
    simulator.stop()
  }
}

extension SimulatorFault: ExpressibleByArgument {}
