import Foundation
import Testing

@testable import KometSimulator

/// Requests and answers on one connection.
@Suite struct HTTPConnectionTests {
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

  @Test func `a request that comes byte by byte is answered`() throws {
    let simulator = try KometSimulator.start()
    let request = KometSimulator.head("GET", "/api/customer.list?\(KometSimulator.companyToken)&id=25475")
    let received = LoopbackClient(port: simulator.port, bytesPerSend: 1).exchange(request)
    #expect(try HTTPAnswer(bytes: received.bytes, ending: received.ending).ids() == [25_475])
  }

  @Test func `the next request begins after the form of the one before`() throws {
    let simulator = try KometSimulator.start()
    let form = "username=julian&password=flowers"
    let login = KometSimulator.head(
      "POST", "/api/login", bodyLength: form.utf8.count, connection: "keep-alive")
    let tooLong = String(repeating: "x", count: 3 * SimulatorService.requestLimit)
    let refused = KometSimulator.head(
      "POST", "/api/login", bodyLength: tooLong.utf8.count, connection: "keep-alive")
    let list = KometSimulator.head("GET", "/api/customer.list?\(KometSimulator.companyToken)&id=25475")
    // An empty line between two requests doesn't count.
    let received = LoopbackClient(port: simulator.port).exchange(
      login + form + "\r\n" + refused + tooLong + list)
    #expect(received.ending == .closed)
    let text = String(decoding: received.bytes, as: UTF8.self)
    let order = [SampleCredentials.userToken, "413 Payload Too Large", "25475"].compactMap {
      text.range(of: $0)?.lowerBound
    }
    #expect(order.count == 3 && order == order.sorted())
  }

  @Test(arguments: [
    "GET /api/customer.list\r\n\r\n", "GET  / HTTP/1.1\r\n\r\n", "GET / HTTP/2.0\r\n\r\n",
    "\u{16}\u{3}\u{1}\r\n\r\n",
    "GET / HTTP/1.1\r\nno colon\r\n\r\n", "GET / HTTP/1.1\r\nHost : a\r\n\r\n",
    "POST /api/login HTTP/1.1\r\nContent-Length: -1\r\n\r\n",
    "POST /api/login HTTP/1.1\r\nContent-Length: many\r\n\r\n",
    "GET /" + String(repeating: "x", count: 2 * SimulatorService.requestLimit),
  ])
  func `what is no HTTP is refused, and the connection closed`(request: String) throws {
    let simulator = try KometSimulator.start()
    let received = LoopbackClient(port: simulator.port).exchange(request)
    let answer = HTTPAnswer(bytes: received.bytes, ending: received.ending)
    #expect(answer.status == 400)
    #expect(answer.headers["connection"] == "close")
    #expect(simulator.requests.isEmpty)
  }

  @Test(arguments: [("", LoopbackClient.Ending.closed), ("Connection: Keep-Alive\r\n", .silent)])
  func `a client of HTTP 1.0 keeps its connection only if it asks to`(
    field: String, ending: LoopbackClient.Ending
  ) throws {
    let simulator = try KometSimulator.start()
    let client = LoopbackClient(port: simulator.port, patience: .milliseconds(300))
    let received = client.exchange("GET /_simulator/changes HTTP/1.0\r\n\(field)\r\n")
    #expect(received.ending == ending)
    #expect(HTTPAnswer(bytes: received.bytes, ending: received.ending).isWhole)
  }

  @Test(arguments: [
    (784_111_777, "Sun, 06 Nov 1994 08:49:37 GMT"), (0, "Thu, 01 Jan 1970 00:00:00 GMT"),
    (1_709_164_800, "Thu, 29 Feb 2024 00:00:00 GMT"),
  ])
  func `a moment is spelled as in RFC 9110`(seconds: Double, text: String) {
    #expect(HTTPDate(Date(timeIntervalSince1970: seconds)).description == text)
  }
}
