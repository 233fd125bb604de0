import CustomerBrowser
import Foundation

/// The variables that the program looks at; an empty one counts as not set.
struct Environment {
  private let variables: [String: String]

  init(_ variables: [String: String] = ProcessInfo.processInfo.environment) {
    self.variables = variables
  }

  subscript(name: String) -> String? {
    variables[name].flatMap { $0.isEmpty ? nil : $0 }
  }

  func integer(_ name: String) throws(BrowserFailure) -> UInt64? {
    guard let text = self[name] else { return nil }
    guard let value = UInt64(text) else {
      throw BrowserFailure(
        .usage, what: "\(name) is not a whole number.", advice: "Set it to the id, for example \(name)=1819.")
    }
    return value
  }

  /// Where the config and a person's themes are.
  ///
  /// Source: XDG Base Directory Specification.
  var configFolder: String {
    (self["XDG_CONFIG_HOME"] ?? "\(self["HOME"] ?? NSHomeDirectory())/.config") + "/komet"
  }

  /// Where the caches are.
  ///
  /// Source: XDG Base Directory Specification.
  var dataFolder: String {
    (self["XDG_DATA_HOME"] ?? "\(self["HOME"] ?? NSHomeDirectory())/.local/share") + "/komet"
  }

  /// Where the last session and the filter history are.
  ///
  /// Source: XDG Base Directory Specification.
  var stateFolder: String {
    (self["XDG_STATE_HOME"] ?? "\(self["HOME"] ?? NSHomeDirectory())/.local/state") + "/komet"
  }

  /// The locale that decides about characters.
  ///
  /// Source: locale(7).
  var locale: String { self["LC_ALL"] ?? self["LC_CTYPE"] ?? self["LANG"] ?? "C" }

  /// Whether the locale can show more than ASCII.
  var isUTF8: Bool {
    let name = locale.lowercased()
    return name.contains("utf-8") || name.contains("utf8")
  }
}
