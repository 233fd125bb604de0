import Foundation
import ProofTesting
import Testing

@testable import komet

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

  private func install(_ body: String) throws {
    let path = "\(folder)/xdg-open"
    try Data("#!/bin/sh\n\(body)\n".utf8).write(to: URL(filePath: path))
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
  }
}
