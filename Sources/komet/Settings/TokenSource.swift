import CustomerBrowser
import Files
import Foundation
import KometAPI
import TerminalText
import TerminalUI
import Wording

/// Where a token comes from.
enum TokenSource {
  case value(Secret)
  /// The first line that a program prints: its path or name, and its arguments.
  case command([String])
  /// What `komet login` keeps.
  case file(TokenFile)

  /// The token; `setting` is the command's name in the config, for messages.
  func token(for setting: String) throws(UserFacingError) -> Secret {
    switch self {
    case .value(let token): token
    case .command(let arguments):
      try SecretCommand(arguments: arguments, what: "The program in [api] \(setting) gave no token.").run()
    case .file(let file): try file.token()
    }
  }
}

/// A program of the person's choice that prints a token or a password, run without a shell.
struct SecretCommand {
  let arguments: [String]
  /// What fails if it prints none, as a sentence.
  let what: String
  /// What else may be done then, as a sentence.
  var otherWay = ""

  /// Of what the program writes to its stderr so much is shown.
  private static let maxShownLines = 10
  private static let maxShownLetters = 200

  /// The first line of what the program prints that is not blank.
  ///
  /// The first lines of its stderr go to `tell`, shortened, as they come.
  func run(
    tell: @escaping (String) -> Void = { StandardError.write(line: $0) }
  ) throws(UserFacingError) -> Secret {
    var lineCount = 0
    let outcome: ChildProcess.Outcome
    do {
      outcome = try ChildProcess.helper(arguments).run { line in
        lineCount += 1
        guard lineCount <= Self.maxShownLines else { return }
        let shown = line.firstLetters(Self.maxShownLetters)
        tell("\(program): \(shown)\(shown.utf8.count < line.utf8.count ? "…" : "")")
      }
    } catch {
      switch error {
      case .notStarted(let reason): throw failure(why: "It could not be started: \(reason).")
      case .timedOut: throw failure(why: "It did not end within 10 seconds.")
      case .cancelled: throw failure(why: "It was cancelled.")
      case .printedTooMuch: throw failure(why: "It printed more than 64 kB.")
      }
    }
    guard outcome.status == 0 else { throw failure(why: "It ended with status \(outcome.status).") }
    guard let secret = Secret(firstLineOf: outcome.output) else { throw failure(why: "It printed nothing.") }
    return secret
  }

  private var program: String { visibleText(arguments.first ?? "") }

  /// Names the program alone, because its arguments may hold secrets.
  private func failure(why: String) -> UserFacingError {
    let advice = "Run \(program) by hand with the same arguments, or set another program."
    return UserFacingError(
      .usage, what: what, why: why, advice: otherWay.isEmpty ? advice : "\(advice) \(otherWay)")
  }
}

extension Secret {
  /// The first line of a text that is not blank, trimmed; nil if there is none.
  init?(firstLineOf text: String) {
    for line in text.split(whereSeparator: \.isNewline) {
      guard let secret = Secret(trimming: String(line)) else { continue }
      self = secret
      return
    }
    return nil
  }
}

/// The file in which `komet login` keeps the user token of a profile.
struct TokenFile {
  let path: String

  init(folder: String, profile: String?) {
    path = folder + (profile.map { "/token-\($0)" } ?? "/token")
  }

  var exists: Bool { access(path, F_OK) == 0 }

  /// Reads the token.
  ///
  /// Throws a failure of kind `usage` if others may read the file too, and of kind `file` if the file can't
  /// be read at all.
  func token() throws(UserFacingError) -> Secret {
    let what = "The token in \(path) can't be used."
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw UserFacingError(.file, what: what, code: errno) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & 0o077 == 0 else {
      throw UserFacingError(
        .usage, what: what, why: "Others may read the file.",
        advice: "Run: chmod 600 \(path); or, if they may have read it, change your password and log in again."
      )
    }
    guard let bytes = try? FileHandle(fileDescriptor: descriptor).readToEnd(),
      let token = Secret(firstLineOf: String(decoding: bytes, as: UTF8.self))
    else {
      throw UserFacingError(.usage, what: what, why: "The file is empty.", advice: "Run komet login.")
    }
    return token
  }

  /// Keeps the token, in place of an older one.
  func keep(_ token: Secret) throws(UserFacingError) {
    do {
      try PrivateFile(path: path).write(token.exposed + "\n", replacing: true)
    } catch {
      switch error {
      case .failed(let failure): throw failure
      case .exists, .cancelled: preconditionFailure("it replaces what exists, and nobody can cancel it")
      }
    }
  }

  /// Removes the token; false if there was none.
  func remove() throws(UserFacingError) -> Bool {
    try PrivateFile(path: path).remove()
  }
}
