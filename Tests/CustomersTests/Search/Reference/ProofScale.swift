import Foundation

/// How much of the lengthy proofs a run of the tests does.
enum ProofScale {
  /// Whether the environment asks for all of it: `KOMET_PROOF=full swift test`.
  static let isFull = ProcessInfo.processInfo.environment["KOMET_PROOF"] == "full"

  /// `full` rounds when asked for, else `few`.
  static func rounds(full: Int, few: Int) -> Int {
    isFull ? full : few
  }
}
