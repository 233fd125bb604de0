import Foundation
import KometSimulator
import Testing

/// The tokens show nowhere.
@Suite struct SecretsTests {
  private static let secrets = [SampleCredentials.userToken, SampleCredentials.companyToken]

  @Test(arguments: ["", "status-0", "html", "redirect", "http-500", "truncate", "refuse"])
  func `no output or file holds a token`(fault: String) throws {
    let server = try SampleServer(customers: 50, fault: fault.isEmpty ? nil : fault)
    let program = try server.program()
    let line =
      "($KOMET list; $KOMET export a.csv; $KOMET show 25475 --contacts; $KOMET doctor; "
      + "KOMET_TOKEN=token-in-config $KOMET list) 2>&1"
    let texts = [try program.shell(line).output] + program.home.files.compactMap(program.home.content)
    for secret in Self.secrets { #expect(!texts.joined().contains(secret)) }
  }

  @Test func `the list of processes shows none`() throws {
    let server = try SampleServer(customers: 50, fault: "stall")
    let screen = try TmuxScreen(try server.program())
    try screen.wait(for: "Fetching")
    let processes = try Program(home: TemporaryHome()).shell("ps -ef")
    for secret in Self.secrets { #expect(!processes.output.contains(secret)) }
  }
}
