import Foundation
import ProofTesting
import Testing

@testable import komet

/// Which program takes a copied text.
@Suite struct ClipboardProgramsTests {
  private let temporary: TemporaryFolder
  private var folder: String { temporary.path }

  init() throws {
    temporary = try TemporaryFolder()
  }

  /// Makes a program of that name, which keeps what it reads, or fails.
  private func install(_ name: String, fails: Bool = false) throws {
    try temporary.install(name, fails ? "exit 1" : "/bin/cat > \(folder)/\(name).taken")
  }

  private func programs(_ variables: [String: String]) -> ClipboardPrograms {
    ClipboardPrograms(Environment(variables.merging(["PATH": folder]) { $1 }))
  }

  @Test(arguments: [
    (["WAYLAND_DISPLAY": "wayland-0", "DISPLAY": ":0"], "wl-copy"), (["DISPLAY": ":0"], "xclip"),
    (["DISPLAY": "localhost:10.0", "SSH_CONNECTION": "1"], "xclip"),
    (["DISPLAY": ":0", "SSH_CONNECTION": "1", "WAYLAND_DISPLAY": "wayland-0"], nil), ([:], nil),
  ])
  func `the program of the display before the person is used`(
    variables: [String: String], name: String?
  ) throws {
    for name in ["wl-copy", "xclip", "xsel"] { try install(name) }
    #expect(programs(variables).first?.name == name)
  }

  @Test func `what is not installed is passed over`() throws {
    try install("xsel")
    #expect(programs(["WAYLAND_DISPLAY": "wayland-0", "DISPLAY": ":0"]).first?.name == "xsel")
  }

  @Test func `a program that fails leaves the text to the next one`() throws {
    try install("xclip", fails: true)
    try install("xsel")
    let text = String(repeating: "Mejía\t", count: 30_000)
    #expect(programs(["DISPLAY": ":0"]).take(text) == "xsel")
    #expect(try String(contentsOfFile: "\(folder)/xsel.taken", encoding: .utf8) == text)
  }

  @Test func `where none takes it, nobody is named`() throws {
    try install("xclip", fails: true)
    #expect(programs(["DISPLAY": ":0"]).take("Mejía") == nil)
    #expect(programs([:]).take("Mejía") == nil)
  }
}

/// What opens a written file.
@Suite struct DesktopOpenerTests {
  private let temporary: TemporaryFolder
  private var folder: String { temporary.path }

  init() throws {
    temporary = try TemporaryFolder()
  }

  @Test(arguments: [[:], ["DISPLAY": ":0", "SSH_CONNECTION": "1"]])
  func `without a desktop before the person no program starts`(variables: [String: String]) {
    #expect(
      DesktopOpener(Environment(variables)).open("/tmp/x") == "Not opened: no desktop is here that could")
  }

  @Test(arguments: [
    (0, nil), (2, "Not opened: the file is gone"), (3, "Not opened: no program is here for such files"),
    (4, "Not opened: xdg-open ended with exit code 4"),
  ])
  func `why a file was not opened is said`(status: Int, words: String?) throws {
    try install("exit \(status)")
    #expect(opener.open("/tmp/x") == words)
  }

  @Test func `the path is one argument, whatever is in it`() throws {
    try install("echo $# \"$1\" > '\(folder)/taken'; echo noise; echo noise >&2")
    #expect(opener.open("/tmp/a b; $(c).csv") == nil)
    #expect(try String(contentsOfFile: "\(folder)/taken", encoding: .utf8) == "1 /tmp/a b; $(c).csv\n")
  }

  private var opener: DesktopOpener {
    DesktopOpener(Environment(["DISPLAY": ":0", "PATH": folder]))
  }

  private func install(_ body: String) throws { try temporary.install("xdg-open", body) }
}

extension TemporaryFolder {
  /// Makes a program of a shell's commands.
  ///
  /// Another process writes it. Children that other tests start meanwhile have what is open here, and what somebody
  /// may still write to can't be run.
  fileprivate func install(_ name: String, _ body: String) throws {
    let write = #"printf '#!/bin/sh\n%s\n' "$1" > "$0" && chmod 755 "$0""#
    let outcome = try ChildProcess.helper(["/bin/sh", "-c", write, "\(path)/\(name)", body]).run()
    try #require(outcome.status == 0)
  }
}
