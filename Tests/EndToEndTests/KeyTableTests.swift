import Foundation
import Testing

/// Each row of the table of keys, in each place where it has a key, in a real terminal.
@Suite struct KeyTableTests {
  private let server: SampleServer

  init() throws {
    server = try SampleServer()
  }

  private func start(columns: Int = 120, rows: Int = 30) throws -> TmuxScreen {
    let screen = try TmuxScreen(try server.program(), columns: columns, rows: rows)
    try screen.wait(for: "● synced")
    try screen.wait(for: "rows") { place(on: $0) != nil }
    return screen
  }

  /// The place that the last line tells, counted from 1, and how many rows there are.
  private func place(on screen: String) -> (Int, of: Int)? {
    guard let line = screen.split(separator: "\n").last,
      let match = line.firstMatch(of: /([\d,]+)\/([\d,]+)\s*$/),
      let place = Int(match.1.replacing(",", with: "")), let count = Int(match.2.replacing(",", with: ""))
    else { return nil }
    return (place, count)
  }

  private func wait(for place: Int, on screen: TmuxScreen) throws {
    try screen.wait(for: "row \(place)") { self.place(on: $0)?.0 == place }
  }

  @Test func `moving, in the filter and in the list`() throws {
    let screen = try start()
    let count = try #require(place(on: try screen.wait(for: "rows") { place(on: $0) != nil })?.of)
    // 30 rows less status, filter, header and hint; a page leaves one row in common.
    let page = 25
    for (key, row) in [("Down", 2), ("Up", 1), ("PageDown", 1 + page), ("PageUp", 1)] {
      try screen.press(key)
      try wait(for: row, on: screen)
    }
    try screen.press("Enter")
    let keys = [
      ("Down", 2), ("Up", 1), ("j", 2), ("k", 1), ("PageDown", 1 + page), ("PageUp", 1),
      ("C-d", 1 + page / 2),
      ("C-u", 1), ("G", count), ("g", 1), ("End", count), ("Home", 1),
    ]
    for (key, row) in keys {
      try screen.press(key)
      try wait(for: row, on: screen)
    }
  }

  @Test(arguments: [(key: "F2", inList: false), ("m", true), ("F2", true)])
  func `all and mine`(key: String, inList: Bool) throws {
    let screen = try start()
    if inList { try screen.press("Enter") }
    for words in ["My customers", "All customers"] {
      try screen.press(key)
      try screen.wait(for: words)
    }
  }

  @Test(arguments: [(key: "F3", inList: false), ("i", true), ("F3", true)])
  func `active, all, only inactive`(key: String, inList: Bool) throws {
    let screen = try start()
    if inList { try screen.press("Enter") }
    for words in ["active and inactive", "customers · inactive", "customers · active  "] {
      try screen.press(key)
      try screen.wait(for: words)
    }
  }

  @Test func `sorting by the menu, the next column, in reverse and by a click`() throws {
    let screen = try start()
    try screen.press("F4")
    try screen.wait(for: "Sort by")
    try screen.type("code")
    try screen.press("Enter")
    try screen.wait(for: "CODE ▲")
    try screen.press("Enter", "F4")
    try screen.wait(for: "Sort by")
    try screen.press("Tab", "Escape")
    try screen.wait(for: "the new order, and no menu") { $0.contains("CODE ▼") && !$0.contains("Sort by") }
    try screen.press("s")
    try screen.wait(for: "TYPE ▲")
    try screen.press("S")
    try screen.wait(for: "TYPE ▼")
    try screen.click(on: "SALESPERSON")
    try screen.wait(for: "SALESPERSON ▲")
  }

  @Test(arguments: [(key: "F5", inList: false), ("f", true), ("F5", true)])
  func facets(key: String, inList: Bool) throws {
    let screen = try start()
    if inList { try screen.press("Enter") }
    try screen.press(key)
    try screen.wait(for: "━━━")
    try screen.press(key)
    try screen.wait(for: "no facets") { !$0.contains("━━━") }
  }

  @Test(arguments: [(key: "F6", inList: false), ("C", true), ("F6", true)])
  func columns(key: String, inList: Bool) throws {
    let screen = try start()
    if inList { try screen.press("Enter") }
    try screen.press(key)
    try screen.wait(for: "─ Columns ─")
    try screen.press(key)
    try screen.wait(for: "no menu") { !$0.contains("─ Columns ─") }
  }

