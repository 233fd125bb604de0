import CustomerBrowser
import CustomerStore
import Customers
import Foundation
import KometAPI
import Synchronization
import Wording

/// The customers of one account: from its cache, and from the server through the cache.
final class CachedAccount: CustomerSource {
  private let configuration: APIConfiguration
  private let path: String
  let client: KometClient
  let requestLimit: Int
  let timeZone: TimeZone
  /// What a refresh asks for that nobody asked for.
  private let automaticExtent: SyncPlan.Extent
  private let onWait: (@Sendable (String) -> Void)?
  private let opened = Mutex(Opened())
  private let book = Mutex<ContactBook?>(nil)

  private struct Opened {
    var cache: CustomerCache?
    /// What opening found, to be told with the first customers.
    var remarks: [String] = []
  }

  /// `onWait` is told when another process keeps this one waiting for the cache.
  init(
    _ configuration: APIConfiguration, path: String, settings: BrowserSettings,
    automaticExtent: SyncPlan.Extent = .everything, onWait: (@Sendable (String) -> Void)?
  ) throws(UserFacingError) {
    do {
      client = try KometClient(configuration)
    } catch {
      throw UserFacingError(error)
    }
    self.configuration = configuration
    self.path = path
    requestLimit = settings.dailyRequestLimit
    timeZone = settings.timeZone
    self.automaticExtent = automaticExtent
    self.onWait = onWait
  }

  func firstCustomers() throws(UserFacingError) -> FirstPage? {
    try reading { (cache) throws(CustomerStoreError) in
      try cache.listStart().map { start in
        FirstPage(
          table: withMine(start.table), rows: start.rows, count: start.count, syncedAt: start.syncedAt)
      }
    }
  }

  func cachedCustomers() throws(UserFacingError) -> FetchedCustomers? {
    do throws(CustomerStoreError) {
      let cache = try readableCache()
      guard let cached = try cache.load() else { return nil }
      return try fetched(cached, cache, remarks: [])
    } catch {
      throw told(error)
    }
  }

  var contactBook: ContactBook {
    book.withLock { book in
      if let book { return book }
      // What can't be read is told where the customers are.
      let made = ContactBook {
        [weak self] in
        (try? self?.cache().contactIndex()) ?? ContactIndex()
      } reaches: {
        [weak self] in
        (try? self?.cache().contactReaches()) ?? ContactReaches()
      }
      book = made
      return made
    }
  }

  /// What `read` finds in the cache, or the failure for people.
  func reading<Value>(
    _ read: (CustomerCache) throws(CustomerStoreError) -> Value
  ) throws(UserFacingError) -> Value {
    do throws(CustomerStoreError) {
      return try read(cache())
    } catch {
      throw told(error)
    }
  }

  /// The failure for people, after which a damaged cache need not be told once more as a remark.
  func told(_ error: CustomerStoreError) -> UserFacingError {
    if case .damaged = error.kind { opened.withLock { $0.remarks = [] } }
    return UserFacingError(error)
  }

  func syncedCustomers(
    full: Bool, acceptsLosses: Bool, isAsked: Bool, progress: @escaping @Sendable (FetchProgress) -> Void,
    arrived: @escaping @Sendable (FetchedCustomers) -> Void
  ) async throws(UserFacingError) -> FetchedCustomers {
    try await sync(
      full: full, acceptsLosses: acceptsLosses, isAsked: isAsked, progress: progress, arrived: arrived
    )
    .customers
  }

  /// Asks the server for what the cache lacks, and says what that changed.
  ///
  /// While the cache is empty `arrived` gets the customers before they are written.
  func sync(
    full: Bool, acceptsLosses: Bool, isAsked: Bool,
    progress: @escaping @Sendable (FetchProgress) -> Void,
    arrived: @Sendable (FetchedCustomers) -> Void = { _ in }
  ) async throws(UserFacingError) -> (summary: SyncSummary, customers: FetchedCustomers) {
    do {
      let cache = try cache()
      if !isAsked { try checkPause() }
      let plan = try cache.plan(
        now: Date(), forcesFull: full, extent: isAsked ? .everything : automaticExtent)
      let answers = try await ask(plan, cache, progress: progress)
      let isFirst = try cache.syncedAt() == nil
      if isFirst { arrived(try unwritten(answers, of: plan, cache)) }
      let summary = try cache.apply(SyncAnswers(answers), of: plan, acceptingLosses: acceptsLosses)
      contactBook.reload()
      // What can't be kept is shown all the same.
      let unkept = cache.obstacle.map { ["\($0.what) \($0.why)"] } ?? []
      let customers = try fetched(
        summary.customers, cache, remarks: unkept + answers.report.remarks,
        changes: summary.isFirst || summary.isSuperseded ? nil : summary.counts,
        haveArrived: isFirst && summary.isFirst)
      return (summary, customers)
    } catch let failure as UserFacingError {
      // No customers come that could tell it.
      throw failure.behind(takeRemarks())
    } catch let error as CustomerStoreError {
      throw UserFacingError(error)
    } catch {
      preconditionFailure("an error of another module: \(type(of: error))")
    }
  }

