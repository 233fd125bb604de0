import CustomerBrowser
import KometAPI
import KometSimulator

/// What every command needs: the settings, and the customers of the server that they name.
///
/// With `--demo` the server is a sample one inside this process, asked through the very same client.
struct Session {
  let settings: Settings
  let customers: ServerCustomers
  private let simulator: KometSimulator?

  init(_ options: ConnectionOptions, view: ViewOptions? = nil) throws(BrowserFailure) {
    var settings = try Settings(options, environment: Environment())
    if let view { settings.apply(view) }
    if let count = options.demo {
      let simulator = try Self.startSimulator(customerCount: count)
      settings.useSample(at: simulator.baseURL)
      self.simulator = simulator
    } else {
      simulator = nil
    }
    customers = try ServerCustomers(try settings.apiConfiguration())
    self.settings = settings
  }

  private static func startSimulator(customerCount: Int) throws(BrowserFailure) -> KometSimulator {
    do {
      return try KometSimulator.start(SimulatorConfiguration(customerCount: customerCount))
    } catch {
      throw BrowserFailure(.usage, what: "\(error)", advice: "")
    }
  }

  /// Fetches everything and returns when it is here; progress goes to stderr if that is a terminal.
  func fetch() throws(BrowserFailure) -> FetchedCustomers {
    let customers = customers
    let progress = ProgressLine()
    let result = waiting { () async -> Result<FetchedCustomers, BrowserFailure> in
      do throws(BrowserFailure) {
        return .success(try await customers.fetchCustomers { progress.show($0) })
      } catch {
        return .failure(error)
      }
    }
    progress.clear()
    let fetched = try result.get()
    for remark in fetched.remarks { StandardError.write(line: "komet: \(remark)") }
    return fetched
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
  }
}
