import Foundation
import KometSimulator

/// A sample server for one test, and the environment that leads to it.
final class SampleServer {
  private let simulator: KometSimulator

  init(customers: Int = 500, fault: String? = nil, hostileNames: Bool = false) throws {
    simulator = try KometSimulator.start(
      SimulatorConfiguration(
        customerCount: customers, fault: fault.flatMap(SimulatorFault.init), hostileNames: hostileNames))
  }

  deinit {
    simulator.stop()
  }

  /// Lets some customers change.
  func advance() {
    simulator.advance()
  }

  /// Lets something go wrong with every request from now on.
  func begin(_ fault: SimulatorFault.Kind) {
    simulator.begin(SimulatorFault(fault))
  }

  /// Lets nothing go wrong any more.
  func mend() {
    simulator.begin(nil)
  }

  /// The customers of whom a refresh must tell; one that vanished while inactive shows only in a full one.
  var changedIDs: Set<Int> {
    Set(simulator.changes.filter { $0.kind != .vanished }.map(\.customerID))
  }

  /// The requests so far, without their tokens.
  var requests: [String] {
    simulator.requests.map(\.target)
  }

  func stop() {
    simulator.stop()
  }

  /// A program that has both tokens.
  func program(without names: String...) throws -> Program {
    let variables = [
      "KOMET_BASE_URL": simulator.baseURL, "KOMET_TOKEN": SampleCredentials.userToken,
      "KOMET_COMPANY_TOKEN": SampleCredentials.companyToken, "KOMET_ACCOUNT": "\(SampleCredentials.account)",
    ]
    return Program(
      home: try TemporaryHome(), server: self, variables: variables.filter { !names.contains($0.key) })
  }
}
