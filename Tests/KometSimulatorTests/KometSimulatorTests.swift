import Foundation
import Testing

@testable import KometSimulator

/// Starting, stopping and talking HTTP.
@Suite struct KometSimulatorTests {
  @Test func portIsFreeAfterStopping() throws {
    let first = try KometSimulator.start()
    #expect(first.baseURL == "http://127.0.0.1:\(first.port)/api")
    first.stop()
    first.stop()
    #expect(first.customerList().ending == .refused)
    let second = try KometSimulator.start(port: first.port)
    #expect(second.port == first.port)
    #expect(try second.customerList("id=25475").ids() == [25_475])
  }

  @Test func stopsWhenNothingRefersToIt() throws {
    var simulator: KometSimulator? = try KometSimulator.start()
    let client = LoopbackClient(port: try #require(simulator?.port))
    simulator = nil
    // A connection that was just being made is reset instead.
    #expect([.refused, .reset].contains(client.exchange("GET / HTTP/1.1\r\n\r\n").ending))
  }

  @Test(arguments: [nil, SimulatorFault(.refuse)])
  func portInUseIsToldPlainly(fault: SimulatorFault?) throws {
    let simulator = try KometSimulator.start()
    let error = #expect(throws: SimulatorError.self) {
      try KometSimulator.start(SimulatorConfiguration(fault: fault), port: simulator.port)
    }
    let message = try #require(error).description
    #expect(
      message == "The sample server can't listen on port \(simulator.port) of 127.0.0.1 "
        + "(Address already in use); choose another port, or 0 for any that is free.")
  }

  @Test func impossibleConfigurationsAreTold() {
    #expect(throws: SimulatorError.customerCountOutOfRange(-1)) {
      try KometSimulator.start(SimulatorConfiguration(customerCount: -1))
    }
    #expect(throws: SimulatorError.customerCountOutOfRange(1_000_001)) {
      try KometSimulator.start(SimulatorConfiguration(customerCount: 1_000_001))
    }
    #expect(throws: SimulatorError.portOutOfRange(65_536)) {
      try KometSimulator.start(port: 65_536)
    }
  }

  @Test func connectionServesSeveralRequestsInOrder() throws {
    let simulator = try KometSimulator.start()
    let requests = [25_475, 29_775, 7_359].map { id in
      KometSimulator.head(
        "GET", "/api/customer.list?\(KometSimulator.companyToken)&id=\(id)",
        connection: id == 7_359 ? "close" : "keep-alive")
    }
    let received = LoopbackClient(port: simulator.port).exchange(requests.joined())
    #expect(received.ending == .closed)
    let text = String(decoding: received.bytes, as: UTF8.self)
    let order = ["25475", "29775", "7359"].compactMap { text.range(of: $0)?.lowerBound }
    #expect(order.count == 3 && order == order.sorted())
  }

  @Test func requestLogHidesTokensAndPasswords() throws {
    let fault = SimulatorFault(.http500, count: 1)
    let simulator = try KometSimulator.start(SimulatorConfiguration(fault: fault))
    _ = simulator.customerList("id=5")
    _ = simulator.customerList("name=bella")
    _ = simulator.request("POST", "/api/login?username=julian&password=flowers")
    #expect(
      simulator.requests.map(\.target) == [
        "/api/customer.list?authenticationToken=•••&id=5",
        "/api/customer.list?authenticationToken=•••&name=bella",
        "/api/login?username=julian&password=•••",
      ])
    #expect(simulator.requests.map(\.httpStatus) == [500, 200, 200])
    #expect(simulator.requests.map(\.fault) == ["http-500", nil, nil])

    let page = simulator.request("GET", "/_simulator/requests")
    #expect(try page.records("requests").count == 3)
    #expect(!page.text.contains(SampleCredentials.companyToken))
    #expect(simulator.request("GET", "/_simulator/changes").text == #"{"changes":[]}"#)
    #expect(simulator.request("GET", "/_simulator/nothing").status == 404)
    #expect(simulator.request("POST", "/_simulator/changes").status == 405)
  }

  @Test func latencyComesBeforeTheAnswer() throws {
    let simulator = try KometSimulator.start(SimulatorConfiguration(latency: .seconds(3_600)))
    let client = LoopbackClient(port: simulator.port, patience: .milliseconds(200))
    let request = KometSimulator.head("GET", "/api/customer.list?\(KometSimulator.companyToken)")
    let received = client.exchange(request)
    #expect(received.bytes.isEmpty)
    #expect(received.ending == .silent)
  }

  @Test func latencyPasses() throws {
    let simulator = try KometSimulator.start(SimulatorConfiguration(latency: .milliseconds(1)))
    #expect(try simulator.customerList("id=25475").ids() == [25_475])
  }

  @Test func othersAreServedWhileAnEndlessAnswerRuns() throws {
    let fault = SimulatorFault(.huge, count: 1)
    let simulator = try KometSimulator.start(SimulatorConfiguration(fault: fault))
    let port = simulator.port
    let reader = Thread {
      let request = KometSimulator.head("GET", "/api/customer.list?\(KometSimulator.companyToken)")
      _ = LoopbackClient(port: port).exchange(request, discards: true)
    }
    reader.start()
    let clock = ContinuousClock()
    let deadline = clock.now + .seconds(30)
    while simulator.requests.isEmpty, clock.now < deadline {
      #expect(simulator.request("GET", "/_simulator/requests").status == 200)
    }
    #expect(try simulator.customerList("id=25475").ids() == [25_475])
    simulator.stop()
  }

  @Test func curlUnderstandsTheServer() throws {
    let simulator = try KometSimulator.start()
    let curl = Process()
    curl.executableURL = URL(filePath: "/usr/bin/curl")
    let url = "\(simulator.baseURL)/customer.list?\(KometSimulator.companyToken)"
    curl.arguments = ["-sS", "--compressed", url]
    let output = Pipe()
    curl.standardOutput = output
    try curl.run()
    let bytes = try output.fileHandleForReading.readToEnd() ?? Data()
    curl.waitUntilExit()
    #expect(curl.terminationStatus == 0)
    #expect([UInt8](bytes) == simulator.customerList().body)
  }
}
