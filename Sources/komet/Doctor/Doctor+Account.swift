import CustomerBrowser
import CustomerStore
import Foundation
import KometAPI
import TerminalUI
import Wording

extension Doctor {
  /// Checks server, tokens, quota and cache, as far as the settings let it.
  func checkAccount(_ settings: Settings, tell: Teller) throws {
    let session: Session
    do throws(UserFacingError) {
      session = try Session(options)
    } catch {
      if !options.offline { _ = try ServerChecks(api: settings.api).run(tell: tell) }
      try tell("tokens", .bad(error))
      return
    }
    defer { session.close() }
    let isReached = options.offline ? nil : try ServerChecks(api: session.api).run(tell: tell)
    if isReached == nil { try tell("server", .absent("not asked: --offline")) }
    guard let account = session.account else {
      _ = try checkTokens(session, reason: nil, counting: { _ in }, tell: tell)
      try tell("cache", .absent("none: with --demo nothing is kept"))
      return
    }
    var inspection = Result { () throws(UserFacingError) in try account.inspect() }
    let limit = session.settings.browser.dailyRequestLimit
    let sent = (try? inspection.get())?.requests
    let isNearLimit = sent?.isNear(limit: limit) == true
    let pause = (try? inspection.get())?.pause
    let pauseEnd = pause.map { DateWords(now: Date()).moment($0.until) }
    let reason: String? =
      if isReached == nil {
        "--offline"
      } else if isReached == false {
        "the server can't be reached"
      } else if isNearLimit {
        "few requests are left today"
      } else if let pauseEnd {
        "the server is left alone until \(pauseEnd)"
      } else {
        nil
      }
    // Counting would open a damaged cache, and so set it aside, before anybody has read about it here.
    func note(_ requests: Int) {
      guard requests != 0, case .success(let report) = inspection, report?.obstacle == nil else { return }
      inspection = Result { () throws(UserFacingError) in
        try account.count(requests: requests)
        return report
      }
    }
    let count = try checkTokens(session, reason: reason, counting: note, tell: tell)
    if let pause, let pauseEnd {
      try tell(
        "quota",
        .warning(
          "The server is left alone until \(pauseEnd). \(pause.reason)",
          advice: "Wait; r in the browser, komet sync and --refresh ask all the same."))
    } else {
      try tell("quota", quota((sent?.count ?? 0) + count, limit: limit, isNear: isNearLimit))
    }
    try tell("quota of all", QuotaReckoning(session.settings).finding)
    try tell("cache", CacheCheck(path: session.settings.cachePath, inspection: inspection).finding)
  }

  /// Asks each method that there is a token for, unless there is a reason not to; returns the requests sent.
  ///
  /// `note` takes them before they are sent, and afterwards what they were more, or fewer.
  private func checkTokens(
    _ session: Session, reason: String?, counting note: (Int) -> Void, tell: Teller
  ) throws -> Int {
    let checks = TokenChecks(api: session.api)
    var count = 0
    func check(
      _ name: String, _ source: TokenSource?, without: String,
      _ ask: @escaping @Sendable () async -> TokenChecks.Outcome
    ) throws {
      guard let source else { return try tell(name, .absent("not set: \(without)")) }
      guard reason == nil else {
        return try tell(name, .absent("\(source.words); not asked, because \(reason ?? "")"))
      }
      note(1)
      let outcome = waiting(ask)
      note(outcome.requestCount - 1)
      count += outcome.requestCount
      try tell(name, outcome.finding.after(source.words))
    }
    try check(
      "user token", session.settings.userToken,
      without: "whose customers are yours is known by `salesperson_id` alone", checks.userToken)
    try check(
      "company token", session.settings.companyToken, without: "only ids and names are told",
      checks.companyToken)
    return count
  }

  private func quota(_ count: Int, limit: Int, isNear: Bool) -> Finding {
    let words = "\(count.grouped) of \(limit.grouped) requests sent from here today"
    guard isNear else { return .good(words) }
    return .warning(
      "\(words), so the server is not asked any more.",
      advice: "Go on tomorrow, or raise `daily_requests` in [api] of the config if your company has more.")
  }
}

