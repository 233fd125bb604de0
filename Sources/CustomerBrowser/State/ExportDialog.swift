import Customers

/// The question before customers are written to a file.
package struct ExportDialog: Equatable, Sendable {
  package enum Columns: String, CaseIterable, Sendable {
    case all
    case shown
  }

  package enum Step: Equatable, Sendable {
    case editing
    /// There is a file at this path: replace it?
    case confirmingOverwrite
    case writing
    case failed(BrowserFailure)
  }

  package var path: EditLine
  package var columns: Columns
  package var step: Step
  package let rowCount: Int
  /// Whether the rows are the marked customers or, as nobody is marked, the shown ones.
  package let isOfMarked: Bool

  package init(path: String, columns: Columns, rowCount: Int, isOfMarked: Bool) {
    self.path = EditLine(path)
    self.columns = columns
    step = .editing
    self.rowCount = rowCount
    self.isOfMarked = isOfMarked
  }
}
