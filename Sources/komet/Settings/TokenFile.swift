import CustomerBrowser
import Foundation
import KometAPI

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
  func token() throws(BrowserFailure) -> Secret {
    let what = "The token in \(path) can't be used."
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw BrowserFailure(.file, what: what, code: errno) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & 0o077 == 0 else {
      throw BrowserFailure(
        .usage, what: what, why: "Others may read the file.",
        advice: "Run: chmod 600 \(path); or, if they may have read it, change your password and log in again."
      )
    }
    guard let bytes = try? FileHandle(fileDescriptor: descriptor).readToEnd(),
      let token = Secret(firstLineOf: String(decoding: bytes, as: UTF8.self))
    else {
      throw BrowserFailure(.usage, what: what, why: "The file is empty.", advice: "Run komet login.")
    }
    return token
  }

  /// Keeps the token, in place of an older one.
  func keep(_ token: Secret) throws(BrowserFailure) {
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
  func remove() throws(BrowserFailure) -> Bool {
    try PrivateFile(path: path).remove()
  }
}
