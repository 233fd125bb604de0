import CustomerBrowser
import KometAPI

/// Checks everything that komet works with, and says what to do where something is wrong.
struct Doctor {
  typealias Teller = (_ name: String, _ finding: Finding) throws -> Void

  let options: ConnectionOptions
  let environment: Environment

  /// Calls `tell` with each finding as it comes; returns what the program should end with.
  ///
  /// That is what the first failure asks for; a hindrance is none.
  func run(tell: Teller) throws -> ExitStatus {
    var status = ExitStatus.done
    func note(_ name: String, _ finding: Finding) throws {
      try tell(name, finding)
      if case .bad(let failure) = finding, status == .done { status = ExitStatus(failure.kind) }
    }
    if let settings = try readSettings(tell: note) {
      try note("theme", theme(settings))
      try note("themes folder", themesFolder(settings))
      try checkAccount(settings, tell: note)
    }
    try note("session folder", SessionFolderCheck(folder: environment.stateFolder).finding)
    try checkTerminal(tell: note)
    return status
  }
}
