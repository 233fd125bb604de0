import Foundation
import Testing

@testable import komet

@Suite struct EnvironmentTests {
  @Test(arguments: ["rel", "./rel", "~/x", ""])
  func `a folder that is no absolute path counts as not named`(folder: String) {
    let names = ["XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"]
    let variables = Dictionary(uniqueKeysWithValues: names.map { ($0, folder) })
    let environment = Environment(variables.merging(["HOME": "/home/ana"]) { $1 })
    #expect(environment.configFolder == "/home/ana/.config/komet")
    #expect(environment.dataFolder == "/home/ana/.local/share/komet")
    #expect(environment.stateFolder == "/home/ana/.local/state/komet")
  }

  @Test(arguments: ["rel", ""])
  func `a home that is no absolute path is that of the password file`(home: String) {
    let folder = Environment(["HOME": home]).dataFolder
    #expect(folder.hasPrefix("/") && folder.hasSuffix("/.local/share/komet"))
  }

  @Test func `an absolute folder is taken`() {
    #expect(Environment(["XDG_DATA_HOME": "/srv/data", "HOME": "/home/ana"]).dataFolder == "/srv/data/komet")
  }
}
