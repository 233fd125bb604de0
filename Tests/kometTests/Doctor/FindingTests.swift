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

  @Test func `programs get the same, in parts`() {
    #expect(
      failure.report(named: "chair")
        == Finding.Report(
          check: "chair", state: "bad", words: "It is broken. Somebody sat on it.", advice: "Buy a new one."))
    #expect(Finding.good("fine").report(named: "clock").state == "good")
  }

  @Test func `the quota is reckoned for all of a company`() {
    func words(_ requests: Int, minutes: Double, _ habit: RefreshHabit = .auto) -> String {
      QuotaReckoning(requestsARefresh: requests, secondsBetween: minutes * 60, limit: 1_000, habit: habit)
        .finding
        .report(named: "").words
    }
    #expect(words(3, minutes: 15).contains("up to 96, so there are enough for 9 such people"))
    #expect(words(3, minutes: 60).contains("up to 24, so there are enough for 37 such people"))
    #expect(words(2, minutes: 1).contains("up to 960, more than"))
    #expect(words(1, minutes: 30, .updates).contains("up to 16, so there are enough for 56 such people"))
    #expect(words(3, minutes: 15, .manual).contains("only when somebody asks"))
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