  @Test func marking() throws {
    let screen = try start()
    try screen.press("C-t")
    try screen.wait(for: "· 1 marked")
    try screen.press("Enter", "Space")
    try screen.wait(for: "· 2 marked")
    try screen.press("V", "j", "j")
    try screen.wait(for: "V marks these 3")
    try screen.press("V")
    try screen.wait(for: "· 5 marked")
    try screen.press("M")
    try screen.wait(for: "only 5 marked")
    try screen.press("Escape")
    try screen.wait(for: "all rows") { !$0.contains("only 5") }
    try screen.press("U")
    try screen.wait(for: "Marks cleared")
    try screen.press("u")
    try screen.wait(for: "Undone: 5 marked · Z does it again")
    try screen.press("Z")
    try screen.wait(for: "Done again: 0 marked")
    try screen.press("u")
    try screen.wait(for: "· 5 marked")
    let count = try #require(place(on: try screen.text())?.of)
    try screen.press("~")
    try screen.wait(for: "· \(count - 5) marked")
    try screen.press("*")
    try screen.wait(for: "· \(count) marked")
    try screen.press("/")
    try screen.type("T3526")
    try screen.wait(for: "(\(count - 1) hidden by the filter)")
  }

  @Test func `details and panes`() throws {
    let screen = try start(columns: 80, rows: 20)
    try screen.press("Tab")
    try screen.wait(for: "Enter details")
    try screen.press("Enter")
    try screen.wait(for: "Accounting code")
    try screen.press("Enter")
    try screen.wait(for: "no details") { !$0.contains("Accounting code") }
    try screen.press("Tab")
    try screen.wait(for: "Accounting code")
    try screen.press("Tab", "/")
    try screen.wait(for: "Enter list")
  }

  @Test(arguments: [(key: "C-s", inList: false), ("e", true), ("C-s", true)])
  func exporting(key: String, inList: Bool) throws {
    let screen = try start()
    if inList { try screen.press("Enter") }
    try screen.press(key)
    try screen.wait(for: "Enter writes")
    try screen.press("F6")
    try screen.wait(for: "Name, Code, Type")
    try screen.press("Tab")
    try screen.wait(for: ".xlsx")
    try screen.press("Escape")
    try screen.wait(for: "no dialog") { !$0.contains("Enter writes") }
  }

  @Test func copying() throws {
    let screen = try start()
    try screen.type("T3526")
    try screen.wait(for: "one row") { place(on: $0)?.of == 1 }
    try screen.press("C-y")
    try screen.wait(for: "Copied the row of 2-14 BRIDAL CAKES")
    try screen.press("Enter")
    for (key, words) in [
      ("c", "code T3526"), ("n", "name 2-14 BRIDAL CAKES"), ("i", "id 25475"), ("y", "row of"),
    ] {
      try screen.press("y", key)
      try screen.wait(for: "Copied the \(words)")
    }
    try screen.press("y", "a")
    try screen.wait(for: "accounting code ACC10")
    try screen.press("C-y")
    try screen.wait(for: "Copied the row")
  }

  @Test(arguments: [
    (key: "C-r", inList: false, whole: false), ("r", true, false), ("C-r", true, false), ("R", true, true),
  ])
  func refreshing(key: String, inList: Bool, whole: Bool) throws {
    let screen = try start()
    if inList { try screen.press("Enter") }
    try screen.press(key)
    try screen.wait(for: "the second three requests") { _ in server.requests.count == 6 }
    let asksForChanges = server.requests.dropFirst(2).contains { $0.contains("updateAsOf") }
    #expect(asksForChanges != whole)
  }

  @Test(arguments: [
    (key: "C-o", inList: false, shows: "─ Commands ─"), (":", true, "─ Commands ─"),
    ("C-o", true, "─ Commands ─"),
    ("F1", false, "Keys in the filter"), ("?", true, "Keys in the list"), ("F1", true, "Keys in the list"),
  ])
  func `palette and help`(key: String, inList: Bool, shows: String) throws {
    let screen = try start()
    if inList { try screen.press("Enter") }
    try screen.press(key)
    try screen.wait(for: shows)
    try screen.press("Escape")
    try screen.wait(for: "no popup") { !$0.contains(shows) }
  }

