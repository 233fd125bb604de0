import CustomerBrowser
import CustomerStore
import Customers
import Foundation
import KometAPI
import KometSimulator
import PersonalNotes
import TerminalText
import TerminalUI
import Wording

/// What every command needs: the settings, and the customers of the account that they name.
///
/// With `--demo` the server is a sample one inside this process, asked through the very same client, and nothing outlives
/// the session: the browser, which tells what changed, has a cache in a folder that goes with it.
final class Session {
  let settings: Settings
  /// The same for the client, with the tokens in it.
  let api: APIConfiguration
  /// Nil with `--demo`.
  let account: CachedAccount?
  let customers: any CustomerSource
  /// What the person keeps about customers.
  let noteSource: any NoteSource
  /// What browsers keep across sessions; nil with `--demo`.
  let memory: SessionStore?
  private let simulator: KometSimulator?
  private let sample: SampleCache?
  /// The sync that `freshCustomers` began, until it was waited for.
  private var sync: RunningSync?
  /// Why `freshCustomers` had to do with old ones of the cache, if so.
  private(set) var refreshFailure: UserFacingError?

  /// With `ownsScreen` nothing is written to stderr while it is waited for other processes.
  init(
    _ options: ConnectionOptions, view: ViewOptions? = nil, saved: SavedViewOption? = nil,
    ownsScreen: Bool = false
  ) throws(UserFacingError) {
    var settings = try Settings(options, environment: Environment())
    if let name = saved?.name { try settings.applyView(named: name, saved: try Self.savedFilters(options)) }
    if let view { settings.apply(view) }
    if let count = options.demo {
      let simulator = try Self.startSimulator(customerCount: count, isForBrowser: ownsScreen)
      settings.useSample(at: simulator.baseURL)
      self.simulator = simulator
      account = nil
      api = try settings.apiConfiguration()
      sample = ownsScreen ? SampleCache(api, settings: settings.browser) : nil
      if let sample { customers = sample.account } else { customers = try UncachedAccount(api) }
      noteSource = UnkeptNotes()
    } else {
      simulator = nil
      sample = nil
      api = try settings.apiConfiguration()
      let account = try CachedAccount(
        api, path: settings.cachePath, settings: settings.browser,
        automaticExtent: settings.refreshHabit.extent, onWait: ownsScreen ? nil : Self.tellWait)
      self.account = account
      customers = account
      noteSource = PersonalNotes(path: settings.notesPath, owner: NotesOwner(api))
    }
    memory =
      options.demo == nil
      ? SessionStore(folder: Environment().stateFolder, profile: options.profile) : nil
    self.settings = settings
  }

  /// The filters that were saved in the browser; none belong to the sample server.
  private static func savedFilters(_ options: ConnectionOptions) throws(UserFacingError) -> [NamedFilter] {
    guard options.demo == nil else { return [] }
    let folder = Environment().stateFolder
    do {
      return try SessionStore(folder: folder, profile: options.profile).savedFilters()
    } catch {
      throw UserFacingError(
        .file, what: "The saved filters in \(folder)/filters.json can't be read.",
        advice: "Repair that file, or move it away.")
    }
  }

  @Sendable private static func tellWait(_ sentence: String) {
    ProgressLine().clear()
    StandardError.write(line: "komet: \(sentence)")
  }

  private static let demoChurn = Duration.seconds(10)

  /// While somebody looks, customers change from time to time.
  private static func startSimulator(
    customerCount: Int, isForBrowser: Bool
  ) throws(UserFacingError) -> KometSimulator {
    do {
      return try KometSimulator.start(
        SimulatorConfiguration(
          customerCount: customerCount, churn: isForBrowser ? demoChurn : nil))
    } catch {
      throw UserFacingError(.usage, what: "\(error)", advice: "")
    }
  }

  /// All notes; what there is to know about their file is told.
  func notes() throws(UserFacingError) -> CustomerNotes {
    let (notes, remarks) = try noteSource.notes()
    tell(remarks)
    return notes
  }

  /// Waits until the cache has what `freshCustomers` got from the server.
  ///
  /// To be called when all is written that people wait for.
  func finishSync() throws(UserFacingError) {
    guard let sync else { return }
    self.sync = nil
    _ = told(try sync.finish())
  }

  /// Ends what the session began; nothing works afterwards.
  func close() {
    _ = try? sync?.finish()
    account?.close()
    (noteSource as? PersonalNotes)?.close()
    sample?.remove()
    simulator?.stop()
  }

