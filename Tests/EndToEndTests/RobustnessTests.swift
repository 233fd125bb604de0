import Foundation
import ProofTesting
import Testing

/// Terminals of all kinds, and what people do to them.
@Suite struct RobustnessTests {
  private let server: SampleServer

  init() throws {
    server = try SampleServer(customers: 200)
  }

  @Test func `resizing all the time while somebody filters breaks nothing`() throws {
    var random = RandomSource(seed: 7)
    let screen = try TmuxScreen(try server.program())
    try screen.wait(for: "● synced")
    for round in 0..<ProofScale.rounds(full: 1_000, few: 60) {
      try screen.resize(
        columns: Int.random(in: 1...220, using: &random), rows: Int.random(in: 1...60, using: &random))
      if round % 3 == 0 {
        try screen.press(random.pick(["r", "o", "s", "a", "C-u", "Down", "PageDown"]))
      }
    }
    try screen.resize(columns: 120, rows: 30)
    try screen.press("C-u")
    try screen.type("2-14")
    let shown = try screen.wait(for: "2-14 BRIDAL CAKES")
    #expect(shown.split(separator: "\n", omittingEmptySubsequences: false).count <= 31)
    try screen.press("C-q")
    try screen.wait(for: "ended with 0")
    #expect(try screen.property("#{alternate_on} #{mouse_any_flag}") == "0 0")
  }

  @Test(
    arguments: [
      "linux", "xterm", "xterm-256color", "tmux-256color", "screen", "vt100", "dumb", "no-such-terminal", "",
    ],
    ["C", "C.UTF-8", "no_such.LOCALE", latin1])
  func `every terminal in every locale starts, or is told why not, and is given back`(
    terminal: String, locale: String
  ) throws {
    var program = try server.program()
    if locale == Self.latin1 {
      let isMade = try program.shell("localedef -f ISO-8859-1 -i en_US ./\(locale)").status == 0
      program.variables["LOCPATH"] = program.home.path
      // Not every system has what locales are made from.
      guard isMade else { return }
    }
    let line = "export TERM='\(terminal)' LC_ALL='\(locale)'; '\(Program.path)'"
    let screen = try TmuxScreen(program, running: "\(line); echo ended with $?; exec cat")
    let canBrowse = !["dumb", "no-such-terminal", ""].contains(terminal)
    if canBrowse {
      let shown = try screen.wait(for: "2-14 BRIDAL CAKES")
      #expect(shown.unicodeScalars.allSatisfy(\.isASCII) == (locale != "C.UTF-8"))
      try screen.press("C-q")
      try screen.wait(for: "ended with 0")
    } else {
      try screen.wait(for: "komet list")
      try screen.wait(for: "ended with 2")
    }
    #expect(try screen.property("#{alternate_on} #{mouse_any_flag} #{cursor_flag}") == "0 0 1")
  }

  private static let latin1 = "en_US.ISO-8859-1"
}
