import Foundation

/// The locale by which characters are read and shown.
///
/// Source: locale(7), setlocale(3).
package struct CharacterLocale: Equatable, Sendable {
  /// What the environment asks for.
  package let wanted: String
  /// What is in force: another one, if the system doesn't have that.
  package let name: String
  package let isUTF8: Bool

  /// The locale of the process, put into force when it is first asked for.
  ///
  /// Only the kind of characters: the decimal point must stay one for everybody else.
  package static let current = CharacterLocale(ProcessInfo.processInfo.environment)

  private init(_ environment: [String: String]) {
    let named = ["LC_ALL", "LC_CTYPE", "LANG"].compactMap { environment[$0] }
    wanted = named.first { !$0.isEmpty } ?? "C"
    var name = setlocale(LC_CTYPE, "").map { String(cString: $0) }
    // A name that says UTF-8 tells what the terminal shows, whether or not the system has that language.
    if name == nil, Self.isUTF8(named: wanted) {
      name = Self.fallbacks.first { setlocale(LC_CTYPE, $0) != nil }
    }
    self.name = name ?? "C"
    isUTF8 = String(cString: nl_langinfo(Int32(CODESET))) == "UTF-8"
  }

  /// The first is there on nearly every system.
  private static let fallbacks = ["C.UTF-8", "C.utf8", "en_US.UTF-8"]

  private static func isUTF8(named name: String) -> Bool {
    let name = name.lowercased()
    return name.contains("utf-8") || name.contains("utf8")
  }
}
