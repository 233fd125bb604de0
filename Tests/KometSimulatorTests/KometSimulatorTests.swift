import Foundation
import Testing

@testable import KometSimulator

/// Starting and stopping, and what the server tells about itself.
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

  @Test func `no other address of this machine leads to it`() throws {
    let simulator = try KometSimulator.start()
    defer { simulator.stop() }
    // 127.0.0.2, which is this machine as well.
    let client = LoopbackClient(port: simulator.port, address: 0x7F00_0002)
    #expect(client.exchange("GET / HTTP/1.1\r\n\r\n").ending == .refused)
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

  @Test(arguments: [("stall", ""), ("huge", ""), ("huge", "&name=a%20name%20that%20nobody%20has")])
  func `stopping ends connections on which nothing moves`(fault: String, filter: String) throws {
    let simulator = try KometSimulator.start(
      SimulatorConfiguration(customerCount: 1_000, fault: SimulatorFault(argument: fault)))
    let port = simulator.port
    let isStopped = DispatchSemaphore(value: 0)
    let ended = DispatchSemaphore(value: 0)
    // One client asks and does not read, the other does not even ask.
    let target = "/api/customer.list?\(KometSimulator.companyToken)\(filter)"
    for request in [KometSimulator.head("GET", target), ""] {
      Thread.detachNewThread {
        let client = LoopbackClient(port: port, readingBegins: isStopped)
        if client.exchange(request, discards: true).ending != .silent { ended.signal() }
      }
    }
    let clock = ContinuousClock()
    let deadline = clock.now + .seconds(30)
    while simulator.requests.isEmpty, clock.now < deadline {
      #expect(simulator.request("GET", "/_simulator/requests").status == 200)
    }
    simulator.stop()
    #expect(simulator.customerList().ending == .refused)
    for _ in 1...2 { isStopped.signal() }
    for _ in 1...2 { #expect(ended.wait(timeout: .now() + 30) == .success) }
  }
}
