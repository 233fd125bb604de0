import Foundation

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
    return .hindrance(
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
