import BrowserTesting
import CustomerBrowser
import Customers
import Foundation
import TerminalText
import Testing
import Wording

@testable import TerminalUI

/// Whole screens as text, held against files in `Frames`.
///
/// With KOMET_RECORD_FRAMES=1 in the environment the files are written anew instead: look at them before
/// they are committed.
@Suite struct BrowserScreenTests {
  enum Dimensions: String {
    case widest = "200x50"
    case wide = "120x30"
    case narrow = "100x30"
    case usual = "80x24"
    case small = "40x12"
    case smallest = "20x5"

    var size: Size {
      let numbers = rawValue.split(separator: "x").compactMap { Int($0) }
      return Size(columns: numbers[0], rows: numbers[1])
    }
  }

  @Test(arguments: ScreenScene.allCases, [Dimensions.wide, .usual, .small, .smallest])
  func `a screen looks as it did`(scene: ScreenScene, dimensions: Dimensions) throws {
    try expectRecorded(scene, dimensions)
  }

  @Test(
    arguments: [ScreenScene.list, .commands, .facets, .help, .changes, .detailContacts],
    [Dimensions.widest, .narrow])
  func `a screen looks as it did, where there is much room, and where details have just enough`(
    scene: ScreenScene, dimensions: Dimensions
  ) throws {
    try expectRecorded(scene, dimensions)
  }

  private func expectRecorded(_ scene: ScreenScene, _ dimensions: Dimensions) throws {
    let frame = render(try scene.browser(size: dimensions.size), size: dimensions.size)
    let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "Frames/\(scene.rawValue)-\(dimensions.rawValue).txt")
    let text = frame.text + "\n"
    if ProcessInfo.processInfo.environment["KOMET_RECORD_FRAMES"] == "1" {
      try text.write(to: file, atomically: true, encoding: .utf8)
    }
    #expect(try String(contentsOf: file, encoding: .utf8) == text)
  }

  @Test(arguments: ScreenScene.allCases, [Dimensions.wide, .usual, .small])
  func `whatever was opened, the last line names the key that closes it`(
    scene: ScreenScene, dimensions: Dimensions
  ) throws {
    let browser = try scene.browser(size: dimensions.size)
    let context = KeyContext(browser.state)
    // A message stands there until the next key.
    guard ![.filter, .list].contains(context), browser.state.notice == nil else { return }
    let key = try #require(KeyMap.standard.firstKey(for: .back, in: context))
    let lines = render(browser, size: dimensions.size).text.split(separator: "\n")
    #expect(lines.last?.contains("\(key.label(in: .unicode)) ") == true, "\(lines.last ?? "")")
  }

  @Test(arguments: ScreenScene.allCases)
  func `on the smallest screen, which has no line for keys, the box itself names the way out`(
    scene: ScreenScene
  )
    throws
  {
    let size = Dimensions.smallest.size
    let browser = try scene.browser(size: size)
    guard browser.state.popup != nil else { return }
    let key = try #require(KeyMap.standard.firstKey(for: .back, in: KeyContext(browser.state)))
    #expect(render(browser, size: size).text.contains("\(key.label(in: .unicode)) "))
  }

  @Test func `the palette says in full what each command does`() throws {
    let size = Size(columns: Dimensions.usual.size.columns, rows: 80)
    for focus in [Focus.filter, .list, .detail] {
      var browser = try ScreenScene.empty.browser(size: size)
      if focus != .filter { browser.give(.accept) }
      if focus == .detail { browser.give(.focusNext) }
      browser.give(.commands)
      let lines = render(browser, size: size).text.split(separator: "\n").filter { $0.contains("│") }
      #expect(lines.count > 40)
      #expect(lines.filter { $0.contains("…") } == [])
    }
  }

  @Test func `on the smallest screen, too, the question whether to replace a file is in sight`() throws {
    let size = Dimensions.smallest.size
    #expect(render(try ScreenScene.overwrite.browser(size: size), size: size).text.contains("Enter replaces"))
  }

  @Test(arguments: [Size(columns: 0, rows: 0), Size(columns: 1, rows: 1), Size(columns: 19, rows: 4)])
  func `a tiny screen says so at most`(size: Size) throws {
    let frame = render(try ScreenScene.list.browser(size: size), size: size)
    #expect("terminal too small".hasPrefix(frame.text.split(separator: "\n").first ?? ""))
  }

  @Test func `a click on the details means the line that was clicked`() throws {
    let size = Dimensions.wide.size
    let screen = try ScreenScene.list.browser(size: size).screen(size: size)
    guard case .detailClicked(line: 4) = screen.event(for: .press, at: Position(column: 90, row: 6)) else {
      Issue.record("the click means something else")
      return
    }
  }

  @Test func `a click on the details below the list means the line that was clicked, too`() throws {
    let size = Size(columns: 80, rows: 30)
    let screen = try ScreenScene.list.browser(size: size).screen(size: size)
    let lines = screen.render().text.split(separator: "\n", omittingEmptySubsequences: false)
    let divider = try #require(lines.lastIndex { $0.hasPrefix("───") })
    let event = screen.event(for: .press, at: Position(column: 5, row: divider + 1 + 4))
    guard case .detailClicked(line: 4) = event else {
      Issue.record("the click means \(String(describing: event))")
      return
    }
  }

  @Test func `a click in the filter goes to the letter that was clicked, however wide the letters are`()
    throws
  {
    var browser = BrowserDriver.showing([])
    browser.type("花店 rosa")
    let screen = browser.screen(size: Dimensions.usual.size)
    let text = try #require(screen.render().text.split(separator: "\n").dropFirst().first)
    let start = displayWidth(of: String(text.prefix { $0 != "花" }))
    // The letters at the columns from the first one on: 花 has two, and so has 店.
    for (column, letter) in [0, 0, 1, 1, 2, 3, 4, 5, 6, 7, 7].enumerated() {
      let event = screen.event(for: .press, at: Position(column: start + column, row: 1))
      guard case .filterClicked(place: letter) = event else {
        Issue.record("column \(column): \(String(describing: event))")
        continue
      }
    }
  }

  @Test func `the window's title has no control character of the filter in it`() {
    var browser = BrowserDriver.showing([])
    browser.type("rosa\u{1b}]2;x\u{7}")
    #expect(WindowTitle(of: browser.state, charset: .unicode).text == "komet: rosa␛]2;x␇")
  }

  @Test func `nothing but ASCII is drawn where the terminal knows no more`() throws {
    for scene in ScreenScene.allCases {
      let browser = try scene.browser(size: Dimensions.wide.size)
      let frame = render(browser, size: Dimensions.wide.size, charset: .ascii)
      #expect(frame.text.unicodeScalars.allSatisfy { $0.isASCII })
    }
  }

  @Test func `a contact's field of several lines is chosen as a whole`() throws {
    var browser = try ScreenScene.contactsChosen.browser(size: Dimensions.small.size)
    browser.give(.moveUp, .moveUp)
    let frame = render(browser, size: Dimensions.small.size)
    let rows = frame.text.split(separator: "\n", omittingEmptySubsequences: false)
    let chosen = (0..<frame.gridSize.rows).filter { row in
      frame.row(row).contains { $0.style.attributes.contains(.reverse) }
    }
    #expect(chosen.count > 1)
    #expect(chosen.map { String(rows[$0]) }.joined().contains("before 8:00"))
    #expect(chosen.map { String(rows[$0]) }.joined().contains("Note"))
  }

  private func render(_ browser: BrowserDriver, size: Size, charset: Charset = .unicode) -> Frame {
    browser.screen(size: size, charset: charset).render()
  }
}
