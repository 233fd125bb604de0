import SettingsFile
import Testing

@testable import komet

/// How settings come into a config that people have written.
@Suite struct ConfigEditTests {
  private func edited(_ text: String, _ table: [String] = ["api"]) throws -> String {
    let edit = ConfigEdit(
      table: table, settings: [("account", .number(7)), ("base_url", .text("https://x/a\\\"b"))])
    return try edit.applied(to: text, file: "config.toml")
  }

  private let account = "account = 7"
  private let url = #"base_url = "https://x/a\\\"b""#

  @Test func `a table is added, at the end and by its whole name`() throws {
    #expect(try edited("") == "[api]\n\(account)\n\(url)\n")
    #expect(try edited("[ui]\nascii = true") == "[ui]\nascii = true\n\n[api]\n\(account)\n\(url)\n")
    #expect(
      try edited("[api]\naccount = 1\n", ["profile", "north sea", "api"])
        == "[api]\naccount = 1\n\n[profile.\"north sea\".api]\n\(account)\n\(url)\n")
  }

  @Test func `a setting takes the line of its key, and all others stay`() throws {
    let text =
      "# mine\r\n[api] # here\r\ntoken_command = [\r\n  \"pass\",\r\n]\r\naccount = 1\r\n[ui]\r\nascii = true\r\n"
    let expected =
      "# mine\r\n[api] # here\r\n\(url)\ntoken_command = [\r\n  \"pass\",\r\n]\r\n\(account)\n[ui]\r\nascii = true\r\n"
    #expect(Array(try edited(text).utf8) == Array(expected.utf8))
  }

  @Test func `in the config that is made at first, it takes the place of what explains it`() throws {
    let text = try edited(ConfigTemplate.text)
    #expect(text.contains("# The id of your company; goes with the user token.\n\(account)\n"))
    #expect(text.contains("# The address of the API.\n\(url)\n"))
    #expect(!text.contains("# account = 1234\n# WEB_APP"))
    // That of the example at its end is not meant.
    #expect(text.contains("# account = 5678"))
    #expect(text.split(separator: "\n").count == ConfigTemplate.text.split(separator: "\n").count)
  }

  @Test(arguments: [
    "api = { account = 1 }\n", "api.account = 1\n", "[api]\nbase_url = \"\"\"\nhttps://a\n\"\"\"\n",
    "api = 3\n",
    "[api\n",
  ])
  func `what can't be added to is left to the person, and no value is told`(text: String) {
    do {
      let edit = ConfigEdit(table: ["api"], settings: [("base_url", .text("SECRET"))])
      Issue.record("\(try edit.applied(to: text, file: "config.toml"))")
    } catch {
      #expect("\(error)".contains("config.toml"))
      #expect(!"\(error)".contains("SECRET"))
    }
  }
}
