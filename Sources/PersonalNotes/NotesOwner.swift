import Foundation
import GRDB

/// Whose customers notes are about: hashes by which an account is known again, whichever token asks.
///
/// A note is shown where one of the two is the same as when it was written, so that it stays when one token is replaced,
/// added or given up, and never shows at another company's customer who has the same id.
package struct NotesOwner: Equatable, Sendable {
  /// Of the server and the account that a user token is for.
  package let account: Data?
  /// Of the server and the company's token.
  package let company: Data?

  package init(account: [UInt8]? = nil, company: [UInt8]? = nil) {
    self.account = account.map { Data($0) }
    self.company = company.map { Data($0) }
  }

  var hashes: StatementArguments { [account, company] }
}
