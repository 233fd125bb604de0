import Testing

@testable import KometAPI

struct RedactorTests {
  private let redactor = Redactor([Secret("s3cr&t/é"), Secret("other")])

  @Test(arguments: [
    ("bad token s3cr&t/é!", "bad token •••!"),
    (
      "https://x/api?authenticationToken=s3cr%26t%2F%C3%A9&id=1", "https://x/api?authenticationToken=•••&id=1"
    ),
    ("s3cr%26t%2f%c3%a9", "•••"),
    ("other and other", "••• and •••"),
    ("GET /a?authenticationToken=neverSeen HTTP/1.1", "GET /a?authenticationToken=••• HTTP/1.1"),
    ("<a href='?authenticationToken=x'>", "<a href='?authenticationToken=•••'>"),
    ("nothing here", "nothing here"),
  ])
  func tokensAreBlotted(_ text: String, _ expected: String) {
    #expect(redactor.redacted(text) == expected)
  }

  @Test func `a blank secret blots out nothing`() {
    #expect(Redactor([Secret(" "), Secret(""), Secret("\t")]).redacted("a b c") == "a b c")
  }

  @Test(arguments: [
    ("two\r\nlines\tand  blanks ", "two lines and blanks"),
    ("\u{1b}[31mred\u{7}", "\u{FFFD}[31mred\u{FFFD}"),
    ("right\u{202e}left", "right\u{FFFD}left"),
    ("c1\u{9b}x", "c1\u{FFFD}x"),
    ("Julian Mejía 花", "Julian Mejía 花"),
  ])
  func messageIsFitToBeShown(_ text: String, _ expected: String) {
    #expect(redactor.message(text) == expected)
  }

  @Test func longMessageIsCut() {
    let message = redactor.message(String(repeating: "e\u{301}", count: 10_000))
    #expect(message.unicodeScalars.count == 501)
    #expect(message.hasSuffix("…"))
  }
}
