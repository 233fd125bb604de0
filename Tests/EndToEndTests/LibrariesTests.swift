import Testing

/// A machine without the libraries that komet loads only when it needs them.
@Suite struct LibrariesTests {
  private let server: SampleServer
  private let program: Program

  init() throws {
    server = try SampleServer(customers: 50)
    var program = try server.program()
    _ = try program.run("sync")
    for library in ["libcurl.so.4", "libxlsxwriter.so.4"] {
      try program.home.write("not a library", to: "lib/\(library)")
    }
    program.variables["LD_LIBRARY_PATH"] = "\(program.home.path)/lib"
    self.program = program
  }

  #if os(Linux)
  @Test(arguments: [
    ("sync", Int32(4), "libcurl could not be loaded", "libcurl4"),
    ("export a.xlsx", 6, "libxlsxwriter could not be loaded", ".csv"),
  ])
  func `what needs one says so, and what to do`(
    line: String, status: Int32, reason: String, advice: String
  ) throws {
    let outcome = try program.shell("$KOMET \(line)")
    #expect(outcome.status == status)
    #expect(outcome.errors.contains(reason))
    #expect(outcome.errors.contains(advice))
    #expect(program.home.content("a.xlsx") == nil)
  }
  #endif

  @Test(arguments: [
    "--version", "--help", "list", "list --offline", "show 25475", "export a.csv", "themes", "config show",
  ])
  func `what needs none works`(line: String) throws {
    let outcome = try program.shell("$KOMET \(line)")
    #expect(outcome.status == 0)
    #expect(!outcome.errors.contains("loaded"))
  }

  @Test func `the browser shows the cache`() throws {
    let screen = try TmuxScreen(program, "--offline")
    try screen.wait(for: "2-14 BRIDAL CAKES")
  }
}
