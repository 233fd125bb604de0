import Foundation

/// What libFuzzer is let loose on: bytes come in, and whatever they are, some things must hold.
///
/// `KOMET_FUZZ` names the one that runs: `make fuzz` runs each. The inputs to begin with are written into the folder that
/// `KOMET_FUZZ_SEEDS` names.
enum Fuzzer: String, CaseIterable {
  case answers
  case query
  case similar
  case config
  case theme
  case keys
  case export
  case screen

  /// Ends the process where something doesn't hold, so that libFuzzer keeps the bytes.
  private var run: @Sendable ([UInt8]) -> Void {
    switch self {
    case .answers: AnswerFuzzer.run
    case .query: QueryFuzzer.read
    case .similar: QueryFuzzer.search
    case .config: SettingsFuzzer.readConfig
    case .theme: SettingsFuzzer.readTheme
    case .keys: KeyFuzzer.run
    case .export: ExportFuzzer.run
    case .screen: ScreenFuzzer.run
    }
  }

  private var seeds: [[UInt8]] {
    switch self {
    case .answers: AnswerFuzzer.seeds
    case .query, .similar: QueryFuzzer.seeds
    case .config: SettingsFuzzer.configs
    case .theme: SettingsFuzzer.themes
    case .keys: KeyFuzzer.seeds
    case .export: ExportFuzzer.seeds
    case .screen: ScreenFuzzer.seeds
    }
  }

  /// The bytes to test, handed over by libFuzzer.
  fileprivate static let chosenRun = chosen.run

  private static let chosen: Fuzzer = {
    let environment = ProcessInfo.processInfo.environment
    guard let fuzzer = Fuzzer(rawValue: environment["KOMET_FUZZ"] ?? "") else {
      report("KOMET_FUZZ must be one of \(allCases.map(\.rawValue).joined(separator: ", ")).")
      exit(2)
    }
    return fuzzer
  }()

  fileprivate static func writeSeeds() {
    guard let folder = ProcessInfo.processInfo.environment["KOMET_FUZZ_SEEDS"] else { return }
    for (number, seed) in chosen.seeds.enumerated() {
      try? Data(seed).write(to: URL(filePath: folder).appending(path: "seed-\(number)"))
    }
  }

  fileprivate static func report(_ sentence: String) {
    try? FileHandle.standardError.write(contentsOf: Data("\(sentence)\n".utf8))
  }
}

/// Ends the process unless the condition holds.
func require(_ condition: Bool, _ fault: @autoclosure () -> String) {
  guard !condition else { return }
  Fuzzer.report("It does not hold: \(fault().debugDescription)")
  abort()
}

@_cdecl("LLVMFuzzerInitialize")
public func initialize(
  _ count: UnsafeMutablePointer<CInt>?, _ arguments: UnsafeMutableRawPointer?
) -> CInt {
  Fuzzer.writeSeeds()
  return 0
}

@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  Fuzzer.chosenRun(Array(UnsafeBufferPointer(start: start, count: count)))
  return 0
}
