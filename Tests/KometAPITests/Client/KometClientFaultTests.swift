import Customers
import KometSimulator
import Testing

@testable import KometAPI

/// What the client makes of the sample server's faults.
struct KometClientFaultTests {
  private typealias Outcome = (answer: CustomerAnswer?, error: KometAPIError?, pauses: [Duration])

  private func ask(
    under fault: SimulatorFault?, customers: Int = 500,
    _ change: (inout APIConfiguration) -> Void = { _ in }
  ) async throws -> Outcome {
    let simulator = try KometSimulator.start(SimulatorConfiguration(customerCount: customers, fault: fault))
    defer { simulator.stop() }
    var configuration = APIConfiguration.sample(simulator.baseURL)
    let pauses = Recorder<Duration>()
    configuration.retryPolicy.pause = { pauses.record($0) }
    change(&configuration)
    let client = try KometClient(configuration)
    do {
      return (try await client.customerList(CustomerListRequest()), nil, pauses.values)
    } catch {
      #expect(!"\(error)".contains(SampleCredentials.companyToken))
      #expect(error.what.contains("127.0.0.1"))
      return (nil, error, pauses.values)
    }
  }

  @Test(arguments: [
    SimulatorFault.Kind.reset, .truncate, .http500, .http502, .http503, .http429, .refuse,
  ])
  func badLuckIsRetried(_ fault: SimulatorFault.Kind) async throws {
    let (answer, _, pauses) = try await ask(under: SimulatorFault(fault, count: 2))
    #expect(try #require(answer).table.count > 400)
    #expect(answer?.requestCount == 3)
    #expect(pauses.count == 2)
  }

