import Customers
import Wording

/// The question how many requests the contacts of the shown customers may take.
package struct ContactBudgetDialog: Equatable, Sendable {
  package internal(set) var count = EditLine("100")
  package let customerCount: Int
  /// Why what is typed won't do, as a sentence.
  package internal(set) var problem: String?

  init(customerCount: Int) {
    self.customerCount = customerCount
  }
}

extension BrowserState {
  /// Asks for how many of the shown customers contacts should be fetched, or stops what is being fetched.
  mutating func openContactBudget() -> [BrowserEffect] {
    if isFetchingContacts {
      notice = Notice(.info, "Stopped; the contacts that came are kept")
      return [.cancelContactRound]
    }
    let count = result?.allShown.count ?? 0
    if settings.isOffline {
      notice = Notice(.warning, "Started with --offline, so the server is not asked")
    } else if count == 0 {
      notice = Notice(.warning, "No customer is here whose contacts could be asked for")
    } else {
      popup = .contactBudget(ContactBudgetDialog(customerCount: count))
    }
    return []
  }

  mutating func perform(_ command: BrowserCommand, in dialog: ContactBudgetDialog) -> [BrowserEffect] {
    var dialog = dialog
    switch command {
    case .accept:
      guard let budget = Int(dialog.count.text), budget > 0 else {
        dialog.problem = "Type a number of requests, 1 or more."
        popup = .contactBudget(dialog)
        return []
      }
      popup = nil
      return fetchContacts(budget: budget)
    case .back:
      popup = nil
    default:
      guard let edit = command.lineEdit else { return [] }
      dialog.count.apply(edit)
      dialog.problem = nil
      popup = .contactBudget(dialog)
    }
    return []
  }

  /// Fetches the contacts of the shown customers, the most wanted first.
  private mutating func fetchContacts(budget: Int) -> [BrowserEffect] {
    guard let table = snapshot?.table, let shown = result?.allShown else { return [] }
    isFetchingContacts = true
    let ids = contactPriorities.ordered(shown, of: table, marked: marks.rows)
    return [.fetchManyContacts(ofCustomers: ids, budget: budget)]
  }

  var contactPriorities: ContactPriorities {
    ContactPriorities(marked: marks.ids(in: snapshot?.table), notes: notes.all, recents: recents)
  }

  mutating func updateContactRound(_ event: BrowserEvent) -> [BrowserEffect] {
    switch event {
    case .contactRoundProgressed(let fetched, let wanted):
      notice = Notice(.info, "Fetching contacts, \(fetched.grouped) of \(wanted.grouped)")
      return []
    case .contactRoundEnded(let round, let isAsked):
      requestsToday = round.requestsToday ?? requestsToday
      if isAsked {
        isFetchingContacts = false
        notice = round.notice
      }
      guard let id = detail.customerID else { return [] }
      changesGeneration += 1
      return [.loadChanges(ofCustomer: id, generation: changesGeneration)]
    case .contactRoundFailed(let failure):
      isFetchingContacts = false
      notice = Notice(.warning, [failure.what, failure.why].joined(separator: " "))
      return []
    default:
      return []
    }
  }
}

extension ContactRound {
  /// What came of it, in words: `contacts of 100 customers fetched; 43 left to fetch`.
  package var words: String {
    let customers = "\(fetchedCount.grouped) customer\(fetchedCount == 1 ? "" : "s")"
    return "Contacts of \(customers) fetched; \(leftCount.grouped) left to fetch"
  }

  fileprivate var notice: Notice {
    switch end {
    case .done, .cancelled: Notice(.info, words)
    case .requestsUsedUp:
      Notice(.warning, "\(words); the rest of today's requests is kept for refreshing")
    case .failed(let failure): Notice(.warning, "\(words). \(failure.what) \(failure.why)")
    }
  }
}