  /// The customers of the cache if they are young enough, or else from the server: call `finishSync` then.
  ///
  /// If the server can't be reached, or many customers are missing in its answer, older ones of the cache have to
  /// do, unless `refreshing`; that is told.
  func freshCustomers(refreshing: Bool) throws(UserFacingError) -> FetchedCustomers {
    try freshCustomers(
      insteadOf: refreshing ? nil : readable(customers.cachedCustomers), isAsked: refreshing)
  }

  /// The same, when what the cache has is at hand.
  func freshCustomers(
    insteadOf cached: FetchedCustomers?, isAsked: Bool = false
  ) throws(UserFacingError) -> FetchedCustomers {
    if let cached {
      if isYoung(cached.syncedAt) { return told(cached) }
      if settings.browser.isOffline { return told(cached, offlineBecause: nil) }
    }
    guard !settings.browser.isOffline else { throw .nothingOffline }
    let sync = RunningSync(of: customers, isAsked: isAsked)
    do {
      let fetched = try sync.firstCustomers()
      self.sync = sync
      return fetched
    } catch {
      let isPassing = error.kind == .notReached || error.kind == .suddenLoss || error.notBefore != nil
      guard let cached, isPassing else { throw error }
      refreshFailure = error
      return told(cached, offlineBecause: error)
    }
  }

  /// Whether what was fetched then need not be asked for again; that it is dated in the future is told.
  func isYoung(_ date: Date) -> Bool {
    switch freshness(of: date) {
    case .young: return true
    case .old: return false
    case .fromFuture:
      let moment = DateWords(now: Date(), timeZone: settings.browser.timeZone).moment(date)
      tell(["The cache is dated \(moment), in the future, so it counts as old: a clock must have been wrong."]
      )
      return false
    }
  }

  func freshness(of date: Date) -> Freshness {
    Freshness(of: date, at: Date(), maxAge: settings.browser.maxAge)
  }

  /// Old customers, after it was told how old they are, and why there are no others.
  private func told(_ cached: FetchedCustomers, offlineBecause failure: UserFacingError?) -> FetchedCustomers
  {
    tellAge(of: cached.syncedAt, offlineBecause: failure)
    return told(cached)
  }

  /// Says how old data of the cache is, and if the server was asked in vain, why.
  func tellAge(of date: Date, offlineBecause failure: UserFacingError?) {
    let words = DateWords(now: Date(), timeZone: settings.browser.timeZone)
    let reason = failure.map { $0.why.isEmpty ? $0.what : $0.why }
    // Whoever is offline knows what to do; whether customers are gone is for people to say.
    let (state, advice) =
      if let failure, failure.kind == .suddenLoss {
        ("not refreshed, ", failure.advice)
      } else if let until = failure?.notBefore {
        ("the server is left alone until \(words.moment(until)), ", "")
      } else if failure != nil || settings.browser.isOffline {
        ("offline, ", "")
      } else {
        ("", "Run komet sync for the latest.")
      }
    let sentence = "\(state)data from \(words.moment(date)), \(words.age(date))."
    tell([[sentence, reason ?? "", advice].filter { !$0.isEmpty }.joined(separator: " ")])
  }

  /// What the cache has; if it can't be read and the server may be asked, that is said and counts as nothing.
  func readable<Value>(_ read: () throws(UserFacingError) -> Value?) throws(UserFacingError) -> Value? {
    do throws(UserFacingError) {
      return try read()
    } catch {
      guard !settings.browser.isOffline else { throw error }
      StandardError.write(error)
      return nil
    }
  }

  /// Runs a sync and returns when it is done; progress goes to stderr if that is a terminal.
  func waitingWithProgress<Value: Sendable>(
    _ work:
      @escaping @Sendable (@escaping @Sendable (FetchProgress) -> Void) async throws(UserFacingError) -> Value
  ) throws(UserFacingError) -> Value {
    let progress = ProgressLine()
    let result = waiting { () async -> Result<Value, UserFacingError> in
      do throws(UserFacingError) {
        return .success(try await work { progress.show($0) })
      } catch {
        return .failure(error)
      }
    }
    progress.clear()
    return try result.get()
  }

  /// The customers, after everything worth knowing about them went to stderr.
  func told(_ fetched: FetchedCustomers) -> FetchedCustomers {
    tell(fetched.remarks)
    return fetched
  }

