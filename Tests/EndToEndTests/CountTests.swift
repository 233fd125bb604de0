import Foundation
import Testing

/// `komet count`, and what else counts customers.
@Suite struct CountTests {
  private let server: SampleServer

  init() throws {
    server = try SampleServer()
  }

  @Test func `the counts are those of a list, the largest first, and the table has their sum`() throws {
    let program = try server.program()
    let table = try program.run("count", "--by", "type").output
    let lines = table.split(separator: "\n").map { $0.split(separator: /\ {2,}/) }
    #expect(lines.first?.map(String.init) == ["TYPE", "CUSTOMERS"])
    let counts = lines.dropFirst().dropLast().compactMap { Int($0[$0.count - 1]) }
    #expect(counts == counts.sorted(by: >))
    let all = try #require(Int(try program.run("list", "--count").output.dropLast()))
    #expect(lines.last?.map(String.init) == ["Total", "\(all)"])
    #expect(counts.reduce(0, +) == all)
    #expect(try program.run("count").output == "\(all)\n")
    let mine = try program.shell(
      "$KOMET list --scope mine type:retail --status all --count; $KOMET count --scope mine type:retail --status all"
    )
    let numbers = mine.output.split(separator: "\n")
    #expect(numbers.count == 2 && numbers[0] == numbers[1])
  }

