import CustomerBrowser
import Foundation

/// The programs that put a text on the person's clipboard, tried one after the other.
struct ClipboardPrograms: Clipboard {
  struct Program: Equatable {
    let name: String
    /// Where it is, and what it is told.
    let arguments: [String]
  }

  private let programs: [Program]

  /// Looks for those that are installed and of use here.
  init(_ environment: Environment) {
    var programs: [[String]] = []
    // Far from the person, a display of that machine itself is not the one before them.
    let isRemote = environment["SSH_CONNECTION"] != nil
    if environment["WAYLAND_DISPLAY"] != nil, !isRemote { programs.append(["wl-copy"]) }
    if let display = environment["DISPLAY"], !isRemote || !display.hasPrefix(":") {
      programs.append(["xclip", "-selection", "clipboard"])
      programs.append(["xsel", "--clipboard", "--input"])
    }
    #if canImport(Darwin)
    if !isRemote { programs.append(["pbcopy"]) }
    #endif
    if environment["TMUX"] != nil { programs.append([Self.tmux, "load-buffer", "-w", "-"]) }
    let folders = (environment["PATH"] ?? "").split(separator: ":")
    self.programs = programs.compactMap { arguments in
      let paths = folders.map { "\($0)/\(arguments[0])" }
      return paths.first { access($0, X_OK) == 0 }.map { path in
        Program(name: arguments[0], arguments: [path] + arguments.dropFirst())
      }
    }
  }

  /// The one that is tried first, if there is any.
  var first: Program? { programs.first }

  func take(_ text: String) -> String? {
    for program in programs {
      var process = ChildProcess.helper(program.arguments)
      process.input = { sink in try Array(text.utf8).withUnsafeBytes(sink) }
      process.keepsErrors = true
      // It may go on after its end, as the one that answers when the text is pasted elsewhere.
      process.hasOwnJob = true
      process.timeout = Self.patience
      guard let outcome = try? process.run(), outcome.status == 0 else { continue }
      guard program.name == Self.tmux else { return program.name }
      return Self.tmuxReachesClipboard ? "tmux and its terminal" : "tmux alone, which pastes it with prefix ]"
    }
    return nil
  }

  static let tmux = "tmux"

  /// Whether tmux knows how the terminal that it is in takes copies.
  static var tmuxReachesClipboard: Bool {
    var question = ChildProcess.helper([tmux, "display-message", "-p", "#{client_termfeatures}"])
    question.keepsErrors = true
    question.timeout = patience
    guard let outcome = try? question.run(), outcome.status == 0 else { return false }
    return outcome.output.split { $0 == "," || $0.isWhitespace }.contains("clipboard")
  }

  /// Long enough for a busy machine, short enough for a person; a display that is gone is waited for in vain.
  private static let patience = Duration.seconds(2)
}
