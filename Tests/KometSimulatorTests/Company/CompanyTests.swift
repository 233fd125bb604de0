import Testing

import struct Customers.LocalDate

@testable import KometSimulator

/// Customers that change while the server runs.
@Suite struct CompanyTests {
  private func simulator() throws -> KometSimulator {
    try KometSimulator.start(
      SimulatorConfiguration(customerCount: 1_000, today: LocalDate("2026-03-14")))
  }

  @Test func nothingChangesByItself() throws {
    let simulator = try simulator()
    #expect(simulator.changes.isEmpty)
    #expect(try simulator.customerList("updateAsOf=2026-03-14&includeInactive=1").ids().isEmpty)
  }

  @Test func updateAsOfTellsWhatHasChanged() throws {
    let simulator = try simulator()
    let before = try simulator.customerList("includeInactive=1").ids()
    for _ in 1...9 { simulator.advance() }
    let after = try simulator.customerList("includeInactive=1").ids()

    func ids(_ kind: CustomerChange.Kind) -> Set<Int> {
      Set(simulator.changes.filter { $0.kind == kind }.map(\.customerID))
    }
    let gone = ids(.vanished)
    #expect(!gone.isEmpty)
    #expect(Set(before).subtracting(after) == gone.intersection(before))
    #expect(Set(after).subtracting(before) == ids(.appeared).subtracting(gone))
    let updated = try simulator.customerList("includeInactive=1&updateAsOf=2026-03-14").ids()
    #expect(Set(updated) == Set(simulator.changes.map(\.customerID)).subtracting(gone))
  }

  @Test func changesAreSeenInTheRecords() throws {
    let simulator = try simulator()
    func record(_ id: Int) throws -> [String: String] {
      let records = try simulator.customerList("includeInactive=1&id=\(id)").records()
      return try #require(records.first).mapValues { "\($0)" }
    }
    let plan = try self.simulator()
    plan.advance()
    let before = try plan.changes.filter { $0.kind != .appeared }.map { try record($0.customerID) }
    simulator.advance()
    let after = try plan.changes.filter { $0.kind != .appeared }.map { try record($0.customerID) }
    for (old, new) in zip(before, after) {
      #expect(new["updatedOn"] == "2026-03-14T00:00:01")
      #expect(
        ["name", "salesPerson", "salesPersonId", "active"].contains { old[$0] != new[$0] })
    }
  }

  @Test func sameStepsBringTheSameChanges() throws {
    let first = try simulator()
    let second = try simulator()
    for _ in 1...5 {
      first.advance()
      second.advance()
    }
    #expect(first.changes == second.changes)
    #expect(first.customerList().body == second.customerList().body)
  }

  @Test func smallCompaniesSurviveChange() throws {
    for count in 0...8 {
      let simulator = try KometSimulator.start(SimulatorConfiguration(customerCount: count))
      for _ in 1...20 { simulator.advance() }
      #expect(try !simulator.customerList("includeInactive=1").ids().isEmpty)
    }
  }

  @Test func churnRunsByItself() throws {
    let simulator = try KometSimulator.start(
      SimulatorConfiguration(customerCount: 100, churn: .milliseconds(1)))
    let clock = ContinuousClock()
    let deadline = clock.now + .seconds(30)
    while simulator.changes.isEmpty, clock.now < deadline {
      // Each round trip gives the timer's thread its turn.
      #expect(simulator.request("GET", "/_simulator/changes").status == 200)
    }
    #expect(!simulator.changes.isEmpty)
  }
}
