import Customers

/// The question before customers are written to a file.
package struct ExportDialog: Equatable, Sendable {
  package enum Columns: String, CaseIterable, Sendable {
    case all
    case shown
  }

  /// Which customers are written.
  package enum Subject: Sendable {
    case marked
    /// As nobody is marked, those that are shown.
    case shown
    /// The shown ones where nobody matches what was asked.
    case similar
  }

  package enum Step: Equatable, Sendable {
    case editing
    /// There is a file at this path: replace it?
    case confirmingOverwrite
    /// Until the answer of this export comes.
    case writing(generation: Int)
    case failed(BrowserFailure)
  }

  package var path: EditLine
  package var columns: Columns
  package var step: Step
  package let rowCount: Int
  /// How many of the marked customers are not on the screen.
  package let hiddenCount: Int
  package let subject: Subject

  package var isWriting: Bool { if case .writing = step { true } else { false } }

  package init(path: String, columns: Columns, rowCount: Int, hiddenCount: Int = 0, subject: Subject) {
    self.path = EditLine(path)
    self.columns = columns
    step = .editing
    self.rowCount = rowCount
    self.hiddenCount = hiddenCount
    self.subject = subject
  }
}
