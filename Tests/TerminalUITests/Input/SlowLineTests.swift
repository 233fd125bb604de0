import BrowserTesting
import CustomerBrowser
import Customers
import ProofTesting
import Testing

@testable import TerminalUI

/// What a person types shows the same over a slow line, and over one that delivers in bursts, as on the spot.
@Suite struct SlowLineTests {
  private static let size = Size(columns: 100, rows: 24)
  private static let appearance = Appearance(theme: .default, charset: .unicode, keyMap: .standard)
  private static let keys = [
    "\u{1b}[A", "\u{1b}[B", "\u{1b}OB", "\u{1b}[C", "\u{1b}[D", "\u{1b}[5~", "\u{1b}[6~", "\u{1b}[H",
    "\u{1b}OF", "\u{1b}OQ",
    "\u{1b}[[C", "\u{1b}[14~", "\u{1b}[15~", "\u{1b}OP", "\u{1b}[Z", "\u{1b}[1;5D", "\u{1b}b", "\u{1b}f",
    "\u{1b}\u{7f}", "\u{1b}Ok",
    "\u{1b}[97;5u", "\u{1b}[27;5;101~", "\u{1b}]11;rgb:0/0/0\u{7}", "\r", "\t", "\u{7f}", "\u{1}", "\u{4}",
    "\u{5}", "\u{b}", "\u{e}",
    "\u{f}", "\u{10}", "\u{14}", "\u{15}", "\u{17}", " ", "j", "k", "G", "g", "m", "V", "*", "~", "U", "u",
    "M", "/", "?", ":", "C",
  ]
  private static let words = ["bella ", "mejía ", "núñez", "花店 ", "straße ", "rosa", "🌹", "type:", "!a "]

  /// What is sent at each stroke.
  private static func strokes(count: Int, seed: UInt64) -> [[UInt8]] {
    var random = RandomSource(seed: seed)
    var strokes: [[UInt8]] = []
    while strokes.count < count {
      switch Int.random(in: 0..<20, using: &random) {
      case 0: strokes.append(Array("\u{1b}[200~\(random.pick(words))\r\(random.pick(words))\u{1b}[201~".utf8))
      // In a burst Esc and a letter are the same bytes as Alt with it, which here means nothing.
      case 1: strokes += [[0x1B], Array("rosa".utf8)]
      case 2:
        // No two at the same place, which might be a double click.
        let row = strokes.count % 20 + 1
        strokes.append(Array("\u{1b}[<\(random.pick([0, 64, 65]));\(row * 2);\(row)M".utf8))
      case 3..<10: strokes.append(Array(random.pick(words).utf8))
      default: strokes.append(Array(random.pick(keys).utf8))
      }
    }
    return strokes
  }

  /// The screens that inputs lead to, one for every so many.
  private static func screens(after inputs: [Input], every step: Int) -> [String] {
    let customers = (1...60).map { id in
      Customer(
        id: id, name: ["Bella Rosa", "José Núñez", "花店", "Straße 7"][Int(id) % 4] + " \(id)", code: "C\(id)",
        customerType: id % 3 == 0 ? nil : "Florist", salesperson: id % 2 == 0 ? "Julian Mejía" : nil,
        isActive: true)
    }
    var browser = BrowserDriver.showing(customers, mine: [1, 2, 3])
    var screen: BrowserScreen { BrowserScreen(state: browser.state, appearance: appearance, size: size) }
    var screens: [String] = []
    var waiting = Array(inputs.reversed())
    var count = 0
    while let input = waiting.popLast() {
      let event: BrowserEvent?
      switch input {
      case .key(let key): event = appearance.keyMap.event(for: key, in: KeyContext(browser.state))
      case .escaped(let key):
        waiting += appearance.keyMap.keys(escaped: key, in: KeyContext(browser.state)).map(Input.key)
          .reversed()
        continue
      case .mouse(let action, let position): event = screen.event(for: action, at: position)
      case .paste(let text): event = .textPasted(text)
      case .resized, .closed: event = nil
      }
      if let event { browser.send(event) }
      let viewport = screen.viewport
      if viewport != browser.state.viewport { browser.send(.viewportChanged(viewport)) }
      count += 1
      if count.isMultiple(of: step) { screens.append(screen.render().text) }
    }
    return screens + [screen.render().text]
  }

  @Test func `two thousand keys show the same screens over any line`() {
    let strokes = Self.strokes(count: ProofScale.rounds(full: 2_000, few: 400), seed: 5)
    let bytes = strokes.flatMap(\.self)
    var local = TypedLine()
    for stroke in strokes { local.send(stroke, after: .milliseconds(500)) }
    var slow = TypedLine()
    slow.send(bytes, by: 1, every: .milliseconds(50))
    var bursts = TypedLine()
    bursts.send(bytes, by: 4_096, every: .milliseconds(80))
    let screens = [local, slow, bursts].map { line -> [String] in
      var line = line
      line.pass(.seconds(10))
      return Self.screens(after: line.inputs, every: 20)
    }
    #expect(screens[0].count > 20)
    for (number, screen) in screens[0].enumerated() {
      for other in screens.dropFirst() where !other.indices.contains(number) || other[number] != screen {
        Issue.record(
          "screen \(number) is\n\(other.indices.contains(number) ? other[number] : "none")\n\nnot\n\(screen)")
        return
      }
    }
  }
}
