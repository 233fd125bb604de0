import CustomerBrowser

extension KeyMap {
  /// The keys as they are without any config.
  package static let standard: KeyMap = {
    var map = KeyMap()
    map.bindInBrowser()
    map.bindInLists()
    map.bindInDetail()
    map.bindLineEditing()
    map.bindInPopups()
    map.bindInFacets()
    map.bindInCopyMenu()
    map.bindInColumns()
    map.bindInContacts()
    map.bindInDuplicates()
    map.bindNotes()
    map.bindInText()
    map.bindInChoices()
    // Last, so that hints name the letter where there is one.
    map.bindEverywhere()
    return map
  }()

  private static let panes: [KeyContext] = [.list, .detail]
  static let browser: [KeyContext] = [.filter, .list, .detail]

  private mutating func bindEverywhere() {
    bind(.quit, to: [control("q")], in: KeyContext.allCases)
    bind(.redraw, to: [control("l")], in: KeyContext.allCases)
    bind(.suspend, to: [control("z")], in: KeyContext.allCases)
    bind(.back, to: [Key(.escape), control("c")], in: KeyContext.allCases)
  }

  private mutating func bindInBrowser() {
    bind(.moveUp, to: [Key(.up)], in: Self.browser)
    bind(.moveDown, to: [Key(.down)], in: Self.browser)
    bind(.pageUp, to: [Key(.pageUp)], in: Self.browser)
    bind(.pageDown, to: [Key(.pageDown)], in: Self.browser)
    bind(.accept, to: [Key(.enter)], in: Self.browser)
    bind(.focusNext, to: [Key(.tab)], in: Self.browser)
    bind(.toggleScope, to: [character("m")], in: Self.panes)
    bind(.toggleScope, to: [Key(.function(2))], in: Self.browser)
    bind(.cycleStatus, to: [character("i")], in: Self.panes)
    bind(.cycleStatus, to: [Key(.function(3))], in: Self.browser)
    bind(.sortMenu, to: [Key(.function(4))], in: Self.browser)
    bind(.facets, to: [character("f")], in: Self.panes)
    bind(.facets, to: [Key(.function(5))], in: Self.browser)
    bind(.toggleMark, to: [character(" ")], in: Self.panes)
    bind(.toggleMark, to: [control("t")], in: Self.browser)
    bind(.columns, to: [character("C")], in: Self.panes)
    bind(.columns, to: [Key(.function(6))], in: Self.browser)
    bind(.contacts, to: [character("c")], in: Self.panes)
    bind(.searchDetails, to: [control("f")], in: Self.panes)
    bind(.searchDetails, to: [Key(.function(7))], in: Self.browser)
    bind(.copy, to: [character("y")], in: [.list])
    bind(.copyRow, to: [control("y")], in: Self.browser)
    bind(.export, to: [character("e")], in: Self.panes)
    bind(.export, to: [control("s")], in: Self.browser)
    bind(.refresh, to: [character("r")], in: Self.panes)
    bind(.refresh, to: [control("r")], in: Self.browser)
    bind(.fullSync, to: [character("R")], in: Self.panes)
    bind(.help, to: [character("?")], in: Self.panes)
    bind(.help, to: [Key(.function(1))], in: Self.browser)
    bind(.nextTheme, to: [character("T")], in: Self.panes)
    bind(.profiles, to: [character("P")], in: Self.panes)
    bind(.commands, to: [character(":")], in: Self.panes)
    bind(.commands, to: [control("o")], in: Self.browser)
    bind(.quit, to: [character("q")], in: Self.panes)
  }

  private mutating func bindInLists() {
    bind(.moveUp, to: [character("k")], in: Self.panes)
    bind(.moveDown, to: [character("j")], in: Self.panes)
    bind(.halfPageUp, to: [control("u")], in: Self.panes)
    bind(.halfPageDown, to: [control("d")], in: Self.panes)
    bind(.moveToTop, to: [character("g"), Key(.home)], in: Self.panes)
    bind(.moveToBottom, to: [character("G"), Key(.end)], in: Self.panes)
    bind(.focusFilter, to: [character("/")], in: Self.panes)
    bind(.sortNext, to: [character("s")], in: Self.panes)
    bind(.sortReverse, to: [character("S")], in: Self.panes)
    bind(.markRange, to: [character("V")], in: Self.panes)
    bind(.markAll, to: [character("*")], in: Self.panes)
    bind(.invertMarks, to: [character("~")], in: Self.panes)
    bind(.clearMarks, to: [character("U")], in: Self.panes)
    bind(.undoMarks, to: [character("u")], in: Self.panes)
    bind(.redoMarks, to: [character("Z")], in: Self.panes)
    bind(.showChanged, to: [character(".")], in: Self.panes)
    bind(.changes, to: [character("H")], in: Self.panes)
    bind(.open, to: [character("o")], in: Self.panes)
    bind(.toggleOnlyMarked, to: [character("M")], in: Self.panes)
    bind(.saveFilter, to: [character("w")], in: Self.panes)
  }

