import Foundation

/// A small file that its owner alone may read and write.
package struct PrivateFile: Sendable {
  private let path: String

  package init(path: String) {
    self.path = path
  }

  /// Writes the file at once, mode 0600: whatever happens, it is either the old one or the whole new one.
  ///
  /// Makes its folder, mode 0700, if that is missing.
  package func write(_ text: String, replacing: Bool) throws(ExportError) {
    let what = "\(path) could not be written."
    if !replacing, access(path, F_OK) == 0 { throw .exists }
    let folder = (path as NSString).deletingLastPathComponent
    do {
      try FileManager.default.createDirectory(
        atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    } catch {
      throw .failed(
        BrowserFailure(
          .file, what: what, why: "The folder \(folder) could not be made.",
          advice: "Make it, as a folder that you may write to."))
    }
    let temporary = try TemporaryFile(beside: path, what: what)
    do throws(ExportError) {
      try temporary.fill { sink in try Array(text.utf8).withUnsafeBytes(sink) }
      try temporary.move(to: path, replacing: replacing)
    } catch {
      temporary.remove()
      throw error
    }
  }
}
