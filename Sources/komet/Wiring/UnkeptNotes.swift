import CustomerBrowser
import CustomerStore
import Customers
import KometAPI
import PersonalNotes
import Synchronization
import Wording

extension PersonalNotes: NoteSource {}

extension NotesOwner {
  /// The account that the tokens are for.
  init(_ configuration: APIConfiguration) {
    var base = configuration.baseURL[...]
    while base.hasSuffix("/") { base.removeLast() }
    func hash(_ kind: String, _ name: String) -> [UInt8] {
      CacheIdentity.hash(ofToken: "\(base) \(kind) \(name)")
    }
    let user = configuration.userToken.map { token in
      configuration.account.map { hash("account", $0) } ?? token.hashed { hash("user", $0) }
    }
    self.init(account: user, company: configuration.companyToken?.hashed { hash("company", $0) })
  }
}

/// Notes that last as long as the program, since sample customers are nobody's.
final class UnkeptNotes: NoteSource {
  private let all = Mutex(CustomerNotes())

  func notes() throws(UserFacingError) -> (notes: CustomerNotes, remarks: [String]) {
    (all.withLock { $0 }, [])
  }

  func keep(_ change: NoteChange) throws(UserFacingError) -> NoteOutcome {
    all.withLock { all in
      if case .apart(let others, let isApart) = change.kind {
        let pairs = others.compactMap { CustomerPair(change.customerID, $0) }
        all = CustomerNotes(all.byID, apart: isApart ? all.apart.union(pairs) : all.apart.subtracting(pairs))
        return .kept(all)
      }
      guard let note = change.applied(to: all[change.customerID]) else { return .changedElsewhere(all) }
      var byID = all.byID
      byID[change.customerID] = note
      all = CustomerNotes(byID, apart: all.apart)
      return .kept(all)
    }
  }
}
