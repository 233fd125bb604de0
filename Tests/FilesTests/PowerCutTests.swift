import Files
import Foundation
import ProofTesting
import Synchronization
import Testing

/// What was synced to the disk, by the paths that it had then, since the start of the process.
private let synced = Mutex<[String]>([])

/// Stands before the system's `fsync` in the program of the tests, and does what that does.
@_cdecl("fsync")
func notedSync(_ descriptor: Int32) -> Int32 {
  let path = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/fd/\(descriptor)")
  if let path { synced.withLock { $0.append(path) } }
  return fdatasync(descriptor)
}

@Suite struct PowerCutTests {
  @Test func `a file is on the disk before it takes its name, and its name before it counts as written`()
    throws
  {
    let folder = try TemporaryFolder()
    try PrivateFile(path: "\(folder.path)/token").write("secret", replacing: true)
    let paths = synced.withLock { $0 }.filter { $0.hasPrefix(folder.path) }
    #expect(paths.count == 2)
    #expect(paths.first?.hasPrefix("\(folder.path)/.komet-") == true)
    #expect(paths.last == folder.path)
  }
}
