import Foundation
import Testing

@testable import komet

@Suite struct ClockCheckTests {
  private func text(_ difference: Double?) -> String {
    let here = Date(timeIntervalSince1970: 1_800_000_000)
    return ClockCheck(server: difference.map { here.addingTimeInterval(-$0) }, here: here).finding.text(
      named: "clock")
  }

  @Test(arguments: [
    (0, "✓ clock           right\n"), (1, "✓ clock           right\n"), (-90, "1 min behind the server's\n"),
    (40, "✓ clock           40 s ahead of the server's\n"),
  ])
  func `a small difference is good`(difference: Double, words: String) {
    #expect(text(difference).hasSuffix(words))
    #expect(text(difference).hasPrefix("✓"))
  }

  @Test(arguments: [
    (300, "5 min ahead of"), (-11_100, "3 h 5 min behind"), (86_400 * 400, "400 days 0 h ahead of"),
  ])
  func `a large one is told with what to do`(difference: Double, words: String) {
    #expect(text(difference).hasPrefix("✗ clock"))
    #expect(text(difference).contains("The clock here is \(words) the server's."))
    #expect(text(difference).contains("→ "))
  }

  @Test func `a server without a clock can't be compared with`() {
    #expect(text(nil).hasPrefix("–"))
  }
}
