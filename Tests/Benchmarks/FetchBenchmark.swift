import Foundation
import KometAPI
import KometSimulator

/// Measures a first fetch over loopback HTTP: made up, sent, received, decoded, joined.
enum FetchBenchmark: Benchmark {
  static let title = "fetch over HTTP, decoding included"

  static func run(customers: Int) {
    let sample = SampleCustomers(seed: 1, count: customers)
    let making = Stopwatch.milliseconds(repetitions: 1) { _ = sample.customerListAnswer() }
    Stopwatch.report("the server's share: making the JSON", making)
    guard let simulator = try? KometSimulator.start(SimulatorConfiguration(customerCount: customers)) else {
      return print("  the sample server did not start")
    }
    defer { simulator.stop() }
    var configuration = APIConfiguration()
    configuration.baseURL = simulator.baseURL
    configuration.companyToken = Secret(SampleCredentials.companyToken)
    guard let client = try? KometClient(configuration) else { return }
    let durations = Stopwatch.milliseconds(repetitions: 3) {
      let done = DispatchSemaphore(value: 0)
      Task.detached {
        _ = try? await CustomerDirectory(client).load()
        done.signal()
      }
      done.wait()
    }
    Stopwatch.report("customer.list, all of it", durations)
  }
}
