import Files
import ProofTesting
import Testing

@Suite struct PowerCutTests {
  @Test(arguments: [true, false])
  func `a file is on the disk before it takes its name, and its name before it counts as written`(
    replacing: Bool
  ) throws {
    let folder = try TemporaryFolder()
    try PrivateFile(path: "\(folder.path)/token").write("secret", replacing: replacing)
    let paths = DiskSyncs.paths(in: folder.path)
    #expect(paths.count == 2)
    #expect(paths.first?.hasPrefix("\(folder.path)/.komet-") == true)
    #expect(paths.last == folder.path)
  }
}
