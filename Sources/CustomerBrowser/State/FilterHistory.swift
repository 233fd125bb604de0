import Customers

/// What stood in the filter before, and where the person is in it.
///
/// It never holds more than `maxEntries` filters of `EditLine.maxBytes` each.
package struct FilterHistory: Equatable, Sendable {
  /// The latest at the end; one for each query that reads the same.
  package private(set) var entries: [String] = []
  /// What each entry asks.
  private var readings: [CustomerQuery.Reading] = []
  private var place: Int?
  /// What was being typed when the walk began.
  private var draft = ""

  package static let maxEntries = 500

  package init(_ entries: [String] = []) {
    // From the latest on, so that each is looked at once.
    var known: Set<CustomerQuery.Reading> = []
    for entry in entries.reversed() where Self.isWorthKeeping(entry) {
      let reading = CustomerQuery.Reading(entry)
      guard known.count < Self.maxEntries, known.insert(reading).inserted else { continue }
      self.entries.append(entry)
      readings.append(reading)
    }
    self.entries.reverse()
    readings.reverse()
  }

  /// Takes a filter in, in the place of one that reads the same, unless it is empty or the same as the last one; says
  /// whether it did.
  mutating func remember(_ text: String) -> Bool {
    place = nil
    guard Self.isWorthKeeping(text), text != entries.last else { return false }
    let reading = CustomerQuery.Reading(text)
    if let known = readings.firstIndex(of: reading) {
      entries.remove(at: known)
      readings.remove(at: known)
    } else if entries.count == Self.maxEntries {
      entries.removeFirst()
      readings.removeFirst()
    }
    entries.append(text)
    readings.append(reading)
    return true
  }

  /// The entry before, or after, the one that `text` is; nil at the ends.
  mutating func step(_ steps: Int, from text: String) -> String? {
    // Whoever changed an entry has begun something new.
    if let place, entries[place] != text { self.place = nil }
    if place == nil { draft = text }
    let target = (place ?? entries.count) + steps
    guard (0...entries.count).contains(target) else { return nil }
    place = target == entries.count ? nil : target
    return place.map { entries[$0] } ?? draft
  }

  private static func isWorthKeeping(_ text: String) -> Bool {
    // Another list is meant by the next time.
    text.contains { !$0.isWhitespace } && text.utf8.count <= EditLine.maxBytes
      && !text.contains(CustomerQuery.listTerm)
  }
}

/// What stood in the filter before each change of it, so that the changes can be undone.
///
/// What is typed is undone word by word, letters deleted one after the other all at once.
struct FilterUndo: Sendable {
  enum Change: Sendable {
    case typing
    case deleting
    /// Something else takes the place of all.
    case replacing
    case other
  }

  private var lines: [EditLine] = []
  /// What the latest change was, if the next one may belong to it.
  private var last: Change?

  private static let maxLines = 100

  mutating func record(_ before: EditLine, _ change: Change) {
    defer { last = change }
    guard change != last || change == .replacing || change == .other else { return }
    lines.append(before)
    if lines.count > Self.maxLines { lines.removeFirst() }
  }

  /// Lets the next change be undone on its own.
  mutating func endChange() { last = nil }

  /// What stood there before the latest change.
  var latest: EditLine? { lines.last }

  mutating func takeLatest() -> EditLine? {
    last = nil
    return lines.popLast()
  }
}
