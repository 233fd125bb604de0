import CustomerBrowser
import Testing
import Wording

@testable import komet

@Suite struct FindingTests {
  private let failure = Finding.bad(
    UserFacingError(.file, what: "It is broken.", why: "Somebody sat on it.", advice: "Buy a new one."))

  @Test func `a row begins with its sign and ends with what to do`() {
    #expect(Finding.good("fine").text(named: "clock") == "✓ clock           fine\n")
    #expect(Finding.absent("none").text(named: "clock") == "– clock           none\n")
    #expect(
      failure.text(named: "chair") == """
        ✗ chair           It is broken. Somebody sat on it.
                          → Buy a new one.

        """)
  }

  @Test func `where there is only ASCII it is ASCII`() {
    #expect(failure.text(named: "chair", in: .ascii).hasPrefix("x chair"))
    #expect(failure.text(named: "chair", in: .ascii).contains("-> Buy"))
    #expect(Finding.good("Mejía").text(named: "name", in: .ascii) == "+ name            Mejia\n")
  }

  @Test func `on a narrow terminal the words go on below each other`() {
    #expect(
      failure.text(named: "chair", width: 40) == """
        ✗ chair           It is broken. Somebody
                          sat on it.
                          → Buy a new one.

        """)
  }
}