  @Test func `by several fields, in the formats that a list has`() throws {
    let program = try server.program()
    let tsv = try program.shell(
      "$KOMET count --by type,status --format tsv | awk -F '\\t' 'NR > 1 { sum += $3 } NR == 1 { print } END { print sum }'; $KOMET list --status all --count"
    )
    let lines = tsv.output.split(separator: "\n")
    #expect(lines.first == "Type\tStatus\tCustomers")
    #expect(lines[1] == lines[2])
    let json = try program.shell("$KOMET count --by year --format json | python3 -m json.tool")
    #expect(json.status == 0)
    #expect(json.output.contains("\"year\""))
    #expect(
      try program.run("count", "--by", "mine", "--format", "csv").output.hasPrefix("Mine,Customers\r\n"))
  }

  @Test func `into a file, which is not replaced unasked`() throws {
    let program = try server.program()
    for _ in 1...2 {
      let outcome = try program.run("count", "--by", "salesperson", "-o", "a.xlsx", "--force")
      #expect(outcome.status == 0, "\(outcome.errors)")
      #expect(outcome.errors.contains(" groups written to "))
    }
    let refused = try program.run("count", "--by", "salesperson", "-o", "a.xlsx")
    #expect(refused.status == 6)
    #expect(refused.errors.contains("There is a file a.xlsx already."))
    let reader =
      "import zipfile; print('Customers' in zipfile.ZipFile('a.xlsx').read('xl/sharedStrings.xml').decode())"
    let read = try program.shell(
      "python3 -c \"\(reader)\" || unzip -p a.xlsx xl/worksheets/sheet1.xml | grep -o Customers")
    #expect(read.output.contains("True") || read.output.contains("Customers"))
  }

  @Test(arguments: [
    ("count --by tpye", 2, "did you mean `type`?"), ("count --by location", 2, "the API does not tell it"),
    ("count --by type,type", 2, "--by names `type` twice."),
    ("count zzzzqq --by type", 1, "No customer matches zzzzqq"),
    ("count --by type -o a.doc", 2, "The ending of a.doc"),
    ("count --by type -o a.csv --format csv", 2, "--format is for stdout"),
    ("list --view shps", 2, "There is no saved filter 'shps'. Did you mean `shops`?"),
    ("export a.csv --view nobody", 2, "There is no saved filter 'nobody'."),
  ])
  func `a mistake is named in one sentence`(line: String, status: Int32, words: String) throws {
    let program = try server.program()
    try program.home.write("[filters]\nshops = \"shop\"\n", to: ".config/komet/config.toml")
    let outcome = try program.shell("$KOMET \(line)")
    #expect(outcome.status == status)
    #expect(outcome.errors.contains(words), "\(outcome.errors)")
    #expect(outcome.output.isEmpty)
  }

  @Test func `a view gives query, scope, status, order and columns to list, export and count`() throws {
    let program = try server.program()
    try program.home.write(
      """
      {"old": "type:retailer",
       "view": {"query": "type:retailer", "scope": "mine", "status": "all", "sort": "-id", "columns": ["id", "name"]}}
      """, to: ".state/komet/filters.json")
    let plain = try program.run(
      "list", "type:retailer", "--scope", "mine", "--status", "all", "--sort", "-id", "--columns", "id,name",
      "--format", "csv")
    #expect(try program.run("list", "--view", "View", "--format", "csv").output == plain.output)
    let rows = plain.output.split(separator: "\r\n").count - 1
    #expect(try program.run("count", "--view", "view").output == "\(rows)\n")
    _ = try program.run("export", "a.csv", "--view", "view")
    #expect(program.home.content("a.csv")?.contains("ID,Name\r\n") == true)
    let options = try program.run("list", "--view", "view", "--scope", "all", "--count")
    #expect(options.output == (try program.run("list", "type:retailer", "--status", "all", "--count").output))
    let narrowed = try program.run("count", "--view", "old", "updated:>2020")
    #expect(narrowed.output == (try program.run("count", "type:retailer", "updated:>2020").output))
    let words = try program.shell("$KOMET ---completion list -- --view 3 3 komet list --view ''")
    #expect(words.output.contains("view"), "\(words.output) \(words.errors)")
  }

  @Test func `in the counts Space chooses several groups, ! leaves one out, e exports them`() throws {
    let program = try server.program()
    let screen = try TmuxScreen(program)
    try screen.wait(for: "● synced")
    try screen.press("Enter", "f")
    try screen.wait(for: "Counts · ")
    try screen.press("Tab", "Space", "j", "Space")
    try screen.wait(for: " | type:")
    try screen.press("Tab")
    try screen.press("!")
    try screen.wait(for: "two chosen, one left out") { screen in
      screen.count { $0 == "✓" } >= 2 && screen.contains("! active")
    }
    try screen.press("BTab", "e")
    try screen.wait(for: "2 groups of ")
    try screen.press("Enter")
    try screen.wait(for: "2 groups written to ")
    #expect(program.home.files.contains { $0.hasPrefix("customers-by-type-") })
  }

  @Test func `P switches to another profile with customers, session and notes of its own`() throws {
    let other = try SampleServer(customers: 40)
    var program = try server.program()
    let secrets = program.variables
    let url = try #require(other.program().variables["KOMET_BASE_URL"])
    try program.home.write(
      """
      [api]
      base_url = "\(secrets["KOMET_BASE_URL"] ?? "")"
      account = \(secrets["KOMET_ACCOUNT"] ?? "")
      token = "\(secrets["KOMET_TOKEN"] ?? "")"
      company_token = "\(secrets["KOMET_COMPANY_TOKEN"] ?? "")"
      [profile.north.api]
      base_url = "\(url)"
      [profile.broken.api]
      token_command = ["false"]
      """, to: ".config/komet/config.toml")
    program.variables = [:]
    let screen = try TmuxScreen(program)
    try screen.wait(for: "● synced")
    try screen.press("Enter", "b")
    try screen.wait(for: "★")
    try screen.press("P")
    try screen.wait(for: "✓ default")
    try screen.press("G", "Enter")
    try screen.wait(for: "token_command")
    try screen.press("k", "Enter")
    try screen.wait(for: "Profile: north")
    let north = try screen.wait(for: "other customers, no star") { $0.contains("of 4") || $0.contains("/3") }
    #expect(!north.contains("★"))
    try screen.type("zzz")
    try screen.press("Enter", "P")
    try screen.wait(for: "✓ north")
    try screen.press("g", "Enter")
    try screen.wait(for: "Profile: default")
    try screen.wait(for: "the star, and no zzz") { $0.contains("★") && !$0.contains("zzz") }
    try screen.press("C-q")
    try screen.wait(for: "ended with 0")
    #expect(program.home.content(".state/komet/session-north.json")?.contains("zzz") == true)
    #expect(program.home.content(".state/komet/session-default.json")?.contains("zzz") != true)
  }
}
