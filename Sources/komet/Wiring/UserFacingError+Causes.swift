import CustomerBrowser
import CustomerStore
import Foundation
import KometAPI
import TerminalUI
import Wording

extension UserFacingError {
  /// What the wire says, in the browser's terms.
  init(_ error: KometAPIError, requestsToday: Int? = nil, notBefore: Date? = nil) {
    let kind: Kind =
      switch error.kind {
      case .wrongUsage: .usage
      case .refusedByServer: .refused
      case .notReached: .notReached
      case .notUnderstood, .limitExceeded: .notUnderstood
      case .cancelled: .cancelled
      }
    self.init(
      kind, what: error.what, why: error.why, advice: error.advice, requestsToday: requestsToday,
      notBefore: notBefore)
  }
}

extension UserFacingError {
  /// What is wrong with the cache, in the browser's terms.
  init(_ error: CustomerStoreError) {
    guard case .suddenLoss(let missing, let count) = error.kind else {
      self.init(.file, what: error.what, why: error.why, advice: error.advice)
      return
    }
    self.init(
      .suddenLoss, what: error.what,
      why: "\(missing.grouped) of \(count.grouped) customers are missing from the server's list.",
      advice: error.advice)
  }
}

extension UserFacingError {
  /// A terminal, theme or settings file that can't be used.
  init(_ error: SetupError) {
    self.init(.usage, what: error.sentence, advice: "")
  }
}

extension DecodingReport {
  /// What a person should know about the answers; empty if all came as it should.
  var remarks: [String] {
    let example = samples.first.map { ", for example \($0)" } ?? ""
    var remarks: [String] = []
    if skipped > 0 {
      remarks.append(
        "\(skipped.grouped) record\(skipped == 1 ? "" : "s") could not be read, so what was known stays\(example)."
      )
    }
    if repairedFields > 0 {
      let fields = "\(repairedFields.grouped) field\(repairedFields == 1 ? "" : "s")"
      remarks.append("\(fields) could not be read and count as unknown, or stay as they were\(example).")
    }
    if repairedTexts > 0 {
      remarks.append("\(repairedTexts.grouped) broken characters were replaced by \u{FFFD}.")
    }
    if duplicates > 0 {
      remarks.append("\(duplicates.grouped) records had the id of a later one and gave way to it.")
    }
    return remarks
  }
}
