import Customers
import Wording

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
    /// Those of the groups, whoever is marked.
    case duplicates
  }

  package enum Step: Equatable, Sendable {
    case editing
    /// There is a file at this path: replace it?
    case confirmingOverwrite
    /// There is no such folder: make it?
    case confirmingFolder(String)
    /// Until the answer of this export comes.
    case writing(generation: Int)
    case failed(UserFacingError)
  }

  package var path: EditLine
  package var columns: Columns
  package var step: Step
  package let rowCount: Int
  /// How many of the marked customers are not on the screen.
  package let hiddenCount: Int
  package let subject: Subject
  /// The counts that are written in the place of customers, to which the person goes back.
  package let counts: FacetPanel?
  /// The groups that are written, if they are duplicates.
  let groups: DuplicateList?

  /// Those that one key goes through; the path's ending says which.
  package static let formats: [ExportFormat] = [.csv, .xlsx, .tsv, .json]

  /// What the path's ending says; nil if nothing.
  package var format: ExportFormat? { ExportFormat(path: path.text) }

  /// Lets the path's ending name the next format.
  mutating func showNextFormat() {
    let place = format.flatMap(Self.formats.firstIndex)
    let next = Self.formats[place.map { ($0 + 1) % Self.formats.count } ?? 0]
    var text = path.text[...]
    if format != nil, let dot = text.lastIndex(of: ".") { text = text[..<dot] }
    path.replace(with: "\(text).\(next.rawValue)")
    step = .editing
  }

  package var isWriting: Bool { if case .writing = step { true } else { false } }

  package init(
    path: String, columns: Columns, rowCount: Int, hiddenCount: Int = 0, subject: Subject,
    counts: FacetPanel? = nil, groups: DuplicateList? = nil
  ) {
    self.groups = groups
    self.path = EditLine(path)
    self.columns = columns
    step = .editing
    self.rowCount = rowCount
    self.hiddenCount = hiddenCount
    self.subject = subject
    self.counts = counts
  }
}

extension BrowserState {
  mutating func openExportDialog() -> [BrowserEffect] {
    let count = marks.rows.isEmpty ? allShown.count : marks.count
    guard count > 0 else {
      notice = Notice(.warning, "Nothing to export: no customer is shown or marked")
      return []
    }
    let subject: ExportDialog.Subject =
      !marks.rows.isEmpty ? .marked : showsOnlySimilar ? .similar : .shown
    popup = .export(
      ExportDialog(
        path: exportPath("customers"), columns: settings.exportColumns,
        rowCount: count, hiddenCount: hiddenMarkCount, subject: subject))
    return []
  }

  /// Where an export goes unless told otherwise.
  func exportPath(_ what: String) -> String {
    let name = "\(what)-\(today).\(exportFormat.rawValue)"
    return settings.exportFolder.isEmpty ? name : "\(settings.exportFolder)/\(name)"
  }

  /// Asks where the counts of the facet that is looked at shall go.
  mutating func openExportDialog(of panel: FacetPanel) {
    guard let count = panel.counts?.found(panel.facet).count, count > 0 else {
      notice = Notice(.warning, "Nothing to export: no customer is counted")
      return
    }
    popup = .export(
      ExportDialog(
        path: exportPath("customers-by-\(panel.facet.title.lowercased())"), columns: .all, rowCount: count,
        subject: showsOnlySimilar ? .similar : .shown, counts: panel))
  }

  /// Closes the dialog; behind that of counts these stood.
  private mutating func leave(_ dialog: ExportDialog) -> [BrowserEffect] {
    popup = dialog.counts.map(Popup.facets)
    return countFacets()
  }

  mutating func perform(_ command: BrowserCommand, in dialog: ExportDialog) -> [BrowserEffect] {
    var dialog = dialog
    switch (command, dialog.step) {
    case (.back, .writing):
      popup = nil
      // What comes of it is not known before its answer.
      notice = Notice(.info, "Cancelling the export…")
      return [.cancelExport]
    case (_, .writing):
      return []
    case (.back, .editing):
      return leave(dialog)
    case (.back, _):
      dialog.step = .editing
    case (.accept, .confirmingOverwrite):
      return startExport(dialog, replacing: true)
    case (.accept, .confirmingFolder):
      return startExport(dialog, replacing: false, makingFolder: true)
    case (.accept, _):
      return startExport(dialog, replacing: false)
    case (.exportFormat, _):
      dialog.showNextFormat()
    case (.exportColumns, _) where dialog.counts == nil:
      dialog.columns = dialog.columns == .all ? .shown : .all
    default:
      guard let edit = command.lineEdit else { return [] }
      dialog.path.apply(edit)
      dialog.step = .editing
    }
    popup = .export(dialog)
    return []
  }

