import BrowserTesting
import ProofTesting
import Testing

@testable import TerminalUI

/// Whatever is pressed, in whatever order, on a screen of whatever size.
@Suite struct RandomKeysTests {
  /// Keys between two looks at the whole screen; it is looked at after each batch only, as a terminal is.
  private static let batch = 20

  @Test(arguments: 0..<UInt64(ProofScale.rounds(full: 50, few: 4)))
  func `a million random keys break nothing`(seed: UInt64) {
    var person = RandomPerson(seed: seed)
    for round in 0..<ProofScale.rounds(full: 1_000, few: 40) {
      for _ in 0..<Self.batch { person.act() }
      person.fit()
      let faults = person.state.faults + person.screen.render().faults(size: person.size)
      guard faults.isEmpty else {
        Issue.record("seed \(seed), round \(round): \(faults)\n\(person.screen.render().text)")
        return
      }
    }
  }
}