  func tell(_ remarks: [String]) {
    for remark in remarks where !StandardError.hasJustTold(remark) {
      StandardError.write(line: visibleText("komet: \(remark)"))
    }
  }
}

extension PersonalNotes: NoteSource {}

extension NotesOwner {
  /// The account that the tokens are for.
  init(_ configuration: APIConfiguration) {
    var base = configuration.baseURL[...]
    while base.hasSuffix("/") { base.removeLast() }
    func hash(_ kind: String, _ name: String) -> [UInt8] {
      CacheIdentity.hash(ofToken: "\(base) \(kind) \(name)")
    }
    let user = configuration.userToken.map { token in
      configuration.account.map { hash("account", $0) } ?? token.hashed { hash("user", $0) }
    }
    self.init(account: user, company: configuration.companyToken?.hashed { hash("company", $0) })
  }
}

/// A cache of sample customers that goes with the session, in a folder of its own among the temporary files.
private struct SampleCache {
  let account: CachedAccount
  private let folder: String

  /// Nil where there is no room for it; then nothing is cached.
  init?(_ api: APIConfiguration, settings: BrowserSettings) {
    var template = Array(
      FileManager.default.temporaryDirectory.appending(path: "komet-demo-XXXXXX").path.utf8CString)
    guard mkdtemp(&template) != nil else { return nil }
    folder = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    let made = try? CachedAccount(api, path: "\(folder)/sample.sqlite", settings: settings, onWait: nil)
    guard let made else {
      rmdir(folder)
      return nil
    }
    account = made
  }

  func remove() {
    account.close()
    try? FileManager.default.removeItem(atPath: folder)
  }
}

extension Settings {
  /// Points everything at a sample server; no token of the person's is used.
  fileprivate mutating func useSample(at baseURL: String) {
    api.baseURL = baseURL
    api.account = String(SampleCredentials.account)
    api.salespersonID = nil
    api.locationID = nil
    userToken = .value(Secret(SampleCredentials.userToken))
    companyToken = .value(Secret(SampleCredentials.companyToken))
    browser.source = "sample data"
    browser.isSample = true
    browser.isOffline = false
  }
}

extension Session {
  /// The contacts of the cache if they are young enough, or else from the server.
  ///
  /// If the server does not tell them, that is said and older ones of the cache have to do.
  func contacts(ofCustomer id: UInt64, refreshing: Bool) throws(UserFacingError) -> FetchedContacts {
    let isOffline = settings.browser.isOffline
    let cached = try readable { [customers] () throws(UserFacingError) in
      try customers.cachedContacts(ofCustomer: id)
    }
    if let cached {
      if isYoung(cached.askedAt) && !refreshing { return cached }
      if isOffline {
        tellAge(of: cached.askedAt, offlineBecause: nil)
        return cached
      }
    }
    guard !isOffline else { throw .noContactsOffline }
    do {
      let fetched = try waitingWithProgress { [customers] (_) async throws(UserFacingError) in
        try await customers.fetchedContacts(ofCustomer: id)
      }
      tell(fetched.remarks)
      return fetched
    } catch {
      guard let cached else { throw error }
      StandardError.write(error)
      return cached
    }
  }
}

/// A sync whose customers can be used as soon as they have come, while the cache still takes them in.
final class RunningSync: Sendable {
  private typealias Outcome = Result<FetchedCustomers, UserFacingError>

  private let arrived = AwaitedValue<Outcome>()
  private let ended = AwaitedValue<Outcome>()

  /// Begins the sync; progress goes to stderr if that is a terminal.
  init(of customers: any CustomerSource, isAsked: Bool) {
    let line = ProgressLine()
    Task.detached { [arrived, ended] in
      let outcome: Outcome
      do throws(UserFacingError) {
        outcome = .success(
          try await customers.syncedCustomers(
            full: false, acceptsLosses: false, isAsked: isAsked, progress: line.show,
            arrived: { customers in
              line.clear()
              arrived.fill(.success(customers))
            }))
      } catch {
        outcome = .failure(error)
      }
      line.clear()
      arrived.fill(outcome)
      ended.fill(outcome)
    }
  }

  /// The customers, which the cache may not have yet.
  func firstCustomers() throws(UserFacingError) -> FetchedCustomers {
    try arrived.wait().get()
  }

  /// Waits until the cache has them.
  func finish() throws(UserFacingError) -> FetchedCustomers {
    try ended.wait().get()
  }
}
