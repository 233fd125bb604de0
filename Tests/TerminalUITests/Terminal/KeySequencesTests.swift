import Testing

@testable import TerminalUI

struct KeySequencesTests {
  @Test func noSequenceMeansTwoKeys() {
    #expect(Set(KeySequences.all.map(\.sequence)).count == KeySequences.all.count)
  }

  @Test(arguments: [
    ("\u{1b}[1;5C", "ctrl-right"), ("\u{1b}[1;2A", "shift-up"), ("\u{1b}[3;3~", "alt-del"),
    ("\u{1b}[5;7~", "ctrl-alt-pgup"), ("\u{1b}OH", "home"), ("\u{1b}[15~", "f5"),
  ])
  func knowsXtermsModifiedKeys(sequence: String, spelling: String) {
    #expect(KeySequences.all.first { $0.sequence == sequence }?.key.description == spelling)
  }
}