  private mutating func bindInDetail() {
    bind(.copyField, to: [character("y")], in: [.detail])
    bind(.copy, to: [character("Y")], in: [.detail])
    bind(.findNext, to: [character("n")], in: [.detail])
    bind(.findPrevious, to: [character("N")], in: [.detail])
    bind(.moveDown, to: [Key(.down), control("n")], in: [.find])
    bind(.moveUp, to: [Key(.up), control("p")], in: [.find])
    bind(.accept, to: [Key(.enter)], in: [.find])
  }

  private mutating func bindLineEditing() {
    let lines: [KeyContext] = [.filter, .find, .dialog, .nameDialog, .noteDialog, .menu, .help]
    bind(.undoFilter, to: [control("_")], in: Self.browser)
    bind(.previousFilter, to: [control("p")], in: [.filter])
    bind(.nextFilter, to: [control("n")], in: [.filter])
    bind(.cursorLeft, to: [Key(.left), control("b")], in: lines)
    bind(.cursorRight, to: [Key(.right), control("f")], in: lines)
    bind(.wordLeft, to: [alt("b"), Key(.left, .control)], in: lines)
    bind(.wordRight, to: [alt("f"), Key(.right, .control)], in: lines)
    bind(.lineStart, to: [control("a"), Key(.home)], in: lines)
    bind(.lineEnd, to: [control("e"), Key(.end)], in: lines)
    bind(.deleteBackward, to: [Key(.backspace), control("h")], in: lines)
    bind(.deleteForward, to: [Key(.delete), control("d")], in: lines)
    bind(.deleteWord, to: [control("w"), Key(.backspace, .alt)], in: lines)
    bind(.deleteWordForward, to: [alt("d")], in: lines)
    bind(.deleteToStart, to: [control("u")], in: lines)
    bind(.deleteToEnd, to: [control("k")], in: lines)
  }

  private mutating func bindInPopups() {
    bind(.moveUp, to: [Key(.up), control("p")], in: [.menu, .help])
    bind(.moveDown, to: [Key(.down), control("n")], in: [.menu, .help])
    bind(.pageUp, to: [Key(.pageUp)], in: [.menu, .help])
    bind(.pageDown, to: [Key(.pageDown)], in: [.menu, .help])
    bind(.back, to: [Key(.escape), character("q")], in: [.message])
    bind(.back, to: [Key(.escape), Key(.function(1)), Key(.enter)], in: [.help])
    bind(.back, to: [Key(.enter)], in: [.message])
    bind(.accept, to: [Key(.enter)], in: [.menu, .dialog, .nameDialog, .noteDialog])
    bind(.deleteFilter, to: [control("x")], in: [.menu])
    bind(.sortReverse, to: [Key(.tab)], in: [.menu])
    bind(.back, to: [Key(.escape), Key(.function(4)), control("o")], in: [.menu])
    bind(.exportFormat, to: [Key(.tab)], in: [.dialog])
    bind(.exportColumns, to: [Key(.function(6)), Key(.tab, .shift)], in: [.dialog])
    bind(.refresh, to: [character("r"), control("r")], in: [.message])
    // A capital, which is not typed by chance when the message comes while somebody types.
    bind(.acceptLosses, to: [character("A")], in: Self.panes + [.message])
  }

  private mutating func bindInFacets() {
    let place: [KeyContext] = [.facets]
    bindMoves(in: place)
    bind(.nextFacet, to: [Key(.tab), Key(.right), character("l")], in: place)
    bind(.previousFacet, to: [Key(.left), Key(.tab, .shift), character("h")], in: place)
    bind(.chooseValue, to: [character(" ")], in: place)
    bind(.excludeValue, to: [character("!")], in: place)
    bind(.export, to: [character("e"), control("s")], in: place)
    bind(.accept, to: [Key(.enter)], in: place)
    bind(.toggleScope, to: [character("m"), Key(.function(2))], in: place)
    bind(.cycleStatus, to: [character("i"), Key(.function(3))], in: place)
    bind(.back, to: [Key(.escape), character("f"), Key(.function(5)), character("q")], in: place)
  }

