import Testing

@testable import KometSimulator

/// What the two lists hold, as their documents describe it.
@Suite struct CustomerAnswerTests {
  private let simulator: KometSimulator

  init() throws {
    simulator = try KometSimulator.start(SimulatorConfiguration(customerCount: 2_000))
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

  @Test func answerBeginsWithTheDocumentedCustomersAndHasNoStatus() throws {
    let answer = simulator.customerByCompanyList()
    #expect(Set(try answer.document.keys) == ["customerResult"])
    let names = Dictionary(
      uniqueKeysWithValues: try answer.records("customerResult").map { record in
        (try #require(record["customerId"] as? Int), try #require(record["customerName"] as? String))
      })
    #expect(names[29_675] == "10 DOWNING ST")
    #expect(names[7_359] == "2-14 ENTERPRISES BRIDAL CAKES")
    #expect(names[29_623] == "A NEW LEAF OF WI,LLC")
    #expect(names[29_671] == "a TRIO JEWELRY & DESIGN LLC")
  }

  @Test func holdsTheActiveOnesAndOneWithoutDetails() throws {
    let listed = Set(try simulator.customerByCompanyList().ids("customerResult"))
    let detailed = Set(try simulator.customerList().ids())
    #expect(listed.subtracting(detailed) == [29_671])
    #expect(detailed.isSubset(of: listed))
  }

  @Test func mineAreTheCustomersOfTheTokensSalesperson() throws {
    let all = try simulator.customerByCompanyList().ids("customerResult")
    let mine = try simulator.customerByCompanyList("showSalespersonCustomers=true").ids("customerResult")
    #expect(Set(mine).isSubset(of: all))
    #expect((all.count / 18..<all.count / 8).contains(mine.count))
    #expect(mine.contains(25_475))
    let detailed = try simulator.customerList("salesPersonId=\(SampleCredentials.salespersonID)").ids()
    #expect(Set(mine).subtracting(detailed) == [29_671])
    #expect(try simulator.customerByCompanyList("showSalespersonCustomers=0").ids("customerResult") == all)
  }
}
