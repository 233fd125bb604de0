import Foundation
import Testing

@testable import KometSimulator

/// What a client meets under each fault.
@Suite struct SimulatorFaultTests {
  private func simulator(_ argument: String, customers: Int = 2_000) throws -> KometSimulator {
    let fault = try #require(SimulatorFault(argument: argument))
    return try KometSimulator.start(SimulatorConfiguration(customerCount: customers, fault: fault))
  }

  @Test func argumentsAreRead() {
    #expect(SimulatorFault(argument: "http-500:2") == SimulatorFault(.http500, count: 2))
    #expect(SimulatorFault(argument: "refuse") == SimulatorFault(.refuse))
    for kind in SimulatorFault.Kind.allCases {
      #expect(SimulatorFault(argument: kind.rawValue)?.kind == kind)
    }
    for argument in ["", "explode", "stall:", "stall:0", "stall:-1", "stall:x", "stall:1:2", ":2"] {
      #expect(SimulatorFault(argument: argument) == nil)
    }
  }

  @Test func nothingListensWhenAllIsRefused() throws {
    #expect(try simulator("refuse").customerList().ending == .refused)
  }

  @Test func firstConnectionsAreReset() throws {
    let simulator = try simulator("refuse:2")
    for _ in 1...2 {
      let answer = simulator.customerList()
      #expect(answer.ending == .reset)
      #expect(answer.status == 0)
    }
    #expect(simulator.customerList().isWhole)
  }

  @Test(arguments: ["http-500:1", "http-502:1", "http-503:1", "http-429:1"])
  func httpStatuses(argument: String) throws {
    let simulator = try simulator(argument)
    let answer = simulator.customerList()
    #expect("http-\(answer.status):1" == argument)
    #expect(answer.headers["retry-after"] == (answer.status == 429 ? "1" : nil))
    #expect(try simulator.customerList("id=25475").ids() == [25_475])
  }

  @Test func countedFaultsEndAndOthersDoNot() throws {
    let twice = try simulator("status-0:2")
    #expect(try (1...3).map { _ in try twice.customerList().refusal != nil } == [true, true, false])
    let always = try simulator("status-0")
    #expect(try (1...3).map { _ in try always.customerList().refusal != nil } == [true, true, true])
  }

  @Test(arguments: ["", "id=25475"])
  func answersAreCutShort(query: String) throws {
    let truncated = try simulator("truncate:1").customerList(query)
    #expect(truncated.status == 200)
    #expect(truncated.ending == .closed)
    #expect(!truncated.isWhole)
    #expect(truncated.body.count > 20)

    let reset = try simulator("reset:1").customerList(query)
    #expect(reset.ending == .reset)
    #expect(!reset.isWhole)
  }

  @Test func smallAnswersAreCutShortToo() throws {
    let simulator = try simulator("truncate:1")
    let answer = simulator.request("GET", "/api/location.list?\(KometSimulator.companyToken)")
    #expect(answer.ending == .closed)
    #expect(!answer.isWhole)
  }

  @Test func stalledAnswerKeepsTheConnectionOpen() throws {
    let simulator = try simulator("stall")
    let client = LoopbackClient(port: simulator.port, patience: .milliseconds(300))
    let request = KometSimulator.head("GET", "/api/customer.list?\(KometSimulator.companyToken)")
    let received = client.exchange(request)
    let answer = HTTPAnswer(bytes: received.bytes, ending: received.ending)
    #expect(answer.ending == .silent)
    #expect(answer.body.count > 20)
    #expect(!answer.isWhole)
  }

  @Test func otherDocuments() throws {
    let html = try simulator("html").customerList()
    #expect(html.status == 200)
    #expect(html.headers["content-type"]?.hasPrefix("text/html") == true)
    #expect(html.text.contains("<html>"))
    #expect(try simulator("empty").customerList().body.isEmpty)
    #expect(try simulator("deep-nesting").customerList().text.hasPrefix("[[[[[[[["))
  }

  @Test func redirects() throws {
    let other = try simulator("redirect").customerList()
    #expect(other.status == 302)
    #expect(other.headers["location"] == "https://elsewhere.invalid/api/customer.list")

    let simulator = try simulator("redirect-same-host:1")
    let same = simulator.customerList("id=25475")
    #expect(same.status == 302)
    #expect(try simulator.request("GET", try #require(same.headers["location"])).ids() == [25_475])
  }

  @Test func someFieldsHaveTheWrongType() throws {
    let records = try simulator("wrong-type").customerList().records()
    #expect(records.contains { $0["id"] is [Any] })
    #expect(records.contains { $0["name"] is [String: Any] })
    #expect(records.contains { $0["active"] as? String == "perhaps" })
    #expect(records.contains { $0["updatedOn"] is Bool })
    let names = try simulator("wrong-type").customerByCompanyList().records("customerResult")
    #expect(names.contains { $0["customerId"] is [Any] })
  }

  @Test func someNamesAreNotUTF8() throws {
    for answer in [
      try simulator("bad-utf8").customerList(), try simulator("bad-utf8").customerByCompanyList(),
    ] {
      #expect(answer.isWhole)
      #expect(String(validating: answer.body, as: UTF8.self) == nil)
      let repaired = String(decoding: answer.body, as: UTF8.self)
      #expect(throws: Never.self) { try JSONSerialization.jsonObject(with: Data(repaired.utf8)) }
    }
  }

  @Test func someIDsComeTwiceWithDifferentNames() throws {
    let records = try simulator("duplicate-ids").customerList("includeInactive=true").records()
    let names = Dictionary(grouping: records) { "\($0["id"] ?? "")" }.mapValues { records in
      records.compactMap { $0["name"] as? String }
    }
    let twice = names.values.filter { $0.count == 2 }
    #expect(twice.count == 200)
    #expect(twice.contains { $0[0] != $0[1] })
  }

  @Test func hugeAnswerGoesOnForEver() throws {
    let simulator = try simulator("huge", customers: 10)
    let request = KometSimulator.head("GET", "/api/customer.list?\(KometSimulator.companyToken)")
    let received = LoopbackClient(port: simulator.port).exchange(request, limit: 8_000_000)
    #expect(received.ending == .enough)
  }

  @Test func hostileNamesAreValidJSON() throws {
    let answer = try simulator("hostile:1").customerList("includeInactive=true")
    let names = Set(try answer.records().compactMap { $0["name"] as? String })
    // NUL and noncharacters included: what the JSON says is what the list of names says.
    for name in HostileName.all {
      #expect(names.contains(String(decoding: name, as: UTF8.self)))
    }
    let configured = try KometSimulator.start(
      SimulatorConfiguration(customerCount: 200, hostileNames: true))
    #expect(try configured.customerList().records().contains { ($0["name"] as? String)?.count == 10_000 })
  }
}
