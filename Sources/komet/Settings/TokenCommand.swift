import CustomerBrowser
import Dispatch
import Foundation
import KometAPI

/// A program of the person's choice that prints a token, run without a shell.
struct TokenCommand {
  let arguments: [String]
  let setting: String

  private static let timeout = DispatchTimeInterval.seconds(10)

  /// The first line of what the program prints.
  func run() throws(BrowserFailure) -> Secret {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["--"] + arguments
    process.standardInput = FileHandle.nullDevice
    let output = Pipe()
    process.standardOutput = output
    let ended = DispatchSemaphore(value: 0)
    process.terminationHandler = { _ in ended.signal() }
    do {
      try process.run()
    } catch {
      throw failure(why: "\(error.localizedDescription).")
    }
    guard ended.wait(timeout: .now() + Self.timeout) == .success else {
      process.terminate()
      throw failure(why: "It did not end within 10 seconds.")
    }
    guard process.terminationStatus == 0 else {
      throw failure(why: "It ended with status \(process.terminationStatus).")
    }
    let text = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
    guard let line = text.split(whereSeparator: \.isNewline).first, !line.isEmpty else {
      throw failure(why: "It printed nothing.")
    }
    return Secret(String(line))
  }

  private func failure(why: String) -> BrowserFailure {
    BrowserFailure(
      .usage, what: "The program in [api] \(setting) gave no token.", why: why,
      advice: "Run it by hand (\(arguments.first ?? "")), or set another one.")
  }
}
