@testable import TerminalUI

extension ThemeFolders {
  /// The themes of the source tree.
  static let shipped = ThemeFolders(configFolder: "/nowhere", executable: #filePath)
}
