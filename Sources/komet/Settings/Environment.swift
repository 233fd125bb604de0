import CustomerBrowser
import Files
import Foundation
import Wording

/// The variables that the program looks at; an empty one counts as not set.
struct Environment {
  private let variables: [String: String]

  init(_ variables: [String: String] = ProcessInfo.processInfo.environment) {
    self.variables = variables
  }

  subscript(name: String) -> String? {
    variables[name].flatMap { $0.isEmpty ? nil : $0 }
  }

  /// The same, as if that one were not set.
  func without(_ name: String) -> Environment {
    Environment(variables.filter { $0.key != name })
  }

  func integer(_ name: String) throws(UserFacingError) -> UInt64? {
    guard let text = self[name] else { return nil }
    guard let value = UInt64(text) else {
      throw UserFacingError(
        .usage, what: "\(name) is not a whole number.", advice: "Set it to the id, for example \(name)=1819.")
    }
    return value
  }

  /// Where the config and a person's themes are.
  ///
  /// Source: XDG Base Directory Specification.
  var configFolder: String {
    folder("XDG_CONFIG_HOME", else: ".config")
  }

  /// The configs of the whole machine, the one that counts most at the end.
  ///
  /// Source: XDG Base Directory Specification.
  var systemConfigPaths: [String] {
    (self["XDG_CONFIG_DIRS"] ?? "/etc/xdg").split(separator: ":").filter { $0.hasPrefix("/") }
      .map { "\($0)/komet/config.toml" }.reversed()
  }

  /// Where the caches are.
  ///
  /// Source: XDG Base Directory Specification.
  var dataFolder: String {
    folder("XDG_DATA_HOME", else: ".local/share")
  }

  /// Where the last session and the filter history are.
  ///
  /// Source: XDG Base Directory Specification.
  var stateFolder: String {
    folder("XDG_STATE_HOME", else: ".local/state")
  }

  /// A relative path counts as none, as the specification says: it would be another folder with each place that the
  /// program is started from.
  private func folder(_ variable: String, else path: String) -> String {
    let base = self[variable].flatMap { $0.hasPrefix("/") ? $0 : nil }
    return (base ?? "\(HomeFolder.path(named: self["HOME"]))/\(path)") + "/komet"
  }
}
