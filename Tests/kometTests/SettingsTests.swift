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