/// What a day of an open browser costs of the requests that all of a company share.
struct QuotaReckoning {
  let requestsARefresh: Int
  let secondsBetween: TimeInterval
  let limit: Int
  let habit: RefreshHabit

  private static let workingDay: TimeInterval = 8 * 3_600
  /// As komet leaves some of them.
  private static let share = 0.9

  var finding: Finding {
    guard habit != .manual else { return .good("the server is asked only when somebody asks for it") }
    let refreshes = Int((Self.workingDay / secondsBetween).rounded(.up))
    let perPerson = refreshes * requestsARefresh
    let people = Int(Double(limit) * Self.share) / max(perPerson, 1)
    let day = "a browser that is open for 8 hours sends up to \(perPerson.grouped)"
    guard people > 0 else {
      return .warning(
        "\(day), more than the company has.",
        advice: "Set `max_age` in [api] higher, or refresh = \"updates\" or \"manual\".")
    }
    return .good(
      "\(day), so there are enough for \(people.grouped) such \(people == 1 ? "person" : "people") a company")
  }
}

extension QuotaReckoning {
  fileprivate init(_ settings: Settings) {
    let lists = settings.userToken == nil ? 0 : 2
    let details = settings.companyToken == nil ? 0 : 1
    let requests =
      switch settings.refreshHabit {
      case .auto, .manual: lists + details
      case .names: lists > 0 ? lists : details
      case .updates: details > 0 ? details : lists
      }
    self.init(
      requestsARefresh: requests, secondsBetween: settings.maxAge + Double(settings.jitter * 60) / 2,
      limit: settings.browser.dailyRequestLimit, habit: settings.refreshHabit)
  }
}

extension Finding {
  /// A good finding with words before it.
  fileprivate func after(_ words: String) -> Finding {
    guard case .good(let rest) = self else { return self }
    return .good("\(words); \(rest)")
  }
}

extension TokenSource {
  /// Where it comes from, in words.
  fileprivate var words: String {
    switch self {
    case .value: "set"
    case .command(let arguments): "from \(arguments.first ?? "")"
    case .file(let file): "from \(file.path)"
    }
  }
}

extension Doctor {
  /// The settings, unless they can't be read.
  func readSettings(tell: Teller) throws -> Settings? {
    let settings: Settings
    do throws(UserFacingError) {
      settings = try Settings(options, environment: environment)
    } catch {
      try tell("config", .bad(error))
      return nil
    }
    try tell("config", config(settings))
    return settings
  }

  private func config(_ settings: Settings) -> Finding {
    let under =
      settings.systemConfigPaths.isEmpty ? "" : ", over \(settings.systemConfigPaths.joined(separator: ", "))"
    guard let path = settings.configPath else {
      let path = Settings.path(named: options.config, environment)
      return .absent("none at \(path)\(under): the environment and the options count")
    }
    let profile = options.profile.map { ", profile \($0)" } ?? ""
    if let problem = settings.keyMap.unreachableKey {
      return .warning(problem.problem + ".", advice: "Run: komet config check")
    }
    return .good(path + under + profile)
  }

  func theme(_ settings: Settings) -> Finding {
    do {
      let folders = folders(settings)
      let name = settings.browser.theme
      _ = try folders.theme(named: name)
      return .good("\(name), \(folders.path(ofThemeNamed: name) ?? "built in")")
    } catch {
      return .bad(UserFacingError(error))
    }
  }

  /// The person's own themes, each of which should be a good one.
  func themesFolder(_ settings: Settings) -> Finding {
    let folder = "\(settings.configFolder)/themes"
    let own = folders(settings).entries.compactMap(\.path).filter { $0.hasPrefix("\(folder)/") }
    guard !own.isEmpty else { return .absent("no themes of your own in \(folder)") }
    for path in own {
      do throws(SetupError) {
        _ = try folders(settings).theme(namedOrAt: path)
      } catch {
        return .warning(error.sentence, advice: "Run: komet themes check \(path)")
      }
    }
    return .good("\(own.count) of your own in \(folder)")
  }

  private func folders(_ settings: Settings) -> ThemeFolders {
    ThemeFolders(configFolder: settings.configFolder, executable: Bundle.main.executablePath ?? "")
  }
}
