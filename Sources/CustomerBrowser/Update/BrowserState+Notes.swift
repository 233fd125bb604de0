import Customers
import Wording

extension BrowserState {
  /// A row's customer, with what is kept about it.
  package func customer(at row: Int) -> Customer? {
    snapshot.map { customer(at: row, of: $0.table) }
  }

  /// The same in a table that may be another one.
  package func customer(at row: Int, of table: CustomerTable) -> Customer {
    var customer = table.customer(at: row)
    customer.note = notes.all[customer.id]
    customer.reach = reaches[customer.id]
    return customer
  }

  mutating func performOnNote(_ command: BrowserCommand) -> [BrowserEffect] {
    if command == .showDue { return showDue() }
    guard let customer = currentRow.flatMap(customer(at:)) else {
      notice = Notice(.warning, "No customer is here to note anything about")
      return []
    }
    if let failure = notes.failure {
      notice = Notice(.warning, "\(failure.what) \(failure.why)")
      return []
    }
    lookAtCurrent()
    switch command {
    case .editNote:
      popup = .note(
        NoteDialog(customerID: customer.id, customerName: customer.name, original: customer.note.text))
      return []
    case .setDue:
      popup = .due(
        DueDialog(customerID: customer.id, customerName: customer.name, original: customer.note.due))
      return []
    default:
      // Whoever presses the key twice at once wants to be where they began.
      let isStarred = notes.starsOnTheirWay[customer.id] ?? customer.note.isStarred
      notes.starsOnTheirWay[customer.id] = !isStarred
      return [.keepNote(NoteChange(.star(!isStarred), ofCustomer: customer.id))]
    }
  }

  /// Shows all who are due, the longest first, whatever hid them.
  private mutating func showDue() -> [BrowserEffect] {
    let last = today
    // While customers are being loaded, they are searched when they are here.
    let table = searchedSnapshot?.table
    let due = notes.all.byID.filter { $0.value.due.map { $0 <= last } ?? false }.keys
    let rows = due.compactMap { table?.row(ofID: $0) }
    let absentCount = table == nil ? 0 : due.count - rows.count
    guard !due.isEmpty else {
      notice = Notice(.info, "Nobody is due today")
      return []
    }
    let view = table?.rows(scope: scope, status: status)
    if rows.contains(where: { view?.contains($0) == false }) { (scope, status) = (.all, .all) }
    showsOnlyMarked = false
    let before = filter.text
    sort = CustomerOrder(.due)
    var effects = editFilter(.replacing) { $0.replace(with: CustomerQuery.dueTerm) }
    if before == filter.text { effects += search() }
    if absentCount > 0 {
      let customers = absentCount == 1 ? "customer who is" : "customers who are"
      notice = Notice(
        .warning,
        "\(absentCount.grouped) \(customers) not in the list \(absentCount == 1 ? "is" : "are") due, too")
    }
    return effects + rememberFilter()
  }

  mutating func updateNotes(_ event: BrowserEvent) -> [BrowserEffect] {
    switch event {
    case .notesLoaded(let loaded, let remarks):
      notes.failure = nil
      if !remarks.isEmpty { notice = Notice(.warning, remarks.joined(separator: " ")) }
      return take(loaded)
    case .notesFailed(let failure):
      notes.failure = failure
      notice = Notice(.warning, "\(failure.what) \(failure.why)")
      return []
    case .noteAnswered(let change, .kept(let all)):
      endStar(change)
      close(after: change)
      return take(all)
    case .noteAnswered(let change, .changedElsewhere(let all)):
      if case .note(var dialog) = popup, dialog.customerID == change.customerID, dialog.step == .saving {
        dialog.step = .changedElsewhere(all[change.customerID].text)
        popup = .note(dialog)
      }
      return take(all)
    case .noteNotKept(let change, let failure):
      endStar(change)
      tell(failure, about: change)
      return []
    default: return []
    }
  }

  private mutating func take(_ all: CustomerNotes) -> [BrowserEffect] {
    guard all != notes.all else { return [] }
    notes.all = all
    notes.changeCount += 1
    fitDetail()
    return query.asksForNotes || effectiveSort?.asksForNotes == true ? search() : []
  }

  private mutating func endStar(_ change: NoteChange) {
    guard case .star(let isStarred) = change.kind,
      notes.starsOnTheirWay[change.customerID] == isStarred
    else { return }
    notes.starsOnTheirWay[change.customerID] = nil
  }

  /// Closes the dialog that waited for a change, and says that it is kept.
  private mutating func close(after change: NoteChange) {
    switch (popup, change.kind) {
    case (.note(let dialog), .text(let text, _))
    where dialog.customerID == change.customerID && dialog.step == .saving:
      popup = nil
      notice = Notice(.info, text.isEmpty ? "The note is gone" : "The note is kept")
    case (.due(let dialog), .due(let day))
    where dialog.customerID == change.customerID && dialog.step == .saving:
      popup = nil
      notice = Notice(.info, day.map { "Due \($0.dueWords(today: today))" } ?? "No longer due")
    default: break
    }
  }

