import Customers
import Foundation
import Wording

/// How far the customers have come.
package enum LoadState: Equatable, Sendable {
  case idle
  case running(FetchProgress)
  case failed(UserFacingError)

  package var isRunning: Bool {
    if case .running = self { true } else { false }
  }
}

/// How old data is, as far as the clock can be believed.
package enum Freshness: Equatable, Sendable {
  case young
  case old
  /// The clock was ahead when it was fetched, or is behind now; it counts as old.
  case fromFuture

  /// What two clocks may differ by.
  private static let slack: TimeInterval = 60

  package init(of date: Date, at now: Date, maxAge: TimeInterval) {
    let age = now.timeIntervalSince(date)
    self = age < -Self.slack ? .fromFuture : age < maxAge ? .young : .old
  }
}

/// How much of a fetch is done.
package struct FetchProgress: Equatable, Sendable {
  package var receivedBytes: Int
  /// nil if the server did not tell.
  package var totalBytes: Int?

  package init(receivedBytes: Int = 0, totalBytes: Int? = nil) {
    self.receivedBytes = receivedBytes
    self.totalBytes = totalBytes
  }
}

/// Customers that take the place of the shown ones as soon as their rows have been found.
struct IncomingCustomers: Sendable {
  let snapshot: CustomerSnapshot
  /// The rows that the latest sync changed.
  let changed: RowSet
  /// The marks as they were, and as rows of these customers; nil while nobody has moved them.
  var movedMarks: (before: Marks, after: Marks)?
}

/// A passing message in the hint line; the next key takes it away.
package struct Notice: Equatable, Sendable {
  package enum Kind: Sendable {
    case info
    case warning
  }

  /// Something that can be done about it; the screen names the key.
  package struct FollowUp: Equatable, Sendable {
    package let command: BrowserCommand
    /// What the key does, after its name: `brings them back`.
    package let words: String

    init(_ command: BrowserCommand, _ words: String) {
      self.command = command
      self.words = words
    }
  }

  /// What can be opened and copied while the message stands.
  package enum Topic: Equatable, Sendable {
    case exportedFile
    case missingNames
    case link(String)
  }

  package let kind: Kind
  package let text: String
  package let topic: Topic?
  package let followUps: [FollowUp]

  package init(_ kind: Kind, _ text: String, about topic: Topic? = nil, followUps: FollowUp...) {
    self.kind = kind
    self.text = text
    self.topic = topic
    self.followUps = followUps
  }
}