  private mutating func startExport(
    _ dialog: ExportDialog, replacing: Bool, makingFolder: Bool = false
  ) -> [BrowserEffect] {
    var dialog = dialog
    defer { popup = .export(dialog) }
    guard let snapshot else { return [] }
    let path = dialog.path.text
    guard let format = ExportFormat(path: path) else {
      dialog.step = .failed(
        UserFacingError(
          .usage, what: "The file's ending does not say how to write it.",
          advice: "Use one of \(ExportFormat.endings)."))
      return []
    }
    exportGeneration += 1
    exportsCounts = dialog.counts != nil
    dialog.step = .writing(generation: exportGeneration)
    let options = CustomerExport.Options(
      format: format, delimiter: settings.exportDelimiter, hasByteOrderMark: true)
    if let panel = dialog.counts, let counts = panel.counts {
      return [
        .exportCounts(
          counts.records(of: panel.facet), options, path: path, replacing: replacing,
          makingFolder: makingFolder, generation: exportGeneration)
      ]
    }
    let columns = exportedColumns(dialog.columns)
    let export =
      dialog.groups.map {
        CustomerExport(
          $0, columns: columns, notes: notes.all, contacts: snapshot.contacts, options: options)
      }
      ?? CustomerExport(
        table: snapshot.table, rows: exportedRows, columns: columns, notes: notes.all,
        contacts: snapshot.contacts, options: options)
    return [
      .export(
        export, path: path, replacing: replacing, makingFolder: makingFolder, generation: exportGeneration)
    ]
  }

  /// The columns that an export has: the shown ones, or what the server's list tells and whatever else is shown.
  package func exportedColumns(_ choice: ExportDialog.Columns) -> [CustomerColumn] {
    choice == .all ? CustomerColumn.told + columns.filter { !$0.isTold } : shownColumns
  }

  /// The marked customers, else all shown ones, in the order on the screen.
  ///
  /// Marked ones that the screen does not show follow, by id.
  var exportedRows: [UInt32] {
    guard !marks.rows.isEmpty else { return Array(allShown) }
    let shown = rows.filter { marks.contains(Int($0)) }
    guard shown.count < marks.count else { return shown }
    var hidden = marks.rows
    for row in shown { hidden.remove(Int(row)) }
    return shown + hidden.map(UInt32.init)
  }

  mutating func updateExport(_ event: BrowserEvent) -> [BrowserEffect] {
    switch event {
    case .exportFinished(let path, let rowCount, let generation):
      exportedPath = path
      exportFormat = ExportFormat(path: path) ?? exportFormat
      let noun = exportsCounts ? "group" : "customer"
      let written = "\(rowCount.grouped) \(noun)\(rowCount == 1 ? "" : "s") written to \(path)"
      if isWriting(generation) {
        popup = nil
        notice = Notice(
          .info, written, about: .exportedFile, followUps: Notice.FollowUp(.open, "opens it"),
          Notice.FollowUp(.copy, "copies its path"))
      } else {
        notice = Notice(.warning, "Too late to cancel: \(written)")
      }
    case .exportTargetExisted(let generation):
      endExport(generation, with: .confirmingOverwrite)
    case .exportFolderMissing(let folder, let generation):
      endExport(generation, with: .confirmingFolder(folder))
    case .exportFailed(let failure, let generation):
      endExport(generation, with: .failed(failure))
    case .exportCancelled:
      tellCancelled()
    default: break
    }
    return []
  }

  /// Whether the dialog waits for the answer of that export, and not for that of a later one.
  private func isWriting(_ generation: Int) -> Bool {
    guard case .export(let dialog) = popup else { return false }
    return dialog.step == .writing(generation: generation)
  }

  /// Shows in the dialog how the export ended that it waits for; one that was cancelled just wrote nothing.
  private mutating func endExport(_ generation: Int, with step: ExportDialog.Step) {
    guard case .export(var dialog) = popup, isWriting(generation) else { return tellCancelled() }
    dialog.step = step
    popup = .export(dialog)
  }

  /// Copies what the message before was about.
  mutating func copy(_ topic: Notice.Topic) -> [BrowserEffect] {
    switch topic {
    case .exportedFile: copyExportedPath()
    case .missingNames: copyMissing()
    case .link(let link): copy(CopiedText(link, name: "the address \(link)"))
    }
  }

  /// Lets the desktop open the file that was written last.
  mutating func openExported() -> [BrowserEffect] {
    guard let exportedPath else {
      notice = Notice(.info, "No file has been written yet")
      return []
    }
    notice = Notice(.info, "Opening \(exportedPath)…")
    return [.open(exportedPath)]
  }

  mutating func copyExportedPath() -> [BrowserEffect] {
    guard let exportedPath else {
      notice = Notice(.info, "No file has been written yet")
      return []
    }
    return copy(CopiedText(exportedPath, name: "the path \(exportedPath)"))
  }

  private mutating func tellCancelled() {
    notice = Notice(.info, "Export cancelled; nothing was written")
  }
}
