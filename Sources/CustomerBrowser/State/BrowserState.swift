import Customers
import Foundation
import Wording

/// Everything that the screen shows; only `update` changes it.
///
/// This room is the browser without its screen. Events come in, effects go out, whose results come back as events. In reading
/// order:
/// - `State`: what there is to show, and its parts: the filter's line, cursors, marks, popups;
/// - `Update`: `BrowserEvent` and `BrowserEffect`, then `BrowserState+Update`, which deals the events out to a file for each
///   subject; what is typed while rows load waits in the view's `BrowserLoop`, if `mustWait` says so;
/// - `Effects`: `EffectRunner` gives each effect to a worker with a thread of its own; customers come by `CustomerSource`;
/// - `Session`: view, marks and history across starts; `Filters`: saved queries; `Export`: the file that is written;
/// - `Notes`: stars, notes and follow-ups, and who keeps them; `Programs`: the person's own commands.
package struct BrowserState: Sendable {
  // What is looked at.
  /// The customers that `result` is about.
  package internal(set) var snapshot: CustomerSnapshot?
  var incoming: IncomingCustomers?
  /// Whether only the customers that the list begins with are loaded.
  package internal(set) var hasFirstCustomersOnly = false
  package internal(set) var loadedAt: Date?
  package internal(set) var load = LoadState.idle
  package internal(set) var requestsToday = 0
  /// The rows that the latest sync changed.
  package internal(set) var changed = RowSet(rowCount: 0)
  /// What all recorded syncs changed; nil if nothing is recorded.
  var changeHistory: ChangeHistory?

  // How it is looked at.
  package internal(set) var scope: CustomerScope
  package internal(set) var status: StatusFilter
  /// nil: by relevance while something is typed, else by name.
  package internal(set) var sort: CustomerOrder?
  package internal(set) var showsOnlyMarked = false
  package internal(set) var filter: EditLine
  package internal(set) var query: CustomerQuery
  package internal(set) var columns: [CustomerColumn]
  /// Whether somebody chose the columns in the browser.
  var hasChosenColumns: Bool
  package internal(set) var history: FilterHistory
  var filterUndo = FilterUndo()
  /// What was pasted last as several lines.
  package internal(set) var pasted = PastedNames()
  package internal(set) var filters: NamedFilters
  /// How many customers the named filters find, by their names, as far as that is known.
  package internal(set) var filterCounts: [String: Int] = [:]
  /// The name of the theme on the screen.
  package internal(set) var theme: String

  /// Ways to go on with what is being typed in the filter; the first is what the right arrow takes.
  package internal(set) var completions: [QueryCompletion] = []

  // What came of it.
  package internal(set) var result: SearchResult?
  package internal(set) var cursor = ListCursor()
  /// The customer whom the person chose; kept while a toggle or a filter hides it.
  var chosenID: UInt64?
  package internal(set) var marks: Marks
  /// What the person keeps about customers.
  package internal(set) var notes = NotesState()
  /// At whom the person looked lately.
  package internal(set) var recents: RecentCustomers
  /// Those among them that nobody was told to remember yet, the latest at the end.
  var newLooks: [UInt64] = []
  /// The customer under the cursor at the last tick of the clock.
  var lingeringID: UInt64?
  /// What the columns of contacts show, as far as it was read.
  package internal(set) var reaches = ContactReaches()
  /// What `reaches` was asked for last.
  var askedReaches: (book: ObjectIdentifier, changeCount: Int)?
  var marksHistory = MarksHistory()
  /// The marks that were ordered to be kept last.
  var keptMarks: Marks
  /// Whether marks of an earlier session wait for all customers, to be told then.
  var hasEarlierMarks: Bool
  /// The customer at whom a range of marks was begun, and the place of the row.
  var rangeStart: (id: UInt64, index: Int)?

  // Where the person is.
  package internal(set) var focus = Focus.filter
  /// Whether the details take the whole screen, for want of room beside the list.
  package internal(set) var showsDetailAlone = false
  package internal(set) var detail = DetailState()
  package internal(set) var popup: Popup?
  package internal(set) var notice: Notice?
  package internal(set) var viewport = Viewport()

  /// The wall clock, by which ages are told.
  package internal(set) var now: Date
  package let settings: BrowserSettings

  /// Whether the person has asked for other rows than those that are shown.
  var areRowsOutdated = false
  /// The search asked for last, and the one whose answer shows.
  var searchGeneration = 0
  var shownGeneration = 0
  var completionGeneration = 0
  /// The counts asked for last, and those that show.
  var facetGeneration = 0
  var shownFacetGeneration = 0
  var filterCountGeneration = 0
  var changesGeneration = 0
  var historyGeneration = 0
  var duplicatesGeneration = 0
  /// How far the search for duplicates is that somebody waits for, from 0 to 1; nil if nobody does.
  package internal(set) var duplicateProgress: Double?
  var contactsGeneration = 0
  var exportGeneration = 0
  var commandGeneration = 0
  /// The command of the person's own that runs.
  var runningCommand: OwnCommand?
  var marksGeneration = 0
  var lastSyncStart: Date?
  /// Whether contacts of several customers are being fetched because the person wanted so.
  var isFetchingContacts = false
  /// Whether a text is on its way to the clipboard.
  var isCopying = false
  /// What an export is written as unless its path says otherwise: as the last one.
  var exportFormat: ExportFormat
  /// Whether what is being exported are counts.
  var exportsCounts = false
  /// The file that was written last.
  var exportedPath: String?
  /// Whether the person asked for the sync that runs or ran last, rather than the clock.
  var isSyncAsked = false
  /// Whether it asks for everything.
  var isSyncFull = false
  /// Whether the person was asked about missing customers; they are not asked twice unless they refresh.
  var wasAskedAboutLosses = false
  var loadGeneration = 0
  /// Whether the next answer puts the cursor on its first row rather than on the customer it was on.
  var resetsCursor = false
  /// The view that was ordered to be kept last.
  var keptView: SavedView

  /// Makes a browser that goes on where an earlier one ended, and is as the settings say in everything else.
  package init(
    settings: BrowserSettings = BrowserSettings(),
    recalling recollection: RestoredSession = RestoredSession(),
    now: Date
  ) {
    let view = recollection.view
    self.settings = settings
    self.now = now
    scope = view.scope ?? settings.scope
    status = view.status ?? settings.status
    sort = view.order ?? settings.sort
    let chosenColumns = view.columns.flatMap { $0.isEmpty ? nil : $0 }
    columns = chosenColumns ?? settings.columns
    hasChosenColumns = chosenColumns != nil
    theme = view.theme ?? settings.theme
    exportFormat = view.exportFormat.flatMap { ExportFormat(rawValue: $0) } ?? settings.exportFormat
    marks = Marks(ids: recollection.marks)
    keptMarks = marks
    hasEarlierMarks = !recollection.marks.isEmpty
    history = FilterHistory(recollection.history)
    recents = recollection.recents
    filters = NamedFilters(configured: settings.filters, saved: recollection.filters)
    notice = recollection.remark.map { Notice(.warning, $0) }
    filter = EditLine(view.filter ?? settings.filter)
    query = CustomerQuery(filter.text, today: LocalDate(now, in: settings.timeZone))
    keptView = view
  }

  /// Whether nothing but ids and names is known, as a user token alone tells.
  package var hasNamesOnly: Bool { snapshot?.widths.hasNamesOnly == true }

  /// The columns of the list, as far as anything is known to show in them.
  package var shownColumns: [CustomerColumn] {
    hasNamesOnly ? CustomerColumn.known(of: columns) : listedColumns
  }

  /// The chosen columns; where nobody chose, also what a wide list has room for.
  var listedColumns: [CustomerColumn] {
    guard !hasChosenColumns, columns == CustomerColumn.initiallyShown else { return columns }
    return columns + Self.columnsWithRoom.filter { viewport.listWidth >= $0.listWidth }.map(\.column)
  }

  private static let columnsWithRoom: [(column: CustomerColumn, listWidth: Int)] = [
    (.accountingCode, 125), (.id, 138),
  ]

  /// Those by which rows can be sorted.
  package var sortColumns: [CustomerColumn] {
    CustomerColumn.allCases.filter { !hasNamesOnly || !$0.isDetail }
  }

  package var today: LocalDate { LocalDate(now, in: settings.timeZone) }

  /// The shown rows of the snapshot's table, in their order.
  package var rows: [UInt32] { result?.rows ?? [] }

  /// Whether the first customers are here, and their rows about to be.
  package var isAboutToShow: Bool { snapshot == nil && incoming != nil }

  /// Whether what the person does now is about rows that are still on their way, or comes after what is being kept.
  ///
  /// The same keys then mean the same, however fast they are typed.
  package func mustWait(for event: BrowserEvent) -> Bool {
    if isKeeping { return true }
    if case .ownCommandGiven = event { return popup == nil && (areRowsOutdated || awaitsRest) }
    guard case .commandGiven(let command) = event else { return false }
    // It goes to a row.
    if popup?.goesToCustomers == true, command == .accept { return areRowsOutdated || awaitsRest }
    guard popup == nil, command.isAboutRows else { return false }
    return areRowsOutdated || awaitsRest && needsRest(command)
  }

  /// Whether a dialog is about to go, as soon as what was written in it is on the disk.
  var isKeeping: Bool {
    switch popup {
    case .note(let dialog): dialog.step == .saving
    case .due(let dialog): dialog.step == .saving
    default: false
    }
  }

  /// Whether the rows that are here, if any, are the first of those that were asked for, and the others will come.
  private var awaitsRest: Bool { !hasFirstCustomersOnly && (result.map { !$0.isWhole } ?? isSearching) }

  /// Whether the first rows are not enough for a command.
  private func needsRest(_ command: BrowserCommand) -> Bool {
    switch command {
    case .moveToBottom, .markRange, .toggleOnlyMarked: true
    case .moveDown, .pageDown, .halfPageDown, .toggleMark:
      cursor.index + max(viewport.listHeight, 1) >= rows.count
    default: command.concernsAllRows
    }
  }

  /// How many of the marked customers are not among the rows.
  package var hiddenMarkCount: Int {
    // Only what stands in the rows is marked or unmarked, so that this holds until the rows change.
    guard let result, result.hiddenMarks.rowCount == marks.rows.rowCount else { return 0 }
    let shown = result.rows.dropFirst(result.matchCount).map(Int.init)
    return result.hiddenMarks.commonCount(with: marks.rows)
      - shown.count { result.hiddenMarks.contains($0) && marks.contains($0) }
  }

  /// Whether an answer is on its way that will change the rows.
  package var isSearching: Bool { shownGeneration != searchGeneration }

  /// Whether an answer is on its way that comes in no time, so that a key is better painted with it.
  package var awaitsQuickAnswer: Bool {
    if case .contacts(let panel) = popup, panel.step == .reading { return true }
    if case .changes(let panel) = popup, panel.list == nil { return true }
    if case .text(let panel) = popup, panel.isRunning { return true }
    if case .facets = popup, shownFacetGeneration != facetGeneration { return true }
    return isSearching || isCopying || isKeeping || pasted.isBeingFound || !notes.starsOnTheirWay.isEmpty
  }

  /// The row under the cursor, if there is one.
  package var currentRow: Int? {
    let rows = rows
    return rows.indices.contains(cursor.index) ? Int(rows[cursor.index]) : nil
  }

  /// The order in which rows stand: the chosen one, or what nobody chose.
  package var effectiveSort: CustomerOrder? {
    sort ?? (query.isEmpty ? CustomerOrder(.name) : nil)
  }
}

