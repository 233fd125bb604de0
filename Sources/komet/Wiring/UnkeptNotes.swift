import CustomerBrowser
import Customers
import PersonalNotes
import Synchronization
import Wording

extension PersonalNotes: NoteSource {}

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