  @Test func `the filter is edited as in a shell, with a history`() throws {
    let screen = try start()
    try screen.type("bella")
    try screen.press("Enter", "/", "C-u")
    try screen.type("rose garden")
    let steps: [(keys: [String], shown: String)] = [
      (["C-w"], "rose"), (["C-a", "C-k"], Self.placeholder), (["C-_"], "rose"),
      (["C-e", "C-u"], Self.placeholder),
      (["C-p"], "rose"), (["C-p"], "bella"), (["C-n", "C-n"], Self.placeholder),
      (["a", "b", "M-b", "x"], "xab"), (["C-e", "y"], "xaby"), (["Left", "BSpace"], "xay"),
      (["Right", "z"], "xayz"), (["C-a", "DC"], "ayz"), (["M-d"], Self.placeholder),
    ]
    for (keys, shown) in steps {
      try screen.press(keys)
      try screen.wait(for: "“\(shown)” in the filter") { filter(on: $0) == shown }
    }
  }

  private static let placeholder = "type to filter by name, code, salesperson, type"

  /// What the filter bar shows, without what is offered behind it.
  private func filter(on screen: String) -> String? {
    let line = screen.split(separator: "\n").dropFirst().first?.trimmingPrefix(" › ")
    return line.map { $0.split(separator: "→")[0].trimmingCharacters(in: .whitespaces) }
  }

  @Test func `Esc undoes one layer at a time and never quits`() throws {
    let screen = try start()
    try screen.type("rosa")
    try screen.press("Enter", "Space", "M")
    try screen.wait(for: "only 1 marked")
    try screen.press("?")
    try screen.wait(for: "Keys in the list")
    try screen.press("Escape")
    try screen.wait(for: "no help") { !$0.contains("Keys in the list") && $0.contains("only 1 marked") }
    try screen.press("Escape")
    try screen.wait(for: "all rows") { !$0.contains("only 1 marked") && $0.contains("› rosa") }
    try screen.press("Escape")
    try screen.wait(for: "type to filter")
    try screen.press("Escape")
    try screen.wait(for: "Enter list")
    try screen.press("Escape", "Escape")
    try screen.wait(for: "1 marked")
  }

  @Test func `the mouse clicks, opens and scrolls`() throws {
    let screen = try start(columns: 90)
    let third = try #require(try screen.text().split(separator: "\n").dropFirst(5).first)
    try screen.mouse(.press, column: 10, row: 5)
    try wait(for: 3, on: screen)
    try screen.mouse(.wheelDown, column: 10, row: 10)
    try wait(for: 6, on: screen)
    try screen.mouse(.wheelUp, column: 10, row: 10)
    try wait(for: 3, on: screen)
    // On a busy machine two clicks may come too far apart for a double one.
    try screen.wait(for: "the details") { shown in
      if shown.contains("Esc list") { return true }
      try? screen.mouse(.press, column: 10, row: 6)
      return false
    }
    try screen.mouse(.press, column: 5, row: 1)
    try screen.wait(for: "Enter list")
    try screen.press("F6")
    try screen.wait(for: "─ Columns ─")
    try screen.mouse(.press, column: 0, row: 0)
    try screen.wait(for: "no menu") { !$0.contains("─ Columns ─") && $0.contains(third.prefix(20)) }
  }

  @Test func `a paste is text, in the list, too`() throws {
    let screen = try start()
    try screen.press("Enter")
    try screen.paste("qqqqqqqq\nzzzzzzzz\nT3526")
    try screen.wait(for: "› qqqqqqqq | zzzzzzzz | T3526")
    try screen.wait(for: "1 of 3 found, not qqqqqqqq, zzzzzzzz")
    try screen.press("C-_")
    try screen.wait(for: "type to filter")
  }

  @Test func `marks survive kill -9, and the next start tells of them`() throws {
    let program = try server.program()
    let screen = try TmuxScreen(program)
    try screen.wait(for: "● synced")
    try screen.press("Enter", "Space", "Space", "Space")
    try screen.wait(for: "· 3 marked")
    try screen.wait(for: "the marks on the disk") { _ in
      program.home.content(".state/komet/marks-default")?.split(separator: "\n").count == 3
    }
    _ = try program.shell("kill -9 $(pgrep -P \(try screen.property("#{pane_pid}")))")
    // Behind what the shell says of it, which may break it at any place.
    try screen.wait(for: "the end") { $0.filter { !$0.isWhitespace }.contains("endedwith137") }
    try screen.restart()
    try screen.wait(for: "3 marked earlier · M shows · U clears")
    try screen.press("Enter", "M")
    try screen.wait(for: "only 3 marked")
  }
}
