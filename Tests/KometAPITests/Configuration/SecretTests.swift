import Testing

@testable import KometAPI

struct SecretTests {
  @Test func neverShows() {
    let secret = Secret("s3cret")
    var configuration = APIConfiguration()
    configuration.userToken = secret
    var dumped = ""
    dump(configuration, to: &dumped)
    let texts = ["\(secret)", String(reflecting: secret), "\([secret])", "\(configuration)", dumped]
    for text in texts {
      #expect(!text.contains("s3cret"))
      #expect(text.contains("•••"))
    }
  }

  @Test(arguments: ["", "a\n", "tab\there", String(repeating: "x", count: 51), "\u{1b}"])
  func whatCannotBeATokenIsRefused(_ token: String) {
    for setting in [APISetting.userToken, .companyToken] {
      let error = #expect(throws: KometAPIError.self) { try Secret(token).checkToken(of: setting) }
      #expect(error?.kind == .wrongUsage)
      #expect(error?.advice.contains(setting.rawValue) == true)
    }
  }

  @Test(arguments: [
    (" abc ", "abc"), ("\u{FEFF}abc\r\n", "abc"), ("\tab c\u{A0}\n\n", "ab c"), ("abc\0", "abc"), ("", nil),
    (" \r\n", nil), ("\u{FEFF}", nil), ("\u{FEFF}\u{3000}", nil),
  ])
  func `what stands around a token is no part of it, and a blank one is none`(
    _ text: String, _ token: String?
  ) {
    #expect(Secret(trimming: text)?.exposed == token)
  }

  @Test(arguments: ["x", "SAMPLE-USER-TOKEN", String(repeating: "é", count: 50), "a b+c&d"])
  func otherTokensAreTaken(_ token: String) throws {
    try Secret(token).checkToken(of: .userToken)
  }
}
