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
      guard let note = change.applied(to: all[change.customerID]) else { return .changedElsewhere(all) }
      var byID = all.byID
      byID[change.customerID] = note
      all = CustomerNotes(byID)
      return .kept(all)
    }
  }
}
