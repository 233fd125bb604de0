import Foundation

/// Whether the last session, its marks and the filter history can be kept, and by their owner alone.
struct SessionFolderCheck {
  let folder: String

  var finding: Finding {
    var status = stat()
    guard stat(folder, &status) == 0 else {
      return errno == ENOENT
        ? .absent("none yet at \(folder): the browser makes it when it ends")
        : .hindrance(
          "\(folder): \(String(cString: strerror(errno))).", advice: "Name another place in XDG_STATE_HOME.")
    }
    guard status.st_mode & S_IFMT == S_IFDIR, access(folder, R_OK | W_OK | X_OK) == 0 else {
      return .hindrance(
        "\(folder) is no folder that you may write to, so sessions, filters and marks are forgotten.",
        advice: "Move it away, or name another place in XDG_STATE_HOME.")
    }
    guard status.st_mode & 0o077 == 0 else {
      return .hindrance("Others may look into \(folder).", advice: "Run: chmod 700 \(folder)")
    }
    return .good(folder)
  }
}
