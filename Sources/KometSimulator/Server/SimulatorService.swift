import NIOHTTP1
import Synchronization

/// What all connections share: the company, the faults still to come, the request log.
final class SimulatorService: Sendable {
  private struct State {
    var company: Company
    var fault: SimulatorFault?
    var requests: [RecordedRequest] = []

    /// The fault that befalls the next request; one fewer is left then.
    mutating func takeFault() -> SimulatorFault.Kind? {
      guard let taken = fault else { return nil }
      if let count = taken.count {
        fault = count > 1 ? SimulatorFault(taken.kind, count: count - 1) : nil
      }
      return taken.kind
    }
  }

  /// The most that a request may hold in its target or body.
  static let requestLimit = 64 * 1024
  /// How many requests are remembered.
  private static let rememberedRequests = 1_000

  let latency: Duration
  private let clock: WallClock
  private let state: Mutex<State>

  init(_ configuration: SimulatorConfiguration) {
    let today = configuration.today ?? WallClock.today
    latency = configuration.latency
    clock = configuration.today.map(WallClock.fixed) ?? .system
    let customers = SampleCustomers(
      seed: configuration.seed,
      count: configuration.customerCount,
      today: today,
      hostileNames: configuration.hostileNames
    )
    state = Mutex(State(company: Company(customers: customers), fault: configuration.fault))
  }

  var requests: [RecordedRequest] { state.withLock { $0.requests } }

  var changes: [CustomerChange] { state.withLock { $0.company.changes } }

  func advance() {
    state.withLock { $0.company.advance(clock: clock) }
  }

  func begin(_ fault: SimulatorFault) {
    state.withLock { $0.fault = fault }
  }

  /// Whether the next connection is to be reset before anything is read.
  func takeRefusal() -> Bool {
    state.withLock { state in
      guard state.fault?.kind == .refuse else { return false }
      return state.takeFault() != nil
    }
  }

  /// What is answered to a request with this head and body.
  func answer(to head: HTTPRequestHead, body: String) -> Answer {
    let path = head.uri.prefix { $0 != "?" }
    if path.hasPrefix(SimulatorPage.basePath) { return page(path, method: head.method) }
    let (company, fault) = state.withLock { ($0.company, $0.takeFault()) }
    let answer = apiAnswer(to: head, path: path, body: body, company: company, fault: fault)
    let record = RecordedRequest(
      method: head.method.rawValue, uri: head.uri, httpStatus: Int(answer.status.code), fault: fault)
    state.withLock { state in
      state.requests.append(record)
      state.requests.removeFirst(max(0, state.requests.count - Self.rememberedRequests))
    }
    return answer
  }

  private func apiAnswer(
    to head: HTTPRequestHead, path: Substring, body: String, company: Company, fault: SimulatorFault.Kind?
  ) -> Answer {
    if let fault, let answer = Answer(fault: fault, uri: head.uri) { return answer }
    guard let method = APIMethod(path: path) else {
      return .refusal("There is no method at this address.", status: .notFound)
    }
    guard head.method == method.httpMethod else {
      let message = "\(method.rawValue) takes only \(method.httpMethod)."
      var answer = Answer.refusal(message, status: .methodNotAllowed)
      answer.headers.add(name: "Allow", value: method.httpMethod.rawValue)
      return answer
    }
    guard head.uri.utf8.count <= Self.requestLimit else {
      return .refusal("The request is larger than 64 kB.", status: .payloadTooLarge)
    }
    do throws(Refusal) {
      let query = try Parameters(query: head.uri.dropFirst(path.count + 1))
      let parameters = method == .login ? try Parameters(query: body[...]).merged(with: query) : query
      let request = APIRequest(method: method, parameters: parameters, headers: head.headers)
      var company = company
      if fault == .hostile { company.makeNamesHostile() }
      var answer = request.answer(about: company, fault: fault)
      answer.ending = AnswerEnding(fault: fault)
      return answer
    } catch {
      return .refusal(error.message)
    }
  }

  private func page(_ path: Substring, method: HTTPMethod) -> Answer {
    switch SimulatorPage(path: path) {
    case nil: .refusal("There is no page at this address.", status: .notFound)
    case .some where method != .GET: .refusal("This page takes only GET.", status: .methodNotAllowed)
    case .changes: .json(["changes": changes])
    case .requests: .json(["requests": requests])
    }
  }
}
