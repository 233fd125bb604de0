/// What a key can do, by the name that help shows and the config rebinds.
package enum BrowserCommand: String, CaseIterable, Sendable {
  case moveUp = "move-up"
  case moveDown = "move-down"
  case pageUp = "page-up"
  case pageDown = "page-down"
  case halfPageUp = "half-page-up"
  case halfPageDown = "half-page-down"
  case moveToTop = "move-to-top"
  case moveToBottom = "move-to-bottom"

  case focusFilter = "focus-filter"
  case focusNext = "focus-next"
  case previousFilter = "previous-filter"
  case nextFilter = "next-filter"
  case undoFilter = "undo-filter"
  case accept
  case back
  case showDetails = "show-details"

  case contacts
  case changes
  case duplicates
  case notSame = "not-same"
  case searchDetails = "search-details"
  case findNext = "find-next"
  case findPrevious = "find-previous"

  case toggleScope = "toggle-scope"
  case cycleStatus = "cycle-status"
  case sortNext = "sort-next"
  case sortReverse = "sort-reverse"
  case sortMenu = "sort-menu"
  case columns
  case toggleColumn = "toggle-column"
  case moveColumnBefore = "move-column-before"
  case moveColumnAfter = "move-column-after"
  case facets
  case nextFacet = "next-facet"
  case previousFacet = "previous-facet"
  case chooseValue = "choose-value"
  case excludeValue = "exclude-value"

  case toggleMark = "toggle-mark"
  case markRange = "mark-range"
  case markAll = "mark-all"
  case invertMarks = "invert-marks"
  case clearMarks = "clear-marks"
  case undoMarks = "undo-marks"
  case redoMarks = "redo-marks"
  case toggleOnlyMarked = "toggle-only-marked"

  case toggleStar = "toggle-star"
  case editNote = "edit-note"
  case insertLineBreak = "insert-line-break"
  case setDue = "set-due"
  case showDue = "show-due"

  case copy
  case copyField = "copy-field"
  case copyRow = "copy-row"
  case copyCode = "copy-code"
  case copyName = "copy-name"
  case copyID = "copy-id"
  case copyAccountingCode = "copy-accounting-code"
  case copyMail = "copy-mail"
  case copyPhone = "copy-phone"
  case copyOthers = "copy-others"

  case saveFilter = "save-filter"
  case deleteFilter = "delete-filter"
  case export
  case exportFormat = "export-format"
  case exportColumns = "export-columns"
  case open
  case openExported = "open-exported"
  case copyPath = "copy-path"
  case refresh
  case fullSync = "full-sync"
  case acceptLosses = "accept-losses"
  case fetchContacts = "fetch-contacts"
  case showChanged = "show-changed"
  case showMissing = "show-missing"
  case nextTheme = "next-theme"
  case profiles
  case commands
  case help
  case redraw
  case suspend
  case quit

  case cursorLeft = "cursor-left"
  case cursorRight = "cursor-right"
  case wordLeft = "word-left"
  case wordRight = "word-right"
  case lineStart = "line-start"
  case lineEnd = "line-end"
  case deleteBackward = "delete-backward"
  case deleteForward = "delete-forward"
  case deleteWord = "delete-word"
  case deleteWordForward = "delete-word-forward"
  case deleteToStart = "delete-to-start"
  case deleteToEnd = "delete-to-end"

  /// What the command does, as help says it.
  package var summary: String {
    switch self {
    case .moveUp: "one row up"
    case .moveDown: "one row down"
    case .pageUp: "a page up"
    case .pageDown: "a page down"
    case .halfPageUp: "half a page up"
    case .halfPageDown: "half a page down"
    case .moveToTop: "to the first row"
    case .moveToBottom: "to the last row"
    case .focusFilter: "to the filter"
    case .focusNext: "to the next pane"
    case .previousFilter: "the filter before, from the history"
    case .nextFilter: "the filter after, from the history"
    case .undoFilter: "the filter as it was before"
    case .accept: "accept"
    case .back: "back by one layer"
    case .showDetails: "details"
    case .contacts: "whom to reach at the customer"
    case .changes: "what changed, day by day"
    case .duplicates: "who seems to be there twice"
    case .notSame: "say that these are not the same, or take it back"
    case .searchDetails: "search in the details"
    case .findNext: "the next match in the details"
    case .findPrevious: "the match before in the details"
    case .toggleScope: "all customers ↔ mine"
    case .cycleStatus: "active → all → only inactive"
    case .sortNext: "sort by the next column"
    case .sortReverse: "reverse the order"
    case .sortMenu: "choose the order"
    case .columns: "choose the columns"
    case .toggleColumn: "show or hide the column"
    case .moveColumnBefore: "move the column before the last one"
    case .moveColumnAfter: "move the column after the next one"
    case .facets: "count by salesperson, type, status, year"
    case .nextFacet: "count by the next facet"
    case .previousFacet: "count by the facet before"
    case .chooseValue: "choose the group, beside others"
    case .excludeValue: "leave the group out"
    case .toggleMark: "mark, and move down"
    case .markRange: "begin a range of marks, and end it"
    case .markAll: "mark all shown"
    case .invertMarks: "invert the marks of the shown"
    case .clearMarks: "clear all marks"
    case .undoMarks: "undo the last change of the marks"
    case .redoMarks: "make the undone change again"
    case .toggleOnlyMarked: "show only the marked"
    case .toggleStar: "give the customer a star, or remove it"
    case .editNote: "write a note about the customer"
    case .insertLineBreak: "begin a new line"
    case .setDue: "set the day of the follow-up"
    case .showDue: "show whose follow-up is due"
    case .copy: "copy a part of the row, or of all marked"
    case .copyField: "copy the field under the cursor"
    case .copyRow: "copy the row"
    case .copyCode: "copy the code"
    case .copyName: "copy the name"
    case .copyID: "copy the id"
    case .copyAccountingCode: "copy the accounting code"
    case .copyMail: "copy the mail addresses that are known"
    case .copyPhone: "copy the phone numbers that are known"
    case .copyOthers: "copy of the row, the marked, all shown"
    case .saveFilter: "save the filter under a name"
    case .deleteFilter: "delete the saved filter"
    case .export: "export to a file"
    case .exportFormat: "the next format"
    case .open: "open the customer's page, or the file"
    case .openExported: "open the file written last"
    case .copyPath: "copy the path of the file written last"
    case .exportColumns: "shown columns ↔ all"
    case .refresh: "ask the server what changed"
    case .fullSync: "ask the server for everything"
    case .fetchContacts: "fetch the contacts of the shown, or stop"
    case .acceptLosses: "let the missing customers go"
    case .showChanged: "show whom the last refresh changed"
    case .showMissing: "show what was not found of a paste"
    case .nextTheme: "the next theme, in a list of all"
    case .profiles: "choose the profile"
    case .commands: "every command by name"
    case .help: "help for this place"
    case .redraw: "paint the screen anew"
    case .suspend: "suspend"
    case .quit: "quit"
    case .cursorLeft: "a letter left"
    case .cursorRight: "a letter right"
    case .wordLeft: "a word left"
    case .wordRight: "a word right"
    case .lineStart: "to the start of the line"
    case .lineEnd: "to the end of the line"
    case .deleteBackward: "delete the letter before"
    case .deleteForward: "delete the letter after"
    case .deleteWord: "delete the word before"
    case .deleteWordForward: "delete the word after"
    case .deleteToStart: "delete to the start"
    case .deleteToEnd: "delete to the end"
    }
  }

  /// Whether the command is about all shown rows, or their order, and not about those on the screen.
  var concernsAllRows: Bool {
    switch self {
    case .markAll, .invertMarks, .export, .facets, .fetchContacts, .duplicates: true
    default: false
    }
  }

  /// Whether the command is about the shown rows, all or some, and so about which they are.
  var isAboutRows: Bool {
    switch self {
    case .accept, .focusNext, .showDetails, .moveUp, .moveDown, .pageUp, .pageDown, .halfPageUp,
      .halfPageDown, .moveToTop, .moveToBottom, .toggleMark, .markRange, .toggleOnlyMarked, .contacts,
      .searchDetails, .open, .findNext, .findPrevious, .toggleStar, .editNote, .setDue, .copy, .copyField,
      .copyRow,
      .copyCode, .copyName, .copyID,
      .copyAccountingCode, .copyMail, .copyPhone:
      true
    default: concernsAllRows
    }
  }

  /// The edit of the line under the cursor, if that is what the command does.
  var lineEdit: LineEdit? {
    switch self {
    case .cursorLeft: .moveLeft
    case .cursorRight: .moveRight
    case .wordLeft: .moveWordLeft
    case .wordRight: .moveWordRight
    case .lineStart: .moveToStart
    case .lineEnd: .moveToEnd
    case .deleteBackward: .deleteBackward
    case .deleteForward: .deleteForward
    case .deleteWord: .deleteWordBackward
    case .deleteWordForward: .deleteWordForward
    case .deleteToStart: .deleteToStart
    case .deleteToEnd: .deleteToEnd
    default: nil
    }
  }
}
