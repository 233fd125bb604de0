import CustomerBrowser
import CustomerStore
import Foundation
import PersonalNotes
import TerminalUI
import Wording

/// Whether the cache is there, whole, of this account, and its owner's alone.
struct CacheCheck {
  let path: String
  let inspection: Result<CacheReport?, UserFacingError>
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
        return .warning("Others may read \(report.path).", advice: "Run: chmod 600 \(report.path)")
      }
      if report.syncedAt == nil, let quarantined = report.quarantined {
        return .bad(
          UserFacingError(
            .file, what: "The cache was damaged.",
            why: "It was set aside as \(quarantined), and nothing has been fetched since.",
            advice: "Run komet sync to fetch the customers anew."))
      }
      if let obstacle = report.obstacle {
        return .warning("\(report.path) can only be read. \(obstacle.why)", advice: obstacle.advice)
      }
      if let time = report.syncedAt, Freshness(of: time, at: now, maxAge: .infinity) == .fromFuture {
        return .warning(
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

/// Whether what the person keeps about customers is there and whole.
struct NotesCheck {
  let path: String

  var finding: Finding {
    do throws(UserFacingError) {
      let (notes, remarks) = try PersonalNotes(path: path).notes()
      guard remarks.isEmpty else {
        return .warning(remarks.joined(separator: " "), advice: "See what is there: komet notes export -")
      }
      guard notes.count > 0 else { return .absent("none yet; they will be in \(path)") }
      return .good("\(path): whole, about \(notes.count.grouped) customer\(notes.count == 1 ? "" : "s")")
    } catch {
      return .bad(error)
    }
  }
}

/// Whether the last session, its marks and the filter history can be kept, and by their owner alone.
struct SessionFolderCheck {
  let folder: String

  var finding: Finding {
    var status = stat()
    guard stat(folder, &status) == 0 else {
      return errno == ENOENT
        ? .absent("none yet at \(folder): the browser makes it when it ends")
        : .warning(
          "\(folder): \(String(cString: strerror(errno))).", advice: "Name another place in XDG_STATE_HOME.")
    }
    guard status.st_mode & S_IFMT == S_IFDIR, access(folder, R_OK | W_OK | X_OK) == 0 else {
      return .warning(
        "\(folder) is no folder that you may write to, so sessions, filters and marks are forgotten.",
        advice: "Move it away, or name another place in XDG_STATE_HOME.")
    }
    guard status.st_mode & 0o077 == 0 else {
      return .warning("Others may look into \(folder).", advice: "Run: chmod 700 \(folder)")
    }
    return .good(folder)
  }
}

/// Whether the clock here agrees with the server's.
struct ClockCheck {
  /// What the server told, and when it told it by the clock here.
  let server: Date?
  let here: Date

  /// Ages of cached customers are told in minutes; certificates care for more.
  private static let tolerance = 120

  var finding: Finding {
    guard let server else { return .absent("the server does not tell its time") }
    let difference = Int(here.timeIntervalSince(server).rounded())
    guard abs(difference) > Self.tolerance else {
      return .good(abs(difference) <= 1 ? "right" : "\(Self.words(difference)) the server's")
    }
    return .warning(
      "The clock here is \(Self.words(difference)) the server's.",
      advice: "Set it, or let it be set: timedatectl set-ntp true")
  }

  /// For example `3 h 5 min ahead of`.
  private static func words(_ difference: Int) -> String {
    let seconds = abs(difference)
    let (days, hours, minutes) = (seconds / 86_400, seconds / 3_600 % 24, seconds / 60 % 60)
    let length =
      if days > 0 {
        "\(days) days \(hours) h"
      } else if hours > 0 {
        "\(hours) h \(minutes) min"
      } else if minutes > 0 {
        "\(minutes) min"
      } else {
        "\(seconds) s"
      }
    return "\(length) \(difference > 0 ? "ahead of" : "behind")"
  }
}
