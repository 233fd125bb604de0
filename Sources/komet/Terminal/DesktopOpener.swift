import CustomerBrowser
import Foundation

/// Opens files and addresses in the program that the person's desktop has for them: by `xdg-open`, or `open` on a Mac.
struct DesktopOpener: FileOpening {
  private let name: String
  /// Where it is; nil if it is not installed.
  private let program: String?
  /// Whether there is a desktop before the person.
  private let hasDesktop: Bool

  init(_ environment: Environment) {
    // Far from the person, a display of that machine itself is not the one before them.
    let isRemote = environment["SSH_CONNECTION"] != nil
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
    program = (environment["PATH"] ?? "").split(separator: ":").map { [name] in "\($0)/\(name)" }
      .first { access($0, X_OK) == 0 }
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
