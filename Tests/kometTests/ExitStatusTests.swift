import ArgumentParser
import CustomerBrowser
import Testing
import Wording

@testable import komet

@Suite struct UnknownCommandTests {
  @Test(arguments: [
    (["lst"], "did you mean `list`?"), (["themes", "chek"], "did you mean `check`?"),
    (["config", "frobnicate"], "there is `init`, `path`, `show`, `check`"),
    (["Export", "a.csv"], "`export`"), (["help", "lst"], "did you mean `list`?"),
  ])
  func `a word that is no command is answered with the nearest`(arguments: [String], words: String) {
    #expect(UserFacingError.unknownCommand(in: arguments, of: Komet.self)?.what.contains(words) == true)
  }

  @Test(arguments: [
    [], ["list", "lst"], ["--demo"], ["help", "list"], ["themes"], ["themes", "preview", "drak"],
    ["show", "x"],
  ])
  func `everything else is the parser's`(arguments: [String]) {
    #expect(UserFacingError.unknownCommand(in: arguments, of: Komet.self) == nil)
  }
}
