/// Whom a token stands for; each API method takes some kinds only.
enum TokenKind: String {
  case user
  case company
  case vendor

  /// The kind of a sample token; nil for a text that is none.
  init?(token: String) {
    switch token {
    case SampleCredentials.userToken: self = .user
    case SampleCredentials.companyToken: self = .company
    case SampleCredentials.vendorToken: self = .vendor
    default: return nil
    }
  }
}
