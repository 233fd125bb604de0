import Synchronization

/// What all connections share: the company, the faults still to come, the request log.
final class SimulatorService: Sendable {
  private struct State {
    var company: Company
    var fault: SimulatorFault?
    var requests: [RecordedRequest] = []

    /// The fault that the next request meets; one fewer is left then.
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
  private static let maxRequests = 1_000

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

  func begin(_ fault: SimulatorFault?) {
    state.withLock { $0.fault = fault }
  }

  /// Whether the next connection is to be reset before anything is read.
  func takeRefusal() -> Bool {
    state.withLock { state in
      guard state.fault?.kind == .refuse else { return false }
      return state.takeFault() != nil
    }
  }

  /// What is answered to a request.
  func answer(to request: HTTPRequest) -> Answer {
    guard !request.isTooLarge else {
      return .refusal("The request is larger than 64 kB.", status: .payloadTooLarge)
    }
    let path = request.target.prefix { $0 != "?" }
    if path.hasPrefix(SimulatorPage.basePath) { return page(path, method: request.method) }
    let (company, fault) = state.withLock { ($0.company, $0.takeFault()) }
    let answer = apiAnswer(to: request, path: path, company: company, fault: fault)
    let record = RecordedRequest(request, httpStatus: answer.status.rawValue, fault: fault)
    state.withLock { state in
      state.requests.append(record)
      state.requests.removeFirst(max(0, state.requests.count - Self.maxRequests))
    }
    return answer
  }

  private func apiAnswer(
    to request: HTTPRequest, path: Substring, company: Company, fault: SimulatorFault.Kind?
  ) -> Answer {
    if let fault, let answer = Answer(fault: fault, target: request.target) { return answer }
    guard let method = APIMethod(path: path) else {
      return .refusal("There is no method at this address.", status: .notFound)
    }
    guard request.method == method.httpMethod else {
      let message = "\(method.rawValue) takes only \(method.httpMethod)."
      var answer = Answer.refusal(message, status: .methodNotAllowed)
      answer.headers.add("Allow", method.httpMethod)
      return answer
    }
    guard request.target.utf8.count <= Self.requestLimit else {
      return .refusal("The request is larger than 64 kB.", status: .payloadTooLarge)
    }
    do throws(Refusal) {
      let query = try Parameters(query: request.target.dropFirst(path.count + 1))
      let parameters =
        method == .login ? try Parameters(query: request.body[...]).merged(with: query) : query
      let call = APIRequest(method: method, parameters: parameters, headers: request.headers)
      var company = company
      if fault == .hostile { company.makeNamesHostile() }
      var answer = call.answer(about: company, fault: fault)
      answer.ending = AnswerEnding(fault: fault)
      return answer
    } catch {
      return .refusal(error.message)
    }
  }

  private func page(_ path: Substring, method: String) -> Answer {
    switch SimulatorPage(path: path) {
    case nil: .refusal("There is no page at this address.", status: .notFound)
    case .some where method != "GET": .refusal("This page takes only GET.", status: .methodNotAllowed)
    case .changes: .json(["changes": changes])
    case .requests: .json(["requests": requests])
    }
  }
}

/// The pages on which the sample server tells about itself.
enum SimulatorPage: String {
  case changes
  case requests

  static let basePath = "/_simulator/"

  init?(path: Substring) {
    self.init(rawValue: String(path.dropFirst(Self.basePath.count)))
  }
}

/// A request that the sample server got, without its secrets.
package struct RecordedRequest: Sendable, Equatable, Encodable {
  package let method: String
  /// Path and query, with `•••` for tokens and passwords.
  package let target: String
  package let httpStatus: Int
  /// The fault that it met.
  package let fault: String?

  init(_ request: HTTPRequest, httpStatus: Int, fault: SimulatorFault.Kind?) {
    method = request.method
    target = Self.withoutSecrets(request.target)
    self.httpStatus = httpStatus
    self.fault = fault?.rawValue
  }

  private static let secrets: Set<Substring> = ["authenticationtoken", "password"]

  private static func withoutSecrets(_ target: String) -> String {
    guard let mark = target.firstIndex(of: "?") else { return target }
    let pairs = target[target.index(after: mark)...].split(separator: "&", omittingEmptySubsequences: false)
    let shown = pairs.map { pair -> Substring in
      guard let equals = pair.firstIndex(of: "="),
        secrets.contains(pair[..<equals].lowercased()[...])
      else { return pair }
      return pair[...equals] + "•••"
    }
    return target[...mark] + shown.joined(separator: "&")
  }
}
