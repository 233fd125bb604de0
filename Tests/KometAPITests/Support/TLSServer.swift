import Foundation

/// A TLS server on a loopback port with a certificate of its own making: `openssl s_server`.
///
/// It answers `customer.list` with one customer.
final class TLSServer {
  /// Whether this machine has the command.
  static let isAvailable = (try? run(["version"], in: FileManager.default.temporaryDirectory)) != nil

  let port: Int
  private let folder: URL
  private let process: Process

  /// Starts a server for the host `name`, whose self-signed certificate is valid from now on for so many
  /// days, or was until so many days ago.
  init(name: String = "localhost", days: Int = 1) throws {
    folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    let api = folder.appending(path: "api")
    try FileManager.default.createDirectory(at: api, withIntermediateDirectories: true)
    let request = "customer.list?authenticationToken=SAMPLE-COMPANY-TOKEN"
    let list = #"{"status":1,"customers":[{"id":1,"name":"A"}]}"#
    try Data(list.utf8).write(to: api.appending(path: request))
    try Data("subjectAltName=DNS:\(name)".utf8).write(to: folder.appending(path: "extensions"))
    try Self.run(
      ["req", "-new", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout", "key.pem"]
        + ["-out", "request.pem", "-subj", "/CN=\(name)"], in: folder)
    try Self.run(
      ["x509", "-req", "-in", "request.pem", "-signkey", "key.pem", "-days", "\(days)"]
        + ["-extfile", "extensions", "-out", "certificate.pem"], in: folder)
    process = Self.process(
      ["s_server", "-accept", "127.0.0.1:0", "-cert", "certificate.pem", "-key", "key.pem", "-WWW"],
      in: folder)
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    var said = ""
    while !said.hasSuffix("\n") || !said.contains("ACCEPT") {
      let more = output.fileHandleForReading.availableData
      guard !more.isEmpty else { throw POSIXError(.ECHILD) }
      said += String(decoding: more, as: UTF8.self)
    }
    let digits = said.split(separator: ":").last?.prefix { $0.isNumber }
    guard let port = digits.flatMap({ Int($0) }) else { throw POSIXError(.EADDRNOTAVAIL) }
    self.port = port
  }

  deinit {
    // It inherits a mask that blocks the gentler signals.
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
    try? FileManager.default.removeItem(at: folder)
  }

  var baseURL: String { "https://localhost:\(port)/api" }

  /// The certificate, which is its own authority.
  var caFile: String { folder.appending(path: "certificate.pem").path }

  private static func process(_ arguments: [String], in folder: URL) -> Process {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["openssl"] + arguments
    process.currentDirectoryURL = folder
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    return process
  }

  private static func run(_ arguments: [String], in folder: URL) throws {
    let process = process(arguments, in: folder)
    try process.run()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw POSIXError(.ECHILD) }
  }
}
