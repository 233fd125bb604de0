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
    let commands = [
      "list", "export a.csv", "export a.xlsx", "show T3526", "show 25475 --contacts", "show nobody", "sync",
      "sync --full", "changes",
      "doctor", "doctor --offline", "config show", "config check", "list --frobnicate",
    ]
    let line = "(\(commands.map { "komet \($0)" }.joined(separator: "; "))) 2>&1"
    let output = try program.shell(line).output
    for secret in Self.secrets { #expect(!output.contains(secret)) }
    // The cache is among the files, and its owner is in it as a hash.
    let found = try program.shell("grep -rlaF -e \"$KOMET_TOKEN\" -e \"$KOMET_COMPANY_TOKEN\" .")
    #expect(found.output.isEmpty)
  }

  @Test func `tokens in each other's places show nowhere either`() throws {
    var program = try SampleServer(customers: 50).program()
    program.variables["KOMET_TOKEN"] = SampleCredentials.companyToken
    program.variables["KOMET_COMPANY_TOKEN"] = SampleCredentials.userToken
    let output = try program.shell("(komet list; komet doctor; komet config show) 2>&1").output
    #expect(output.contains("KOMET_COMPANY_TOKEN"))
    for secret in Self.secrets { #expect(!output.contains(secret)) }
  }

  @Test func `the list of processes shows none`() throws {
    // Others on this machine may use the sample tokens, too.
    let secrets = ["KOMET_TOKEN": UUID().uuidString, "KOMET_COMPANY_TOKEN": UUID().uuidString]
    var program = try SampleServer(customers: 50, fault: "stall").program()
    program.variables.merge(secrets) { $1 }
    let screen = try TmuxScreen(program)
    try screen.wait(for: "Fetching")
    let processes = try Program(home: TemporaryHome()).shell("ps -ef")
    #expect(processes.output.contains("komet"))
    for secret in secrets.values { #expect(!processes.output.contains(secret)) }
  }
}