  /// When the customers of the cache were fetched; nil if there are none.
  func syncedAt() throws(UserFacingError) -> Date? {
    do {
      return try readableCache().syncedAt()
    } catch {
      throw told(error)
    }
  }

  /// Asks the server for the customers with a code, whatever its case, or else for the one with an id.
  func customers(matching name: CustomerName) async throws(UserFacingError) -> CustomerTable {
    var requests: [CustomerListRequest] = []
    if let code = name.code, code.unicodeScalars.count <= CustomerListRequest.longestCode {
      var request = CustomerListRequest()
      request.code = code
      requests.append(request)
    }
    if let id = name.id {
      var request = CustomerListRequest()
      request.id = id
      requests.append(request)
    }
    var table = CustomerTableBuilder().finish().table
    do {
      let cache = try cache()
      for var request in requests where table.count == 0 {
        request.includesInactive = true
        table = try await counted(1, \.requestCount, in: cache) { [request] () async throws(KometAPIError) in
          try await client.customerList(request)
        }
        .table
      }
      return table
    } catch let failure as UserFacingError {
      throw failure
    } catch let error as CustomerStoreError {
      throw UserFacingError(error)
    } catch {
      preconditionFailure("an error of another module: \(type(of: error))")
    }
  }

  /// Looks at the cache without changing it; nil if there is none.
  func inspect() throws(UserFacingError) -> CacheReport? {
    do {
      return try CustomerCache.inspect(at: path, identity: CacheIdentity(configuration), today: today)
    } catch {
      throw UserFacingError(error)
    }
  }

  /// Why nothing that is fetched can be kept; nil if it is.
  var obstacle: UserFacingError? { (try? cache())?.obstacle.map { UserFacingError($0) } }

  /// What the syncs since a date changed.
  func recordedChanges(since date: Date) throws(UserFacingError) -> [CustomerChange] {
    do {
      return try readableCache().changes(since: date)
    } catch {
      throw told(error)
    }
  }

  /// Adds requests to those of today.
  func count(requests: Int) throws(UserFacingError) {
    do {
      try cache().countRequests(requests, on: today)
    } catch {
      throw UserFacingError(error)
    }
  }

  /// Closes the cache, so that all of it is in its one file.
  func close() {
    opened.withLock { opened in
      // What could not be written may at most have been a count or contacts that can be asked for again.
      try? opened.cache?.finishWriting()
      opened.cache = nil
    }
  }

  /// The cache, opened when it is first needed.
  func cache() throws(CustomerStoreError) -> CustomerCache {
    try opened.withLock { (opened) throws(CustomerStoreError) in
      if let cache = opened.cache { return cache }
      let (cache, event) = try CustomerCache.open(
        at: path, identity: CacheIdentity(configuration), onWait: onWait)
      opened.cache = cache
      opened.remarks = event.notice.map { [$0] } ?? []
      return cache
    }
  }

  /// The cache; throws if nothing is known of what it has, because its file can be neither made nor read.
  private func readableCache() throws(CustomerStoreError) -> CustomerCache {
    let cache = try cache()
    if let obstacle = cache.obstacle, try cache.syncedAt() == nil { throw obstacle }
    return cache
  }

  private func ask(
    _ plan: SyncPlan, _ cache: CustomerCache, progress: @escaping @Sendable (FetchProgress) -> Void
  ) async throws -> CustomerAnswers {
    let throttled = ThrottledProgress(progress)
    let questions = CustomerQuestions(plan)
    return try await counted(questions.requestCount, \.requestCount, in: cache) {
      () async throws(KometAPIError) in
      try await CustomerDirectory(client).ask(questions, onProgress: throttled.show)
    }
  }

  private func fetched(
    _ cached: CachedCustomers, _ cache: CustomerCache, remarks: [String],
    changes: [CustomerChange.Kind: Int]? = nil, haveArrived: Bool = false
  ) throws(CustomerStoreError) -> FetchedCustomers {
    FetchedCustomers(
      table: withMine(cached.table), syncedAt: cached.syncedAt, changedIDs: cached.changedIDs,
      remarks: takeRemarks() + remarks, requestsToday: try cache.requests(on: today).count, changes: changes,
      history: history, haveArrived: haveArrived)
  }

  /// What the cache has recorded, to be read when somebody asks for it.
  private var history: ChangeHistory {
    ChangeHistory(in: timeZone, salespersonID: configuration.salespersonID) { [self] in
      do throws(UserFacingError) {
        return (try recordedChanges(since: .distantPast), "")
      } catch {
        return ([], [error.what, error.why].filter { !$0.isEmpty }.joined(separator: " "))
      }
    }
  }

