import BrowserTesting
import CustomerBrowser
import Customers
import TerminalUI

/// Measures drawing one frame, which costs the visible rows only.
enum RenderBenchmark: Benchmark {
  static let title = "one frame"

  static func run(customers: Int) {
    let table = InventedCustomers.table(count: customers)
    var browser = BrowserDriver()
    browser.load((0..<table.count).map(table.customer))
    browser.type("be")
    let appearance = Appearance(theme: .default, charset: .unicode, keyMap: .standard)
    for size in [Size(columns: 80, rows: 24), Size(columns: 120, rows: 30), Size(columns: 500, rows: 200)] {
      browser.send(
        .viewportChanged(BrowserScreen(state: browser.state, appearance: appearance, size: size).viewport))
      let screen = BrowserScreen(state: browser.state, appearance: appearance, size: size)
      let durations = Stopwatch.milliseconds(repetitions: 21) { _ = screen.render() }
      Stopwatch.report("\(size.columns)×\(size.rows)", durations)
    }
  }
}
