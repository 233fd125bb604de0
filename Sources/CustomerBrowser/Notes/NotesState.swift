import Customers
import Wording

/// What the person keeps about customers, as far as the screen knows.
package struct NotesState: Sendable {
  /// As they are on the disk.
  package internal(set) var all = CustomerNotes()
  /// How many of the customers at hand are due today, or were before.
  package internal(set) var dueCount = 0
  /// Why nothing is known of what is kept; nil if it is.
  var failure: UserFacingError?
  /// The stars that were given or taken away, until it is known that they are kept.
  var starsOnTheirWay: [UInt64: Bool] = [:]
  /// What `dueCount` was counted for.
  var counted: (changeCount: Int, snapshot: ObjectIdentifier?, today: LocalDate)?
  /// How often `all` was replaced.
  var changeCount = 0
}

/// The note about a customer, being written.
package struct NoteDialog: Equatable, Sendable {
  package enum Step: Equatable, Sendable {
    case editing
    /// Nothing is left of the text: take the note away?
    case confirmingRemoval
    /// Give up what was typed?
    case confirmingLoss
    case saving
    /// Somebody else has written this meanwhile: replace it?
    case changedElsewhere(String)
    case failed(UserFacingError)
  }

  package let customerID: UInt64
  package let customerName: String
  package internal(set) var line: EditLine
  package internal(set) var step = Step.editing
  /// The note as it was before.
  let original: String

  init(customerID: UInt64, customerName: String, original: String) {
    self.customerID = customerID
    self.customerName = customerName
    self.original = original
    line = EditLine(original)
  }

  /// What would be kept.
  var text: String { CustomerNote.tidied(line.text) }
}

/// The day on which to come back to a customer, being written.
package struct DueDialog: Equatable, Sendable {
  package enum Step: Equatable, Sendable {
    case editing
    case saving
    /// It is no day; the reason in a few words.
    case refused(String)
    case failed(UserFacingError)
  }

  package let customerID: UInt64
  package let customerName: String
  package internal(set) var line: EditLine
  package internal(set) var step = Step.editing
  let original: LocalDate?

  init(customerID: UInt64, customerName: String, original: LocalDate?) {
    self.customerID = customerID
    self.customerName = customerName
    self.original = original
    line = EditLine(original?.description ?? "")
  }

  /// What the text means so far: a day in words, for example `Sat 2026-12-05, in 7 days`; empty if it means none.
  package func preview(today: LocalDate) -> String {
    (try? DueDays.day(line.text, today: today)).map { $0.dueWords(today: today) } ?? ""
  }
}

extension LocalDate {
  /// For example `Sat 2026-12-05, in 7 days`.
  package func dueWords(today: LocalDate) -> String { "\(weekdayName) \(self), \(nearness(to: today))" }
}