  @Test(arguments: [SimulatorFault.Kind.reset, .truncate])
  func nothingOfALongAnswerThatBreaksOffIsKept(_ fault: SimulatorFault.Kind) async throws {
    let (answer, _, _) = try await ask(under: SimulatorFault(fault, count: 2), customers: 20_000)
    let (whole, _, _) = try await ask(under: nil, customers: 20_000)
    let (table, report) = (try #require(answer).table, try #require(answer).report)
    #expect(answer?.requestCount == 3)
    #expect(report == whole?.report)
    #expect(table.ids == whole?.table.ids)
    #expect(table.text == whole?.table.text)
    #expect(table.types == whole?.table.types)
  }

  @Test(arguments: [
    (SimulatorFault.Kind.reset, KometAPIError.Kind.notReached(.interrupted)),
    (.truncate, .notReached(.interrupted)), (.http500, .notReached(.serverFailed(500))),
    (.http502, .notReached(.serverFailed(502))), (.http503, .notReached(.serverFailed(503))),
    (.http429, .refusedByServer),
  ])
  func lastingBadLuckIsReportedAfterThreeAttempts(
    _ fault: SimulatorFault.Kind, _ kind: KometAPIError.Kind
  ) async throws {
    let (_, error, pauses) = try await ask(under: SimulatorFault(fault))
    #expect(error?.kind == kind)
    #expect(error?.requestCount == 3)
    #expect(pauses.count == 2)
  }

  @Test func serverSaysHowLongToWait() async throws {
    let (_, error, pauses) = try await ask(under: SimulatorFault(.http429))
    #expect(pauses == [.seconds(1), .seconds(1)])
    #expect(error?.why.contains("Too many requests.") == true)
  }

  @Test(arguments: [
    (SimulatorFault.Kind.html, KometAPIError.Kind.notUnderstood, "web page (HTML)"),
    (.empty, .notUnderstood, "nothing at all"), (.deepNesting, .notUnderstood, "bare JSON list"),
    (.statusZero, .refusedByServer, "The sample server was told to refuse this request”."),
    (.redirect, .notUnderstood, "elsewhere.invalid"), (.redirectSameHost, .notUnderstood, "without an end"),
  ])
  func whatCannotPassIsReportedAtOnce(
    _ fault: SimulatorFault.Kind, _ kind: KometAPIError.Kind, _ words: String
  ) async throws {
    let (_, error, pauses) = try await ask(under: SimulatorFault(fault))
    #expect(error?.kind == kind)
    #expect(error?.why.contains(words) == true)
    #expect(error?.requestCount == (fault == .redirectSameHost ? 6 : 1))
    #expect(pauses.isEmpty)
  }

  @Test func nobodyThereIsReportedAtOnceAndNotCounted() async throws {
    let (_, error, pauses) = try await ask(under: SimulatorFault(.refuse))
    #expect(error?.kind == .notReached(.connectionRefused))
    #expect(error?.requestCount == 0)
    #expect(pauses.isEmpty)
  }

  @Test func redirectOnTheSameServerIsFollowed() async throws {
    let (answer, _, _) = try await ask(under: SimulatorFault(.redirectSameHost, count: 5))
    #expect(try #require(answer).table.count > 400)
    #expect(answer?.requestCount == 6)
  }

  @Test func stalledServerIsGivenUp() async throws {
    let (_, error, pauses) = try await ask(under: SimulatorFault(.stall)) { configuration in
      configuration.limits.stallTimeout = .milliseconds(200)
    }
    #expect(error?.kind == .notReached(.stalled))
    #expect(error?.why == "Nothing more arrived for 0.2 s.")
    #expect(error?.requestCount == 1)
    #expect(pauses.isEmpty)
  }

  @Test func endlessAnswerStopsAtTheLimit() async throws {
    let (_, error, pauses) = try await ask(under: SimulatorFault(.huge)) { configuration in
      configuration.limits.maxAnswerBytes = 2 << 20
    }
    #expect(error?.kind == .limitExceeded)
    #expect(error?.why.contains("2 MB") == true)
    #expect(pauses.isEmpty)
  }

  @Test func wrongTypesAreSkippedOrUnknown() async throws {
    let report = try #require(try await ask(under: SimulatorFault(.wrongType)).answer).report
    #expect(report.skipped > 0)
    #expect(report.repairedFields > 0)
    #expect(report.samples.count == 5)
    #expect(Set(report.samples.compactMap(\.field)) == ["id", "name", "active", "updatedOn"])
  }

  @Test func brokenUTF8IsRepairedAndCounted() async throws {
    let answer = try #require(try await ask(under: SimulatorFault(.badUTF8)).answer)
    #expect(answer.report.repairedTexts > 0)
    #expect(answer.report.skipped == 0)
    let broken = (0..<answer.table.count).filter { answer.table.string(.name, at: $0).contains("\u{FFFD}") }
    #expect(broken.count >= 40)
  }

  @Test func duplicateIDsAreCounted() async throws {
    let answer = try #require(try await ask(under: SimulatorFault(.duplicateIDs)).answer)
    #expect(answer.report.duplicates > 0)
    #expect(answer.report.records == answer.table.count + answer.report.duplicates)
    #expect(Set(answer.table.ids).count == answer.table.count)
  }

  @Test func hostileNamesComeUnharmed() async throws {
    let answer = try #require(try await ask(under: SimulatorFault(.hostile)).answer)
    #expect(answer.report.isClean)
    #expect(answer.table.text.contains(0x1b))
  }

  @Test func cancellingEndsAStalledRequestAtOnce() async throws {
    let simulator = try KometSimulator.start(
      SimulatorConfiguration(customerCount: 100_000, fault: SimulatorFault(.stall)))
    defer { simulator.stop() }
    var configuration = APIConfiguration.sample(simulator.baseURL)
    // Long enough that only the cancellation can end it.
    configuration.limits.stallTimeout = .seconds(600)
    let client = try KometClient(configuration)
    let task = Task {
      await failure { () async throws(KometAPIError) in
        try await client.customerList(CustomerListRequest())
      }
    }
    try await waitUntil { !simulator.requests.isEmpty }
    task.cancel()
    let error = await task.value
    #expect(error?.kind == .cancelled)
    #expect(error?.requestCount == 1)
  }

  @Test func cancellingEndsAPauseAtOnce() async throws {
    let simulator = try KometSimulator.start(SimulatorConfiguration(fault: SimulatorFault(.http503)))
    defer { simulator.stop() }
    var configuration = APIConfiguration.sample(simulator.baseURL)
    // A pause that only a cancelled task comes out of.
    configuration.retryPolicy.pause = { _ in
      let (never, _) = AsyncStream.makeStream(of: Never.self)
      for await _ in never {}
      try Task.checkCancellation()
    }
    let client = try KometClient(configuration)
    let task = Task {
      await failure { () async throws(KometAPIError) in
        try await client.customerList(CustomerListRequest())
      }
    }
    try await waitUntil { !simulator.requests.isEmpty }
    task.cancel()
    #expect(await task.value?.kind == .cancelled)
  }

  @Test func cancelledTaskAsksNothing() async throws {
    let simulator = try KometSimulator.start()
    defer { simulator.stop() }
    let client = try KometClient(.sample(simulator.baseURL))
    let error = await Task {
      withUnsafeCurrentTask { $0?.cancel() }
      return await failure { () async throws(KometAPIError) in
        try await client.customerList(CustomerListRequest())
      }
    }.value
    #expect(error?.kind == .cancelled)
    #expect(error?.requestCount == 0)
    #expect(simulator.requests.isEmpty)
  }
}
