import Foundation
import Synchronization

/// What was synced to the disk since the start of the process, which nothing that is left on a disk tells.
package enum DiskSyncs {
  fileprivate static let paths = Mutex<[String]>([])

  /// What was synced within a folder, in its order, by the paths that it had then.
  package static func paths(in folder: String) -> [String] {
    paths.withLock { $0 }.filter { $0 == folder || $0.hasPrefix("\(folder)/") }
  }
}

/// Stands before the system's `fsync` in the program of the tests, and does what that does.
@_cdecl("fsync")
func notedSync(_ descriptor: Int32) -> Int32 {
  let path = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/fd/\(descriptor)")
  if let path { DiskSyncs.paths.withLock { $0.append(path) } }
  return fdatasync(descriptor)
}