/// How much of the state the screen has room for; the view reports it.
package struct Viewport: Equatable, Sendable {
  /// Rows of the list.
  package var listHeight: Int
  /// Columns of the terminal that the list has.
  package var listWidth: Int
  /// Whether details have a pane of their own.
  package var hasDetailPane: Bool
  package var detail: FieldLayout
  package var contacts: FieldLayout
  /// Lines of help that don't fit.
  package var hiddenHelpLines: Int
  /// Rows of what can be chosen in the popup; 0 if nothing can.
  package var choiceHeight: Int
  /// How wide a text in a popup can be.
  package var popupWidth: Int

  package init(
    listHeight: Int = 0, listWidth: Int = 0, hasDetailPane: Bool = false, detail: FieldLayout = FieldLayout(),
    contacts: FieldLayout = FieldLayout(), hiddenHelpLines: Int = 0, choiceHeight: Int = 0,
    popupWidth: Int = 0
  ) {
    self.listHeight = listHeight
    self.listWidth = listWidth
    self.hasDetailPane = hasDetailPane
    self.detail = detail
    self.contacts = contacts
    self.hiddenHelpLines = hiddenHelpLines
    self.choiceHeight = choiceHeight
    self.popupWidth = popupWidth
  }
}

/// What a person may choose before the start.
package struct BrowserSettings: Sendable {
  /// Where the customers come from, if that should be seen on the screen: `sample data`, a profile.
  package var source = ""
  /// The profile of the config that it is for; nil for none.
  package var profile: String?
  /// The profiles of the config.
  package var profiles: [String] = []
  /// Whether those are made up.
  package var isSample = false
  package var scope = CustomerScope.all
  package var status = StatusFilter.active
  package var sort: CustomerOrder?
  package var filter = ""
  package var columns = CustomerColumn.initiallyShown
  package var theme = "default"
  /// The filters with a name that the config has.
  package var filters: [NamedFilter] = []
  /// The person's own commands.
  package var commands: [OwnCommand] = []
  /// The address of a customer's page.
  package var customerLink: PlaceholderText?
  /// Where exports go unless told otherwise; the current folder if empty.
  package var exportFolder = ""
  package var exportColumns = ExportDialog.Columns.all
  package var exportDelimiter: Unicode.Scalar = ","
  package var exportFormat = ExportFormat.csv
  /// The folder that relative paths are told from.
  package var currentFolder = ""
  /// By which days and hours are told.
  package var timeZone = TimeZone.current
  /// Requests a day that the company's users share.
  package var dailyRequestLimit = 1_000
  /// Of how many customers a day the contacts are fetched without being asked for.
  package var dailyContacts = 0
  /// How old customers may be before the server is asked again, in seconds.
  package var maxAge: TimeInterval = 15 * 60
  /// Whether the server is never asked.
  package var isOffline = false
  /// Whether views and filters outlive the browser.
  package var isRemembered = true

  package init() {}
}
