import Customers
import Testing

@testable import KometSimulator

/// Which customers `customer.list` chooses.
@Suite struct CustomerFilterTests {
  private let simulator: KometSimulator

  init() throws {
    simulator = try KometSimulator.start(
      SimulatorConfiguration(customerCount: 2_000, today: LocalDate("2026-03-14")))
  }

  @Test func inactiveOnesComeOnlyWhenAskedFor() throws {
    let active = try simulator.customerList().ids()
    let all = try simulator.customerList("includeInactive=true").ids()
    #expect(all.count == 1_999)
    #expect((1_700..<1_950).contains(active.count))
    #expect(Set(active).isSubset(of: all))
    #expect(try simulator.customerList("includeInactive=1").ids() == all)
    #expect(try simulator.customerList("includeInactive=0").ids() == active)
    #expect(try simulator.customerList("includeInactive=False").ids() == active)
    let inactive = try simulator.customerList("includeInactive=true").records().filter {
      "\($0["active"] ?? "")" == "0"
    }
    #expect(inactive.count == all.count - active.count)
  }

  @Test(arguments: [
    ("id=25475", [25_475]),
    ("id=29671", []),
    ("id=1", []),
    ("code=T3526", [25_475]),
    ("code=t3526", [25_475]),
    ("code=T352", []),
    ("name=2-14+BRIDAL+CAKES", [25_475]),
    ("name=bridal%20CAKES&salesPersonId=1819", [7_359, 25_475]),
    ("name=2-14%25", [7_359, 25_475]),
    ("name=2-14+bridal____es", [25_475]),
    ("name=new%25wi", []),
    ("name=%25new%25wi%25", [29_623]),
    ("name=Flores+SAS&code=ASS&id=29775", [29_775]),
    ("name=Flores+SAS&code=T3526", []),
  ])
  func filters(query: String, ids: [Int]) throws {
    // Made-up customers may have such names too, so only the documented ones are looked at.
    let found = try simulator.customerList(query).ids().filter { $0 < 30_000 }
    #expect(found == ids)
  }

  @Test func salespersonIDChoosesTheSalespersonsCustomers() throws {
    let records = try simulator.customerList("salesPersonId=1819&includeInactive=true").records()
    #expect((100..<260).contains(records.count))
    #expect(records.allSatisfy { "\($0["salesPersonId"] ?? "")" == "1819" })
    #expect(try simulator.customerList("salesPersonId=1").ids().isEmpty)
  }

  @Test func locationsShareTheCustomers() throws {
    let all = try simulator.customerList().ids()
    let parts = try SampleLocation.all.map { try simulator.customerList("locationId=\($0.id)").ids() }
    #expect(parts.allSatisfy { !$0.isEmpty })
    #expect(parts.flatMap { $0 }.sorted() == all)
    #expect(try simulator.customerList("locationId=999").ids().isEmpty)
  }

  @Test func updateAsOfIncludesTheDayItself() throws {
    #expect(try simulator.customerList("updateAsOf=2017-08-02&id=25475").ids() == [25_475])
    #expect(try simulator.customerList("updateAsOf=2017-08-03&id=25475").ids().isEmpty)
    let recent = try simulator.customerList("updateAsOf=2026-03-01").records()
    #expect(!recent.isEmpty)
    #expect(recent.allSatisfy { ($0["updatedOn"] as? String ?? "") >= "2026-03-01" })
    #expect(try simulator.customerList("updateAsOf=2026-03-14").ids().isEmpty)
  }
}

@Suite struct LikePatternTests {
  @Test(arguments: [
    ("rosa", "Bella Rosa Floral", true),
    ("ROSA", "bella rosa", true),
    ("bellarosa", "Bella Rosa Floral", false),
    ("", "anything", true),
    ("", "", true),
    ("bella%", "Bella Rosa", true),
    ("rosa%", "Bella Rosa", false),
    ("%rosa", "Bella Rosa", true),
    ("%bella", "Bella Rosa", false),
    ("b%a%r_sa", "Bella Rosa", true),
    ("_", "x", true),
    ("_", "xy", false),
    ("_", "", false),
    ("%", "", true),
    ("_____", "Peña ", true),
    ("peÑa", "PEñA", true),
    ("mejia", "Mejía", false),
    ("東_", "東京", true),
    (#"100\%"#, "100% Roses", true),
    (#"100\%"#, "1000 Roses", false),
    (#"a\_b%"#, "a_b c", true),
    (#"a\_b%"#, "axb c", false),
    ("%ab%ab", "ab ab aab", true),
    ("%ab%abc", "ab ab ab", false),
  ])
  func matches(pattern: String, name: String, expected: Bool) {
    #expect(LikePattern(pattern).matches(Array(name.utf8)) == expected)
  }
}
