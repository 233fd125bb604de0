import CustomerBrowser
import Customers
import Foundation
import ProofTesting
import Testing
import Wording

@testable import komet

@Suite struct SettingsTests {
  private func settings(
    file: String, profile: String? = nil, _ variables: [String: String] = [:]
  ) throws -> Settings {
    try settings(file: Array(file.utf8), profile: profile, variables)
  }

  private func settings(
    file: [UInt8]? = nil, profile: String? = nil, _ variables: [String: String] = [:]
  ) throws -> Settings {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: folder) }
    if let file {
      let path = folder.appending(path: "komet/config.toml")
      try FileManager.default.createDirectory(
        at: path.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(file).write(to: path)
    }
    var options = try ConnectionOptions.parse([])
    options.profile = profile
    return try Settings(
      options, environment: Environment(variables.merging(["XDG_CONFIG_HOME": folder.path]) { $1 }))
  }

  @Test func `a refresh may wait for a person, or come at another time for each`() throws {
    let manual = try settings(file: "[api]\nrefresh = \"manual\"\n")
    #expect(manual.browser.maxAge == .infinity)
    #expect(manual.text.contains("refresh = \"manual\"") && manual.text.contains("max_age = 15\n"))
    let ages = try (0..<20).map { _ in
      try settings(file: "[api]\nmax_age = 60\njitter = 30\n").browser.maxAge
    }
    #expect(ages.allSatisfy { (3_600...5_400).contains($0) } && Set(ages).count > 1)
    #expect(throws: UserFacingError.self) { try settings(file: "[api]\nrefresh = \"never\"\n") }
  }

  @Test func `a profile beats the config, and the environment beats both`() throws {
    let file = """
      [api]
      account = 1
      salesperson_id = 5
      [ui]
      columns = ["name", "id"]
      sort = "-updated"
      [profile.north.api]
      account = 2
      """
    let north = try settings(file: file, profile: "north")
    #expect(north.api.account == "2")
    #expect(north.api.salespersonID == 5)
    #expect(north.browser.columns == [.name, .id])
    #expect(north.browser.sort == CustomerOrder(.updated, descending: true))
    #expect(north.browser.source == "north")
    #expect(try settings(file: file).api.account == "1")
    #expect(try settings(file: file, profile: "north", ["KOMET_ACCOUNT": "3"]).api.account == "3")
  }

  @Test func `a filter of the config may have scope, status, order and columns`() throws {
    let file = """
      [filters]
      old = "rosa"
      view = { query = "type:florist", scope = "mine", status = "all", sort = "-updated", columns = ["name"] }
      mine = { scope = "mine" }
      """
    var settings = try settings(file: file)
    #expect(settings.browser.filters.map(\.name) == ["old", "view", "mine"])
    try settings.applyView(named: "VIEW", saved: [])
    #expect(settings.browser.filter == "type:florist")
    #expect(settings.browser.scope == .mine)
    #expect(settings.browser.status == .all)
    #expect(settings.browser.sort == CustomerOrder(.updated, descending: true))
    #expect(settings.browser.columns == [.name])
    #expect(
      settings.text.contains(
        #"view" = { query = "type:florist", scope = "mine", status = "all", sort = "-updated", columns = ["name"] }"#
      ))
    let failure = #expect(throws: UserFacingError.self) {
      try settings.applyView(
        named: "shps", saved: [NamedFilter(name: "shops", query: "x", origin: .program)])
    }
    #expect(failure?.what == "There is no saved filter 'shps'.")
    #expect(failure?.advice == "Did you mean `shops`?")
  }

  @Test func `of a thousand spoilt configs each is read, or refused with file and line`() {
    let original = ConfigTemplate.text.split(separator: "\n", omittingEmptySubsequences: false)
      .map {
        $0.hasPrefix("# ") && $0.contains(" = ") && !$0.contains("token =")
          ? String($0.dropFirst(2)) : String($0)
      }
      .joined(separator: "\n")
    var refusedCount = 0
    for bytes in MutatedFiles(of: [original], count: 1_000, seed: 14) {
      do {
        _ = try settings(file: bytes)
      } catch let failure as UserFacingError {
        refusedCount += 1
        #expect(failure.kind == .usage)
        #expect(failure.what.contains(/config\.toml:[0-9]+: .*[.?]$/), "\(failure.what)")
      } catch {
        Issue.record(error)
      }
    }
    #expect(refusedCount > 500)
  }

  @Test(arguments: [
    ("[api]\nmax_age = 9223372036854775807", "config.toml:2: `max_age` is in minutes, from 1")
  ])
  func `a number that nothing can be made of is refused`(file: String, words: String) {
    let failure = #expect(throws: UserFacingError.self) { try settings(file: file) }
    #expect(failure?.what.contains(words) == true)
  }

  @Test func `columns that name one twice are refused with file and line`() {
    let failure = #expect(throws: UserFacingError.self) {
      try settings(file: "[ui]\ncolumns = [\"name\", \"code\", \"name\"]")
    }
    #expect(failure?.what.contains("config.toml:2: `columns` names `name` twice") == true)
  }

  @Test func `own commands and the page of a customer are read, and a profile's come beside them or instead`()
    throws
  {
    let file = """
      [open]
      url = "https://crm.example.com/{id}"
      [[command]]
      name = "call"
      key = "ctrl-g"
      argv = ["dial", "{phone}"]
      [[command]]
      name = "edit"
      argv = ["vi", "{code}.txt"]
      terminal = true
      timeout = 5
      [profile.north]
      command = [{ name = "call", argv = ["dial-north", "{phone}"] }, { name = "map", argv = ["map"], key = "f12" }]
      """
    let usual = try settings(file: file)
    #expect(usual.browser.commands.map(\.name) == ["call", "edit"])
    #expect(usual.browser.commands.map(\.timeout) == [30, 5])
    #expect(usual.browser.commands.map(\.usesTerminal) == [false, true])
    #expect(usual.browser.customerLink?.spelling == "https://crm.example.com/{id}")
    for line in ["url = \"https://crm.example.com/{id}\"", "[[command]]", "key = \"ctrl-g\"", "timeout = 30"]
    {
      #expect(usual.text.contains(line))
    }
    #expect(try settings(file: usual.text).browser.commands == usual.browser.commands)
    let north = try settings(file: file, profile: "north").browser
    #expect(north.commands.map(\.summary) == ["dial-north {phone}", "vi {code}.txt", "map"])
  }

  @Test(arguments: [
    ("[[command]]\nargv = [\"x\"]", "config.toml:2: a [[command]] needs a `name`"),
    ("[[command]]\nname = \"a\"", "config.toml:2: the command `a` names no program"),
    ("[[command]]\nname = \"a\"\nargv = \"x\"", "config.toml:3: `argv` must be a list of strings"),
    (
      "[[command]]\nname = \"a\"\nargv = [\"{id}\"]",
      "config.toml:3: the program of `a` can't depend on a customer"
    ),
    (
      "[[command]]\nname = \"a\"\nargv = [\"/bin/sh\", \"-ec\", \"echo {name}\", \"a\"]",
      "config.toml:3: `a` would run what customers are called as code of a shell; write \"$1\" in the script"
    ),
    (
      "[[command]]\nname = \"a\"\nargv = [\"x\", \"{nmae}\"]",
      "config.toml:3: `{nmae}` stands for nothing; there is {id}"
    ),
    (
      "[[command]]\nname = \"a\"\nargv = [\"x\"]\ntimeout = 0",
      "config.toml:4: `timeout` is in seconds, from 1 to 3600"
    ),
    (
      "[[command]]\nname = \"a\"\nargv = [\"x\"]\nkeys = \"f12\"",
      "config.toml:4: `keys` is not a setting of [command]; did you mean `key`?"
    ),
    (
      "[[command]]\nname = \"a\"\nargv = [\"x\"]\nkey = \"ctrl-s\"",
      "config.toml:4: `ctrl-s` can't be `a` in the filter, where it is `export`; take another key"
    ),
    (
      "[[command]]\nname = \"a\"\nargv = [\"x\"]\nkey = \"f12\"\n[[command]]\nname = \"b\"\nargv = [\"x\"]\nkey = \"f12\"",
      "config.toml:8: `f12` can't be `b` in the filter, where it is another command of yours"
    ),
    (
      "[[command]]\nname = \"a\"\nargv = [\"x\"]\n[[command]]\nname = \"a\"\nargv = [\"x\"]",
      "config.toml:5: there are two commands `a`"
    ),
    (
      "[command]\nname = \"a\"",
      "config.toml:1: `command` must be a list of tables, not a table; write [[command]]"
    ),
    ("[open]\nurl = \"example.com/{id}\"", "config.toml:2: `url` must begin with https: or another scheme"),
    ("[open]\nurl = \"https://x/{ID}{cod}\"", "config.toml:2: `{cod}` stands for nothing"),
  ])
  func `a mistake in an own command is told with file and line`(file: String, words: String) {
    let failure = #expect(throws: UserFacingError.self) { try settings(file: file) }
    let told = [failure?.what, failure?.why, failure?.advice].compactMap(\.self).joined(separator: " ")
    #expect(told.contains(words), "\(told)")
  }

  @Test func `an empty variable counts as not set`() throws {
    #expect(try settings(["KOMET_ACCOUNT": ""]).api.account == nil)
  }

  @Test func `blanks around a token are no part of it, and a blank one is not set`() throws {
    #expect(try settings(["KOMET_TOKEN": " \r\n", "KOMET_COMPANY_TOKEN": "\u{FEFF}"]).userToken == nil)
    let kept = try settings(["KOMET_TOKEN": "\u{FEFF}abc\r\n"])
    #expect(try kept.apiConfiguration().userToken?.exposed == "abc")
    let blank = try settings(["KOMET_TOKEN": " ", "KOMET_COMPANY_TOKEN": " x "])
    #expect(try blank.apiConfiguration().userToken == nil)
    #expect(try blank.apiConfiguration().companyToken?.exposed == "x")
  }

  @Test func `the timeout counts until the first byte`() throws {
    #expect(try settings().api.limits.firstByteTimeout == .seconds(60))
    #expect(try settings(file: "[api]\ntimeout = 300").api.limits.firstByteTimeout == .seconds(300))
  }

  @Test func `a token command's first line is the token`() throws {
    let file = "[api]\ncompany_token_command = [\"printf\", \"one\\\\ntwo\"]"
    let settings = try settings(file: file)
    #expect(try settings.apiConfiguration().companyToken != nil)
  }

  @Test func `a bare --demo gets its number, and nothing else does`() throws {
    #expect(try ConnectionOptions.spellingOutDemo(["list", "--demo", "x"]) == ["list", "--demo=5000", "x"])
    #expect(
      try ConnectionOptions.spellingOutDemo(["--demo=7", "--", "--demo"]) == ["--demo=7", "--", "--demo"])
  }
}