  /// Says why a change was not kept: in the dialog, where what was typed still stands, or else below.
  private mutating func tell(_ failure: UserFacingError, about change: NoteChange) {
    switch popup {
    case .note(var dialog) where dialog.customerID == change.customerID && dialog.step == .saving:
      dialog.step = .failed(failure)
      popup = .note(dialog)
    case .due(var dialog) where dialog.customerID == change.customerID && dialog.step == .saving:
      dialog.step = .failed(failure)
      popup = .due(dialog)
    default: notice = Notice(.warning, "\(failure.what) \(failure.why)")
    }
  }

  /// Counts who is due, if anything is new that this depends on.
  mutating func countDue() {
    let key = (notes.changeCount, snapshot.map { ObjectIdentifier($0) }, today)
    if let counted = notes.counted, counted == key { return }
    notes.counted = key
    guard let table = snapshot?.table, notes.all.count > 0 else {
      notes.dueCount = 0
      return
    }
    notes.dueCount = notes.all.rows(of: table) { $0.due.map { $0 <= key.2 } ?? false }.count
  }
}

// MARK: - Dialogs

extension BrowserState {
  mutating func perform(_ command: BrowserCommand, in dialog: NoteDialog) -> [BrowserEffect] {
    var dialog = dialog
    var effects: [BrowserEffect] = []
    switch (command, dialog.step) {
    case (_, .saving): return []
    case (.back, .editing):
      guard dialog.text != dialog.original else {
        popup = nil
        return []
      }
      dialog.step = .confirmingLoss
    case (.back, .confirmingLoss):
      popup = nil
      return []
    case (.back, _): dialog.step = .editing
    case (.accept, .editing) where dialog.text == dialog.original:
      popup = nil
      return []
    case (.accept, .editing) where dialog.text.isEmpty: dialog.step = .confirmingRemoval
    case (.accept, let step):
      let isKnown = if case .changedElsewhere = step { true } else { false }
      effects = [.keepNote(dialog.change(insteadOf: isKnown ? nil : dialog.original))]
      dialog.step = .saving
    case (.insertLineBreak, _): insert("\n", in: &dialog)
    case (.moveUp, _): edit(.moveUp, in: &dialog)
    case (.moveDown, _): edit(.moveDown, in: &dialog)
    default:
      guard let lineEdit = command.lineEdit else { return [] }
      edit(lineEdit, in: &dialog)
    }
    popup = .note(dialog)
    return effects
  }

  private func edit(_ edit: LineEdit, in dialog: inout NoteDialog) {
    dialog.line.apply(edit)
    dialog.step = .editing
  }

  private mutating func insert(_ text: String, in dialog: inout NoteDialog) {
    if !dialog.line.insert(text) {
      notice = Notice(.warning, "A note takes 4 KB; the rest of the text was left out")
    }
    dialog.step = .editing
  }

  /// Inserts a text with its line breaks.
  mutating func type(_ text: String, in dialog: NoteDialog) {
    var dialog = dialog
    guard dialog.step != .saving else { return }
    // More than this is left out anyhow.
    let beginning = String(text.unicodeScalars.prefix(2 * CustomerNote.maxBytes))
    insert(beginning.allSatisfy(\.isWhitespace) ? beginning : CustomerNote.tidied(beginning), in: &dialog)
    popup = .note(dialog)
  }

  /// What was typed into a note and not kept yet, so that quitting keeps it.
  func keepUnfinishedNote() -> [BrowserEffect] {
    guard case .note(let dialog) = popup, dialog.step != .saving, !dialog.text.isEmpty,
      dialog.text != dialog.original
    else { return [] }
    return [.keepNote(dialog.change(insteadOf: dialog.original))]
  }

  mutating func perform(_ command: BrowserCommand, in dialog: DueDialog) -> [BrowserEffect] {
    var dialog = dialog
    var effects: [BrowserEffect] = []
    switch (command, dialog.step) {
    case (_, .saving): return []
    case (.back, .failed): dialog.step = .editing
    case (.back, _):
      popup = nil
      return []
    case (.accept, _):
      do throws(QueryReadingError) {
        let isEmpty = dialog.line.text.allSatisfy(\.isWhitespace)
        let day = isEmpty ? nil : try DueDays.day(dialog.line.text, today: today)
        guard day != dialog.original else {
          popup = nil
          return []
        }
        effects = [.keepNote(NoteChange(.due(day), ofCustomer: dialog.customerID))]
        dialog.step = .saving
      } catch {
        dialog.step = .refused(error.reason)
      }
    default:
      guard let edit = command.lineEdit else { return [] }
      dialog.line.apply(edit)
      dialog.step = .editing
    }
    popup = .due(dialog)
    return effects
  }
}

extension NoteDialog {
  fileprivate func change(insteadOf seen: String?) -> NoteChange {
    NoteChange(.text(text, insteadOf: seen), ofCustomer: customerID)
  }
}
