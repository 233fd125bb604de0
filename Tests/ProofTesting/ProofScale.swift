import Foundation

/// How much of the lengthy proofs a run of the tests does.
package enum ProofScale {
  /// Whether the environment asks for all of it: `KOMET_PROOF=full swift test`.
  package static let isFull = ProcessInfo.processInfo.environment["KOMET_PROOF"] == "full"

  /// `full` rounds when asked for, else `few`.
  package static func rounds(full: Int, few: Int) -> Int {
    isFull ? full : few
  }
}