  /// The moves in popups in which nothing is typed.
  private mutating func bindMoves(in place: [KeyContext]) {
    bind(.moveUp, to: [Key(.up), character("k")], in: place)
    bind(.moveDown, to: [Key(.down), character("j")], in: place)
    bind(.pageUp, to: [Key(.pageUp), control("u")], in: place)
    bind(.pageDown, to: [Key(.pageDown), control("d")], in: place)
    bind(.moveToTop, to: [character("g"), Key(.home)], in: place)
    bind(.moveToBottom, to: [character("G"), Key(.end)], in: place)
  }

  private mutating func bindInChoices() {
    let place: [KeyContext] = [.choices]
    bindMoves(in: place)
    bind(.nextTheme, to: [character("T")], in: place)
    bind(.accept, to: [Key(.enter)], in: place)
    bind(.back, to: [Key(.escape), character("q"), character("P")], in: place)
  }

  private mutating func bindInCopyMenu() {
    let place: [KeyContext] = [.copyMenu]
    bind(.copyRow, to: [character("y"), Key(.enter)], in: place)
    bind(.copyCode, to: [character("c")], in: place)
    bind(.copyName, to: [character("n")], in: place)
    bind(.copyID, to: [character("i")], in: place)
    bind(.copyAccountingCode, to: [character("a")], in: place)
    bind(.copyMail, to: [character("m")], in: place)
    bind(.copyPhone, to: [character("p")], in: place)
    bind(.copyOthers, to: [Key(.tab)], in: place)
    bind(.back, to: [Key(.escape), character("q")], in: place)
  }

  private mutating func bindInColumns() {
    let place: [KeyContext] = [.columns]
    bind(.moveUp, to: [Key(.up), character("k")], in: place)
    bind(.moveDown, to: [Key(.down), character("j")], in: place)
    bind(.moveToTop, to: [character("g"), Key(.home)], in: place)
    bind(.moveToBottom, to: [character("G"), Key(.end)], in: place)
    bind(.toggleColumn, to: [character(" ")], in: place)
    bind(.moveColumnBefore, to: [Key(.left), character("K")], in: place)
    bind(.moveColumnAfter, to: [Key(.right), character("J")], in: place)
    bind(
      .back, to: [Key(.escape), Key(.enter), character("C"), Key(.function(6)), character("q")], in: place)
  }

  private mutating func bindInContacts() {
    let place: [KeyContext] = [.contacts]
    bindMoves(in: place)
    bind(.copyField, to: [character("y"), Key(.enter)], in: place)
    bind(.refresh, to: [character("r"), control("r")], in: place)
    bind(.back, to: [Key(.escape), character("c"), character("q")], in: place)
  }

  private mutating func bindInText() {
    let place: [KeyContext] = [.text]
    bindMoves(in: place)
    bind(.pageDown, to: [character(" ")], in: place)
    bind(.copy, to: [character("y")], in: place)
    bind(.back, to: [Key(.escape), Key(.enter), character("q")], in: place)
  }

  private mutating func bindInDuplicates() {
    let place: [KeyContext] = [.duplicates]
    bindMoves(in: place)
    bind(.accept, to: [Key(.enter)], in: place)
    bind(.notSame, to: [character("x"), Key(.delete)], in: place)
    bind(.export, to: [character("e"), control("s")], in: place)
    bind(.back, to: [Key(.escape), character("q")], in: place)
  }

  private mutating func bindNotes() {
    bind(.toggleStar, to: [character("b")], in: Self.panes)
    // In the details N goes to the match before.
    bind(.editNote, to: [character("N")], in: [.list])
    bind(.editNote, to: [Key(.function(9))], in: Self.browser)
    bind(.setDue, to: [character("D")], in: Self.panes)
    bind(.showDue, to: [character("d")], in: Self.panes)
    bind(.insertLineBreak, to: [control("j"), Key(.enter, .alt)], in: [.noteDialog])
    bind(.moveUp, to: [Key(.up)], in: [.noteDialog])
    bind(.moveDown, to: [Key(.down)], in: [.noteDialog])
  }

  private func character(_ character: Character) -> Key { Key(.character(character)) }

  private func control(_ character: Character) -> Key { Key(.character(character), .control) }

  private func alt(_ character: Character) -> Key { Key(.character(character), .alt) }
}