  /// What opening found, once.
  private func takeRemarks() -> [String] {
    opened.withLock { opened in
      defer { opened.remarks = [] }
      return opened.remarks
    }
  }

  /// The table, with the salesperson's customers as the person's own where no list of the server tells.
  private func withMine(_ table: CustomerTable) -> CustomerTable {
    guard table.mine == nil, let id = configuration.salespersonID else { return table.countingInactiveAsMine }
    return CustomerTable.joining(details: table, names: nil, ownership: .salesperson(id))
  }

  /// What the server answered, as the cache will have it.
  private func unwritten(
    _ answers: CustomerAnswers, of plan: SyncPlan, _ cache: CustomerCache
  ) throws(CustomerStoreError) -> FetchedCustomers {
    FetchedCustomers(
      table: answers.table(salespersonID: configuration.salespersonID),
      syncedAt: plan.askedAt, requestsToday: try cache.requests(on: today).count)
  }

  /// Runs a question that takes so many requests, which count before they are sent.
  ///
  /// Throws if the company's requests of today are nearly used up. What was sent more, or not at all, is settled
  /// afterwards; what was cancelled may have been sent.
  func counted<Answer>(
    _ expected: Int, _ sent: KeyPath<Answer, Int>, in cache: CustomerCache,
    _ ask: () async throws(KometAPIError) -> Answer
  ) async throws -> Answer {
    let day = today
    try checkRequestLimit(cache)
    try cache.countRequests(expected, on: day)
    let outcome: Result<Answer, KometAPIError>
    do throws(KometAPIError) {
      outcome = .success(try await ask())
    } catch {
      outcome = .failure(error)
    }
    switch outcome {
    case .success(let answer):
      if try cache.pause(at: Date()) != nil { try cache.setPause(nil) }
      try cache.countRequests(answer[keyPath: sent] - expected, on: day)
      return answer
    case .failure(let error):
      let rest = error.requestCount - expected
      let count = try cache.countRequests(error.kind == .cancelled ? max(rest, 0) : rest, on: day)
      let pause = error.backOff.map { wish in
        ServerPause(until: Date(timeIntervalSinceNow: Double(wish.components.seconds)), reason: error.why)
      }
      if let pause { try cache.setPause(pause) }
      throw UserFacingError(error, requestsToday: count.count, notBefore: pause?.until)
    }
  }

  /// Throws if the server told whoever uses this cache to leave it alone for a while, and that is not over.
  func checkPause() throws(UserFacingError) {
    do {
      let (cache, now) = (try cache(), Date())
      guard let pause = try cache.pause(at: now) else { return }
      let moment = DateWords(now: now, timeZone: timeZone).moment(pause.until)
      throw UserFacingError(
        .refused, what: "The server was not asked, and is left alone until \(moment).", why: pause.reason,
        advice: "Wait, or ask all the same: r in the browser, komet sync, or --refresh.",
        requestsToday: try cache.requests(on: today).count, notBefore: pause.until)
    } catch let error as CustomerStoreError {
      throw told(error)
    } catch let failure as UserFacingError {
      throw failure
    } catch {
      preconditionFailure("an error of another module: \(type(of: error))")
    }
  }

  /// Throws if the company's requests of today are nearly used up.
  private func checkRequestLimit(_ cache: CustomerCache) throws {
    let requests = try cache.requests(on: today)
    guard requests.isNear(limit: requestLimit) else { return }
    throw UserFacingError(
      .refused, what: "The server was not asked.",
      why:
        "\(requests.count.grouped) of the \(requestLimit.grouped) requests that the company has a day were sent from here.",
      advice: "Go on tomorrow, or raise `daily_requests` in [api] of the config if your company has more.",
      requestsToday: requests.count)
  }

  var today: LocalDate { LocalDate(Date(), in: timeZone) }
}

extension CacheIdentity {
  fileprivate init(_ configuration: APIConfiguration) {
    self.init(
      baseURL: configuration.baseURL, account: configuration.account, locationID: configuration.locationID,
      userTokenHash: configuration.userToken?.hashed(by: Self.hash(ofToken:)),
      companyTokenHash: configuration.companyToken?.hashed(by: Self.hash(ofToken:)))
  }
}

extension SyncAnswers {
  fileprivate init(_ answers: CustomerAnswers) {
    self.init(
      details: answers.details, names: answers.names, own: answers.own,
      unread: Unread(details: answers.unreadDetails, names: answers.unreadNames, own: answers.unreadOwn))
  }
}

extension CustomerQuestions {
  fileprivate init(_ plan: SyncPlan) {
    let details: Details? =
      switch plan.details {
      case .all: .all
      case .updated(let day): .updated(asOf: day)
      case nil: nil
      }
    self.init(details: details, asksLists: plan.asksLists)
  }
}
