import CustomerBrowser
import CustomerStore
import Foundation
import TerminalUI

/// Whether the cache is there, whole, of this account, and its owner's alone.
struct CacheCheck {
  let path: String
  let inspection: Result<CacheReport?, BrowserFailure>
  var now = Date()

  private static let ownersOnly = 0o600

  var finding: Finding {
    switch inspection {
    case .failure(let failure):
      return .bad(failure)
    case .success(nil):
      return .absent("none yet of this account and token at \(path)")
    case .success(let report?):
      guard report.mode == Self.ownersOnly else {
        return .hindrance("Others may read \(report.path).", advice: "Run: chmod 600 \(report.path)")
      }
      if report.syncedAt == nil, let quarantined = report.quarantined {
        return .bad(
          BrowserFailure(
            .file, what: "The cache was damaged.",
            why: "It was set aside as \(quarantined), and nothing has been fetched since.",
            advice: "Run komet sync to fetch the customers anew."))
      }
      if let obstacle = report.obstacle {
        return .hindrance("\(report.path) can only be read. \(obstacle.why)", advice: obstacle.advice)
      }
      if let time = report.syncedAt, Freshness(of: time, at: now, maxAge: .infinity) == .fromFuture {
        return .hindrance(
          "\(report.path) is \(DateWords(now: now).age(time)) (\(DateWords(now: now).moment(time))), so it counts as old.",
          advice: "See that the clock here is right, then run komet sync.")
      }
      let account = report.account.map { ", account \($0)" } ?? ""
      return .good("\(report.path): whole, \(contents(report)), \(Self.size(report.byteCount))\(account)")
    }
  }

  private func contents(_ report: CacheReport) -> String {
    guard let time = report.syncedAt else { return "empty" }
    let noun = report.customerCount == 1 ? "customer" : "customers"
    return "\(report.customerCount.grouped) \(noun), \(DateWords(now: now).age(time))"
  }

  /// For example `3.2 MB`, in binary megabytes.
  private static func size(_ bytes: Int) -> String {
    guard bytes >= 1 << 20 else { return "\(bytes >> 10) kB" }
    let tenths = (bytes * 10) >> 20
    return "\(tenths / 10).\(tenths % 10) MB"
  }
}
