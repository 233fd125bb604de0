import Files
import Foundation
import ProofTesting
import Testing

@Suite struct PrivateFileTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  @Test(arguments: ["elsewhere/token", "FOLDER/elsewhere/token"], [true, false])
  func `a link is followed, whether or not it leads to a file`(link: String, exists: Bool) throws {
    try FileManager.default.createDirectory(
      atPath: "\(folder.path)/elsewhere", withIntermediateDirectories: true)
    if exists {
      #expect(FileManager.default.createFile(atPath: "\(folder.path)/elsewhere/token", contents: nil))
    }
    try FileManager.default.createSymbolicLink(
      atPath: "\(folder.path)/token", withDestinationPath: link.replacing("FOLDER", with: folder.path))
    let file = PrivateFile(path: "\(folder.path)/token")
    try file.write("secret", replacing: true)
    #expect(folder.content("elsewhere/token") == "secret")
    var status = stat()
    #expect(lstat("\(folder.path)/token", &status) == 0)
    #expect(status.st_mode & S_IFMT == S_IFLNK)
    #expect(folder.mode("elsewhere/token") == 0o600)
    #expect(try file.remove())
    #expect(folder.content("elsewhere/token") == nil)
    #expect(try !file.remove())
  }

  @Test func `links in a circle are a failure`() throws {
    try FileManager.default.createSymbolicLink(
      atPath: "\(folder.path)/token", withDestinationPath: "token")
    #expect(throws: FileError.self) {
      try PrivateFile(path: "\(self.folder.path)/token").write("secret", replacing: false)
    }
  }
}
