import Testing

@testable import TerminalUI

struct TOMLKeyLinesTests {
  private let lines = TOMLKeyLines(
    source: #"""
      title = "a # b" # a = 1
      text = """
      fake = 1
      [fake]
      \""" still "" text"""""
      raw = '''
      also.fake = 2'''
      list = [
        "x]", # ] fake = 3
        { inner = 1 },
        'y',
      ]

      [api]
        token = 'a\'
      "quoted \" key".'sub key' = 1
      point = { x = 1, "y" = { z = 2 } }
      [ profile . "Big Co" ]
      account = 7
      [[table]]
      name = 1
      [[table]]
      name = 2
      """#)

  @Test(arguments: [
    (["title"], 1), (["text"], 2), (["raw"], 6), (["list"], 8), (["list", "inner"], 10), (["api"], 14),
    (["api", "token"], 15), (["api", "quoted \" key", "sub key"], 16), (["api", "point", "y", "z"], 17),
    (["profile"], 18), (["profile", "Big Co", "account"], 19), (["table", "name"], 21),
  ])
  func findsKeys(path: [String], line: Int) {
    #expect(lines.line(of: path) == line)
  }

  @Test func fallsBackToTheTableAround() {
    #expect(lines.line(of: ["api", "missing", "deeper"]) == 14)
    #expect(lines.line(of: ["missing"]) == nil)
    #expect(lines.line(of: ["fake"]) == nil)
  }

  @Test(arguments: ["[", "a", "= =", "\"", "'''", "a = [", "a = {", "]]", "a.=.b", "\r\r", "a = \"\\"])
  func endsOnWhatIsNotTOML(source: String) {
    #expect(TOMLKeyLines(source: source).line(of: ["missing"]) == nil)
  }
}
