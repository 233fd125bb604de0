import Customers
import Testing

@testable import KometSimulator

/// `customer.list` as its document describes it.
@Suite struct CustomerListTests {
  private let simulator: KometSimulator

  init() throws {
    simulator = try KometSimulator.start(
      SimulatorConfiguration(customerCount: 2_000, today: LocalDate("2026-03-14")))
  }

  @Test func documentedCustomersAreWrittenAsInTheSamples() {
    let first =
      #"{"id":"25475","accountingCode":"ACC10","customerType":"PART-TIME FLORIST","salesPerson":"Julian Mejía","#
      + #""name":"2-14 BRIDAL CAKES","salesPersonId":1819,"active":"1","code":"T3526","#
      + #""updatedOn":"2017-08-02T12:15:17"}"#
    let second =
      #"{"id":"29775","name":"Flores SAS","active":"1","code":"ASS","salesPersonId":23423,"#
      + #""customerType":"Retailer","updatedOn":"2017-09-15T17:02:50"}"#
    for (id, record) in [(25_475, first), (29_775, second)] {
      #expect(
        simulator.customerList("id=\(id)").text == #"{"status":"1","message":"OK","customers":[\#(record)]}"#)
    }
  }

  @Test func vendorTokensAreTakenToo() throws {
    let answer = simulator.request(
      "GET", "/api/customer.list?authenticationToken=\(SampleCredentials.vendorToken)&id=25475")
    #expect(try answer.ids() == [25_475])
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

  @Test(arguments: [
    ("", "authenticationToken is missing"),
    ("authenticationToken=", "authenticationToken is missing"),
    ("authenticationToken=WRONG", "not valid"),
    ("authenticationToken=\(String(repeating: "X", count: 51))", "longer than 50"),
    ("authenticationToken=\(SampleCredentials.userToken)", "company or vendor token"),
  ])
  func tokensAreRefused(query: String, reason: String) throws {
    let message = try #require(try simulator.request("GET", "/api/customer.list?\(query)").refusal)
    #expect(message.contains(reason))
  }

  @Test(arguments: [
    ("id=abc", "id must be an integer"),
    ("id=", "id must be an integer"),
    ("id=99999999999999999999", "id must be an integer"),
    ("salesPersonId=x", "salesPersonId must be an integer"),
    ("locationId=1.5", "locationId must be an integer"),
    ("includeInactive=yes", "includeInactive must be true or false"),
    ("updateAsOf=2026-02-30", "YYYY-MM-DD"),
    ("updateAsOf=14/03/2026", "YYYY-MM-DD"),
    ("updateAsOf=2026-3-1", "YYYY-MM-DD"),
    ("code=12345678901", "longer than 10"),
    ("name=\(String(repeating: "x", count: 201))", "longer than 200"),
    ("name=%zz", "percent-encoded"),
    ("name=%ff", "percent-encoded"),
  ])
  func parametersAreRefused(query: String, reason: String) throws {
    let message = try #require(try simulator.customerList(query).refusal)
    #expect(message.contains(reason))
  }

  @Test func unknownParametersDoNotMatter() throws {
    #expect(try simulator.customerList("id=25475&page=2").ids() == [25_475])
  }
}
