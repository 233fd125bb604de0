import Customers
import Foundation

extension LocalDateTime {
  /// What the clock of a zone shows at a moment.
  init(_ date: Date, in zone: TimeZone = .current) {
    self.init(
      secondsSinceEpoch: Int64(date.timeIntervalSince1970.rounded(.down))
        + Int64(zone.secondsFromGMT(for: date)))
  }
}
