import Foundation

/// The temporary files in a folder that processes left which were killed while they wrote them.
struct LeftoverFiles {
  private let folder: String
  private let prefix: String

  /// What stands in the names of temporary files behind the prefix.
  static let letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
  static let randomLetterCount = 6

  init(in folder: String, prefix: String) {
    self.folder = folder
    self.prefix = prefix
  }

  /// Removes those of this user that nobody holds the lock of; what can't be removed stays.
  func remove() {
    for name in names {
      let path = "\(folder)/\(name)"
      // Neither through a link nor into a pipe.
      let descriptor = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
      guard descriptor >= 0 else { continue }
      defer { close(descriptor) }
      var status = stat()
      guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_uid == geteuid(),
        flock(descriptor, LOCK_EX | LOCK_NB) == 0
      else { continue }
      unlink(path)
    }
  }

  private var names: [String] {
    guard let entries = opendir(folder.isEmpty ? "/" : folder) else { return [] }
    defer { closedir(entries) }
    var names: [String] = []
    while let entry = readdir(entries) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      guard name.hasPrefix(prefix), name.count == prefix.count + Self.randomLetterCount,
        name.dropFirst(prefix.count).allSatisfy(Self.letters.contains)
      else { continue }
      names.append(name)
    }
    return names
  }
}
