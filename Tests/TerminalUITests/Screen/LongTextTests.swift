import BrowserTesting
import CustomerBrowser
import Customers
import Foundation
import Testing

@testable import TerminalUI

/// That no key freezes while a text of unheard-of length, or a hundred thousand of them, are on the screen.
@Suite struct LongTextTests {
  struct LongName {
    let text: String
    let count: Int
  }

  private static let size = Size(columns: 120, rows: 30)
  /// No measure of speed: what looks at all of such a text again and again takes minutes.
  private static let limit = 10.0

  /// The processor's time that a key takes, all of a round of the main loop, and what then stands on the screen.
  private func cost(
    of browser: inout BrowserDriver, _ key: (inout BrowserDriver) -> Void
  ) -> (seconds: Double, text: String) {
    func seconds() -> Double {
      var time = timespec()
      clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
      return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
    let start = seconds()
    key(&browser)
    browser.fit(to: Self.size)
    _ = WindowTitle(of: browser.state, charset: .unicode)
    let frame = browser.screen(size: Self.size).render()
    return (seconds() - start, frame.text)
  }

  @Test(arguments: [
    LongName(text: "花", count: 350_000), LongName(text: "rosa ", count: 200_000),
    LongName(text: "e\u{301}\u{301}\u{301}\u{301}", count: 100_000),
  ])
  func `a name of a megabyte under the cursor slows down no key`(long: LongName) {
    let name = String(repeating: long.text, count: long.count)
    var browser = BrowserDriver.showing([
      Customer(id: 1, name: name, code: name, salesperson: name), Customer(id: 2, name: "zinnia"),
    ])
    let keys: [(inout BrowserDriver) -> Void] = [
      { _ in }, { $0.give(.accept) }, { $0.give(.moveDown) }, { $0.give(.moveUp) }, { $0.give(.accept) },
      { $0.give(.moveDown) }, { $0.give(.pageDown) }, { $0.give(.searchDetails) }, { $0.type("zz") },
      { $0.give(.back) }, { $0.give(.copyField) }, { $0.give(.back) }, { $0.give(.contacts) },
      { $0.give(.back) },
      { $0.give(.copyName) }, { $0.give(.export) }, { $0.give(.back) },
    ]
    for (index, key) in keys.enumerated() {
      let (seconds, _) = cost(of: &browser, key)
      #expect(seconds < Self.limit, "key \(index)")
    }
  }

  @Test func `a hundred thousand salespeople in the counts slow down no key`() {
    var browser = BrowserDriver.showing(
      (1...100_000).map { Customer(id: $0, name: "Shop", salesperson: "Person \($0)", isActive: true) })
    browser.give(.facets)
    for command in [BrowserCommand.moveDown, .pageDown, .moveToBottom, .nextFacet, .previousFacet] {
      let (seconds, text) = cost(of: &browser) { $0.give(command) }
      #expect(seconds < Self.limit, "\(command)")
      #expect(text.contains("100,000"))
    }
  }
}
