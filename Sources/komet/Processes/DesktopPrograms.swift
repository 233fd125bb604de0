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
    let isRemote = environment.isRemote
    if environment["WAYLAND_DISPLAY"] != nil, !isRemote { programs.append(["wl-copy"]) }
    if let display = environment["DISPLAY"], !isRemote || !display.hasPrefix(":") {
      programs.append(["xclip", "-selection", "clipboard"])
      programs.append(["xsel", "--clipboard", "--input"])
    }
    #if canImport(Darwin)
    if !isRemote { programs.append(["pbcopy"]) }
    #endif
    if environment["TMUX"] != nil { programs.append([Self.tmux, "load-buffer", "-w", "-"]) }
    self.programs = programs.compactMap { arguments in
      environment.path(ofProgram: arguments[0])
        .map { Program(name: arguments[0], arguments: [$0] + arguments.dropFirst()) }
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

/// Opens files and addresses in the program that the person's desktop has for them: by `xdg-open`, or `open` on a Mac.
struct DesktopOpener: FileOpening {
  private let name: String
  /// Where it is; nil if it is not installed.
  private let program: String?
  /// Whether there is a desktop before the person.
  private let hasDesktop: Bool

  init(_ environment: Environment) {
    let isRemote = environment.isRemote
    #if canImport(Darwin)
    name = "open"
    hasDesktop = !isRemote
    #else
    name = "xdg-open"
    // Without a desktop it would start a program in this terminal.
    let display = environment["DISPLAY"]
    hasDesktop =
      isRemote
      ? display.map { !$0.hasPrefix(":") } ?? false
      : display != nil || environment["WAYLAND_DISPLAY"] != nil
    #endif
    program = environment.path(ofProgram: name)
  }

  func open(_ path: String) -> String? {
    guard hasDesktop else { return "Not opened: no desktop is here that could" }
    guard let program else { return "Not opened: \(name) is not installed" }
    let isAddress = path.starts(with: PlaceholderText.scheme)
    var process = ChildProcess(arguments: [program, path])
    process.isUnheard = true
    process.hasOwnJob = true
    do throws(ChildProcess.Failure) {
      let status = try process.run().status
      switch status {
      case 0: return nil
      case 2 where !isAddress: return "Not opened: the file is gone"
      case 3: return "Not opened: no program is here for such \(isAddress ? "addresses" : "files")"
      default: return "Not opened: \(name) ended with exit code \(status)"
      }
    } catch {
      guard case .notStarted(let reason) = error else { return "Not opened: \(name) failed" }
      return "Not opened: \(name) could not be started (\(reason))"
    }
  }
}

extension Environment {
  /// Whether the person sits elsewhere: a display of this machine itself is then not the one before them.
  fileprivate var isRemote: Bool { self["SSH_CONNECTION"] != nil }

  /// Where a program is; nil if it is not installed.
  fileprivate func path(ofProgram name: String) -> String? {
    (self["PATH"] ?? "").split(separator: ":").lazy.map { "\($0)/\(name)" }.first { access($0, X_OK) == 0 }
  }
}
